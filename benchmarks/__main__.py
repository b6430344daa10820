"""python -m benchmarks [start pace live microphone load crowd ears setup] (make bench): figures beside what one would do instead, measured in the same run."""

import importlib
import sys

NAMES = (
    "start",
    "pace",
    "live",
    "microphone",
    "load",
    "crowd",
    "ears",
    "setup",
)  # the quick ones first

for name in sys.argv[1:] or NAMES:
    print(
        f"== {name}: {(importlib.import_module(f'benchmarks.{name}').__doc__ or '').splitlines()[0]}",
        flush=True,
    )
    importlib.import_module(f"benchmarks.{name}").main()
    print(flush=True)
