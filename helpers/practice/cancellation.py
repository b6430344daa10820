"""Whether a client still waits for an answer; work checks it now and then and ends with it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Cancelled(Exception):  # noqa: N818 - a client that hangs up is no error
    """The client no longer waits for this answer."""


class Cancellation:
    """One request's work: `check()` in its loops, `cancel()` from outside. Thread-safe."""

    def __init__(self) -> None:
        self._cancelled = False
        self._lock = threading.Lock()
        self._under_way: list[Callable[[], None]] = []

    def check(self) -> None:
        """Raise Cancelled once the work was cancelled."""
        if self._cancelled:
            raise Cancelled

    @contextmanager
    def stoppable(self, stop: Callable[[], None]) -> Iterator[None]:
        """Within this block a cancellation calls `stop()`, from another thread; after it never.

        Raises Cancelled where the work was cancelled before.
        """
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
            self._cancelled = True
            for stop in self._under_way:
                stop()
