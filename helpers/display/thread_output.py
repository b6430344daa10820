"""What one thread prints, while others print where they did before."""

import contextlib
import io
import sys
import threading
from collections.abc import Iterator


class ThreadOutput(io.StringIO):
    """Keeps what the thread that made it prints; the words of others go where they went before."""

    def __init__(self) -> None:
        super().__init__()
        self._thread, self._before = threading.get_ident(), sys.stdout

    def write(self, words: str) -> int:
        """Keep the words, or pass them on."""
        if threading.get_ident() == self._thread:
            return super().write(words)
        return self._before.write(words)


@contextlib.contextmanager
def captured_in_this_thread() -> Iterator[ThreadOutput]:
    """What this thread prints inside the block, in the ThreadOutput given."""
    output = ThreadOutput()
    with contextlib.redirect_stdout(output):
        yield output
