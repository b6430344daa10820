NAMES = ("start", "pace", "live", "microphone", "crowd", "ears", "setup")   # the quick ones first

import importlib
import sys

NAMES = ("start", "pace", "live", "microphone", "crowd", "ears", "setup")   # the quick ones first

for name in sys.argv[1:] or NAMES:
    print(f"== {name}: {(importlib.import_module(f'benchmarks.{name}').__doc__ or '').splitlines()[0]}", flush=True)
    importlib.import_module(f"benchmarks.{name}").main()
    print(flush=True)
