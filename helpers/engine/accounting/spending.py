"""What was spent today, on disk and in memory, and what may still be spent."""

import datetime
import math
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from helpers.engine.accounting.call_files import CallFiles
from helpers.engine.accounting.old_ledger import paid_on
from helpers.engine.accounting.running_total import RunningTotal
from helpers.engine.notice import notice
from helpers.paths import ROOT

T = TypeVar("T")
TOTALS = "totals"  # in the folder of a day
NANO = 1_000_000_000  # amounts are whole nanodollars: no cent is lost in rounding


@dataclass(frozen=True)
class Day:
    """One day in one ledger: what this process spent beside the others, and its calls."""

    name: str  # in ISO format
    total: RunningTotal
    files: CallFiles


@dataclass(frozen=True)
class Reservation:
    """A call that may cost `amount` nanodollars until it is settled, once."""

    day: Day
    amount: int


class Spending:
    """The day's spending: this process remembers its own, the disk tells that of the others."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._days: dict[tuple[Path, str, int], Day] = {}
        self._said: set[tuple[Path, str]] = set()

    @property
    def file(self) -> Path:
        """AUDIO_LEDGER, or .ledger.jsonl beside the README: where earlier versions wrote."""
        return Path(os.environ.get("AUDIO_LEDGER") or ROOT / ".ledger.jsonl")

    @property
    def folder(self) -> Path:
        """A folder beside `file` whose name ends in .calls; in it one for each day."""
        return self.file.parent / f"{self.file.stem}.calls"

    def today(self) -> int:
        """Nanodollars spent or reserved today."""
        with self._lock:
            day = self._day()
            before = self._read(lambda: paid_on(day.name, self.file), 0.0)
            return nanodollars(before) + day.total.amount + self._read(day.total.others, 0)

    def reserve(self, amount: int, cap: int) -> Reservation | None:
        """Reserve `amount` nanodollars where they fit under `cap` with all that is spent."""
        with self._lock:
            if self.today() + amount > cap:
                return None
            day = self._day()
            self._write(day.total.add, amount)
            if self.today() <= cap:
                return Reservation(day, amount)
            self._write(day.total.add, -amount)  # another notebook was quicker
            return None

    def settle(self, reservation: Reservation, amount: int, details: dict[str, Any]) -> None:
        """Put what a call cost in the place of its reservation."""
        with self._lock:
            day = reservation.day
            if amount != reservation.amount:
                self._write(day.total.add, amount - reservation.amount)
            if details:
                self._write(day.files.keep, day.name, details)

    def release(self, reservation: Reservation) -> None:
        """Give back what was reserved for a call that cost nothing."""
        self.settle(reservation, 0, {})

    def spend(self, amount: int, details: dict[str, Any]) -> None:
        """Enter a call that was paid without a reservation."""
        self.settle(Reservation(self._day(), 0), amount, details)

    def _day(self) -> Day:
        """Today in the ledger that counts now; a forked process begins with nothing."""
        name, folder = today(), self.folder
        place = folder, name, os.getpid()
        if place not in self._days:
            self._days[place] = Day(name, RunningTotal(folder / name / TOTALS), CallFiles(folder))
        return self._days[place]

    def _read(self, read: Callable[[], T], nothing: T) -> T:
        try:
            return read()
        except OSError as error:
            self._say_once("could not be read", error)
            return nothing

    def _write(self, write: Callable[..., None], *facts: object) -> None:
        try:
            write(*facts)
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
