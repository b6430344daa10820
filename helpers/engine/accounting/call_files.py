"""What calls cost, on disk: one folder a day, in it one or two small files a call.

The amount stands in a file's name, its details inside. A name appears whole or not at all, so a
crash, a full disk or a damaged file costs nothing but details, and every file system has that;
the locks of SQLite fail on many network homes, and one damaged page there loses everybody's
total. No lock is needed either: whoever wants to spend writes a reservation first and adds up
afterwards, so of two notebooks at the same moment the later one sees both. A reservation is
never renamed and never deleted once its request is sent, because a listing that runs meanwhile
could miss both names: what was paid is a second file, which replaces it in the sum.
"""

import json
import re
import uuid
from pathlib import Path
from typing import Any

RESERVED, PAID = "reserved", "paid"
NAME = re.compile(r"(reserved|paid)-(\d{1,15})-([0-9a-f]{32})")


class CallFiles:
    """The calls of every notebook that writes into `folder`. Amounts are whole nanodollars."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def reserve(self, day: str, call: str, amount: int) -> None:
        """Note that a call may cost `amount`. Raises OSError."""
        (self.folder / day).mkdir(parents=True, exist_ok=True)
        (self.folder / day / f"{RESERVED}-{amount}-{call}").touch(exist_ok=False)

    def withdraw(self, day: str, call: str, amount: int) -> None:
        """Take back a reservation whose request was not sent. Raises OSError."""
        (self.folder / day / f"{RESERVED}-{amount}-{call}").unlink()

    def pay(self, day: str, call: str, amount: int, details: dict[str, Any]) -> None:
        """Note what a call cost. Raises OSError."""
        (self.folder / day).mkdir(parents=True, exist_ok=True)
        unfinished = self.folder / day / f"{call}.unfinished"
        unfinished.write_text(json.dumps(details) + "\n", "utf-8")
        unfinished.replace(self.folder / day / f"{PAID}-{amount}-{call}")

    def amounts(self, day: str) -> dict[str, int]:
        """What each call of `day` cost or may cost. Raises OSError where that cannot be read."""
        try:
            names = [path.name for path in (self.folder / day).iterdir()]
        except FileNotFoundError:  # no call yet
            return {}
        found: dict[str, dict[str, int]] = {RESERVED: {}, PAID: {}}
        for name in names:
            if match := NAME.fullmatch(name):
                state, amount, call = match.groups()
                found[state][call] = max(int(amount), found[state].get(call, 0))
        return found[RESERVED] | found[PAID]

    def details(self) -> list[dict[str, Any]]:
        """The details of every call that was paid or counted, oldest first; damaged ones lack."""
        files = [path for path in self.folder.glob(f"*/{PAID}-*") if NAME.fullmatch(path.name)]
        rows = []
        for path in sorted(files, key=lambda path: path.stat().st_mtime_ns):
            try:
                row = json.loads(path.read_bytes())
            except (OSError, ValueError, RecursionError):
                continue
            if isinstance(row, dict) and row:
                rows.append(row)
        return rows


def new_call() -> str:
    """A name for a call that no other call has, in any process."""
    return uuid.uuid4().hex
