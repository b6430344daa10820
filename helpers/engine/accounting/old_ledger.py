"""What earlier versions of the course wrote down: one file, a line of JSON a call.

Such a file is read and never written. Lines may be damaged in any way.
"""

import math
import re
from pathlib import Path

DAY = re.compile(r'"day"\s*:\s*"([^"]*)"')
AMOUNT = re.compile(r'"paid"\s*:\s*([-+.\w]+)')
MOST = 1_000.0  # US dollars; no single call can cost more, so a larger amount is a damaged one


def paid_on(day: str, file: Path) -> float:
    """US dollars paid on `day` (ISO format) by `file`. Raises OSError where it cannot be read.

    Entries are found by their braces, not by their lines, so that half an entry spoils no other.
    """
    try:
        text = file.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return 0.0
    return sum(_amount(entry) for entry in text.split("{") if day in DAY.findall(entry))


def _amount(entry: str) -> float:
    found = AMOUNT.search(entry)
    try:
        amount = float(found.group(1)) if found else 0.0
    except ValueError:
        return 0.0
    return amount if math.isfinite(amount) and 0 < amount < MOST else 0.0
