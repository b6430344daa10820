"""What every process spent in one day, on disk: one empty file each, whose name tells its total.

So each reservation costs the same, however many calls the day has had: a process writes its own
new total and reads one name of each other process. A name appears whole or not at all, so a crash,
a full disk or a damaged file costs nothing, and every file system has that; the locks of SQLite
fail on many network homes, and one damaged page there loses everybody's total. No lock is needed
either: whoever wants to spend writes the total with the reservation first and adds up afterwards,
so of two notebooks at the same moment the later one sees both.
"""

import re
import uuid
from pathlib import Path

NAME = re.compile(r"([0-9a-f]{32})-(\d{1,12})-(\d{1,15})")  # process, number, nanodollars
TRIES = 3  # of a listing that missed a name, because it was replaced meanwhile


class RunningTotal:
    """What one process spent or reserved, in whole nanodollars, beside the others in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.amount = 0
        self._name = uuid.uuid4().hex
        self._number = 0  # of the last name; that with 0 stays, and says that there are others
        self._written: Path | None = None
        self._others: dict[str, tuple[int, int]] = {}  # number and amount as last seen

    def add(self, amount: int) -> None:
        """Spend or reserve so much more, or less, and write it. Raises OSError.

        Where that fails `amount` is right, and the next change writes it.
        """
        self.amount += amount
        if not self._number:
            self._write(0, 0)
        self._number += 1
        older = self._written
        self._written = self._write(self._number, self.amount)
        if older:
            older.unlink(missing_ok=True)

    def others(self) -> int:
        """Nanodollars that the others spent or reserved. Raises OSError where they cannot be read.

        One whose name is gone counts as it was last seen.
        """
        for _ in range(TRIES):
            newest = self._listed()
            seen = {name: newest.get(name, (0, 0)) >= last for name, last in self._others.items()}
            for name, found in newest.items():
                self._others[name] = max(found, self._others.get(name, found))
            if all(seen.values()) and all(number for number, _ in newest.values()):
                break
        return sum(amount for _, amount in self._others.values())

    def _listed(self) -> dict[str, tuple[int, int]]:
        """Number and amount of the newest name of each other process."""
        newest: dict[str, tuple[int, int]] = {}
        try:
            names = [path.name for path in self.folder.iterdir()]
        except FileNotFoundError:  # no call yet
            return newest
        for match in filter(None, map(NAME.fullmatch, names)):
            process, number, amount = match[1], int(match[2]), int(match[3])
            if process != self._name:
                newest[process] = max(newest.get(process, (0, 0)), (number, amount))
        return newest

    def _write(self, number: int, amount: int) -> Path:
        path = self.folder / f"{self._name}-{number}-{amount}"
        try:
            path.touch(exist_ok=False)
        except FileNotFoundError:  # the first of the day
            self.folder.mkdir(parents=True, exist_ok=True)
            path.touch(exist_ok=False)
        return path
