"""Whether somebody still waits for an answer. Work asks now and then, and ends as soon as nobody does."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Cancelled(Exception):
    """Nobody waits for this answer any more."""


class Cancellation:
    """One request's work: `check()` in its loops, `cancel()` from outside."""

    def __init__(self):
        self._stopped = False
        self._lock = threading.Lock()
        self._under_way: list[Callable[[], None]] = []

    def check(self) -> None:
        """Raise Cancelled once the work was stopped."""
        if self._stopped:
            raise Cancelled

    @contextmanager
    def stoppable(self, stop: Callable[[], None]) -> Iterator[None]:
        """Within this block `stop()` is called, from another thread, where the work is to end; after it never."""
        with self._lock:
            self.check()
            self._under_way.append(stop)
        try:
            yield
        finally:
            with self._lock:
                self._under_way.remove(stop)

    def cancel(self) -> None:
        """End the work, what is under way included."""
        with self._lock:
            self._stopped = True
            for stop in self._under_way:
                stop()
