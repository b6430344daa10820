"""How much memory a process held at most; for scripts that tests run in a process of their own.

The kernel's `ru_maxrss` would not do: a new process inherits that of the one which started it.
"""

import re
from pathlib import Path

STATUS = Path("/proc/self/status")


def peak() -> int:
    """The most bytes that this process held at once; 0 where the system does not tell."""
    if not STATUS.exists():
        return 0
    found = re.search(r"VmHWM:\s+(\d+)", STATUS.read_text("ascii"))
    return int(found[1]) * 1024 if found else 0
