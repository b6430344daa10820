"""What was spent today, on disk and in memory, and what may still be spent."""

import datetime
import math
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from helpers.engine.accounting.call_files import CallFiles, new_call
from helpers.engine.accounting.old_ledger import paid_on
from helpers.engine.notice import notice
from helpers.paths import ROOT

T = TypeVar("T")
NANO = 1_000_000_000  # amounts are whole nanodollars: no cent is lost in rounding


@dataclass(frozen=True)
class Reservation:
    """A call that may cost `amount` nanodollars until it is settled, in the ledger it stands in."""

    files: CallFiles
    day: str
    call: str
    amount: int


class Spending:
    """The day's spending. The disk knows all notebooks, the memory this one; the higher counts."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._memory: dict[tuple[Path, str], dict[str, int]] = {}  # by ledger and day, by call
        self._said: set[tuple[Path, str]] = set()

    @property
    def file(self) -> Path:
        """AUDIO_LEDGER, or .ledger.jsonl beside the README: where earlier versions wrote."""
        return Path(os.environ.get("AUDIO_LEDGER") or ROOT / ".ledger.jsonl")

    @property
    def files(self) -> CallFiles:
        """One file a call, in a folder beside `file` whose name ends in .calls."""
        return CallFiles(self.file.parent / f"{self.file.stem}.calls")

    def today(self) -> int:
        """Nanodollars spent or reserved today."""
        day, files = today(), self.files
        on_disk: dict[str, int] = self._read(lambda: files.amounts(day), {})
        before = self._read(lambda: paid_on(day, self.file), 0.0)
        with self._lock:
            mine = dict(self._memory.get((files.folder, day), {}))
        return nanodollars(before) + sum(
            max(on_disk.get(call, 0), mine.get(call, 0)) for call in on_disk | mine
        )

    def reserve(self, amount: int, cap: int) -> Reservation | None:
        """Reserve `amount` nanodollars where they fit under `cap` with all that is spent."""
        with self._lock:
            if self.today() + amount > cap:
                return None
            reservation = self._new(amount)
            self._mine(reservation)[reservation.call] = amount
            self._write(reservation.files.reserve, reservation, amount)
            if self.today() <= cap:
                return reservation
            del self._mine(reservation)[reservation.call]  # another notebook was quicker
            self._write(reservation.files.withdraw, reservation, amount)
            return None

    def settle(self, reservation: Reservation, amount: int, details: dict[str, Any]) -> None:
        """Put what a call cost in the place of its reservation."""
        with self._lock:
            self._mine(reservation)[reservation.call] = amount
            self._write(reservation.files.pay, reservation, amount, details)

    def release(self, reservation: Reservation) -> None:
        """Give back what was reserved for a call that cost nothing."""
        self.settle(reservation, 0, {})

    def spend(self, amount: int, details: dict[str, Any]) -> None:
        """Enter a call that was paid without a reservation."""
        self.settle(self._new(0), amount, details)

    def _new(self, amount: int) -> Reservation:
        return Reservation(self.files, today(), new_call(), amount)

    def _mine(self, reservation: Reservation) -> dict[str, int]:
        return self._memory.setdefault((reservation.files.folder, reservation.day), {})

    def _read(self, read: Callable[[], T], nothing: T) -> T:
        try:
            return read()
        except OSError as error:
            self._say_once("could not be read", error)
            return nothing

    def _write(self, write: Callable[..., None], at: Reservation, *facts: object) -> None:
        try:
            write(at.day, at.call, *facts)
        except OSError as error:
            self._say_once("could not be written", error)

    def _say_once(self, problem: str, error: OSError) -> None:
        if (self.file, problem) not in self._said:
            self._said.add((self.file, problem))
            reason = error.strerror or type(error).__name__
            notice(
                f"The ledger {self.file} {problem} ({reason}): the budget counts what"
                " this notebook spends, and knows nothing of the others."
            )


def nanodollars(dollars: float) -> int:
    """US dollars as whole nanodollars, rounded up."""
    return math.ceil(round(dollars * NANO, 3))


def today() -> str:
    """The day that counts, in ISO format."""
    return str(datetime.date.today())
