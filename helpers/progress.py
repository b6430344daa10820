"""How far long work has come: one line of text that updates, in a notebook and in a terminal."""

import os
import sys
import time
from types import TracebackType

from helpers.language import translated

FIRST_SECONDS = 2.0  # before anything is shown: most work is done by then
UPDATE_SECONDS = 1.0  # between two updates


class Progress:
    """Call it with the share that is done, 0 to 1.

    Silent in the first two seconds, where `quiet`, and where output is kept: in files, pipes and
    committed notebooks.
    """

    def __init__(self, task: str, quiet: bool = False) -> None:
        self._task, self._line = translated(" ".join(task.split())), ""
        self._silent = quiet or not _is_watched()
        self._next_update = time.monotonic() + FIRST_SECONDS

    def __call__(self, share: float) -> None:
        """Show the share that is done, if it is time for it."""
        if self.is_due():
            self.show(f"{100 * min(max(share, 0), 1):.0f} %")

    def is_due(self) -> bool:
        """Whether somebody watches, and it is time for an update."""
        return not self._silent and time.monotonic() >= self._next_update

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._line:
            self.show(translated("done." if kind is None else "stopped."))
            sys.stdout.write("\n")

    def show(self, state: str) -> None:
        """Show how far the task is, in the place of what was shown before."""
        line = f"{self._task}: {state}"
        sys.stdout.write("\r" + line.ljust(len(self._line)))  # over the line before
        sys.stdout.flush()
        self._line, self._next_update = line, time.monotonic() + UPDATE_SECONDS


def _is_watched() -> bool:
    """Whether somebody sees the output as it comes, and none of it is kept."""
    notebook = type(sys.stdout).__module__.startswith("ipykernel")
    return os.environ.get("AUDIO_OUTPUT") != "files" and (notebook or sys.stdout.isatty())
