"""How far a run has come: recordings, how many a second, the cost so far, the time left."""

import time
from collections import deque

from helpers.engine.accounting.report import cents
from helpers.language import translated
from helpers.progress import Progress
from helpers.units import clock

WINDOW_SECONDS = 20.0  # over which the rate is taken: what the store has goes by much faster


class RunProgress:
    """Counts the recordings of a run that are done, and shows a line."""

    def __init__(self, total: int, line: Progress) -> None:
        self._total, self._line = total, line
        self._done = 0
        self._finished = deque([time.monotonic()])

    def recording_done(self, cost: float) -> None:
        """One more recording is done; `cost` is that of the run so far, in US dollars."""
        now = time.monotonic()
        self._done += 1
        self._finished.append(now)
        while self._finished[0] < now - WINDOW_SECONDS and len(self._finished) > 2:
            self._finished.popleft()
        if self._line.is_due():
            self._line.show(self._state(now, cost))

    def _state(self, now: float, cost: float) -> str:
        rate = (len(self._finished) - 1) / max(now - self._finished[0], 1e-6)
        left = (self._total - self._done) / rate
        return translated(
            f"{self._done} of {self._total} · {rate:.1f} a second · {cents(cost)} with a key · "
            f"{clock(left)} left"
        )
