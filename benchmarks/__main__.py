"""python -m benchmarks [NAME …] (make bench): figures beside the alternative, in one run."""

import importlib
import sys

QUICK_FIRST = ("start", "pace", "live", "microphone", "assistant", "money", "load")
QUICK_FIRST += ("crowd", "archive", "ears", "setup")

for name in sys.argv[1:] or QUICK_FIRST:
    benchmark = importlib.import_module(f"benchmarks.{name}")
    print(f"== {name}: {(benchmark.__doc__ or '').splitlines()[0]}", flush=True)
    benchmark.main()
    print(flush=True)
