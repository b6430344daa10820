"""How far long work has come: one line of text that updates, in a notebook and in a terminal."""

import os
import sys
import time

PATIENCE = 2.0  # seconds without a word: most work is done by then
PAUSE = 1.0  # seconds between two updates


class Progress:
    """Call it with the share that is done, 0 to 1. Silent in the first two seconds, where `quiet`, and where output is kept: in files, pipes and committed notebooks."""

    def __init__(self, doing: str, quiet: bool = False):
        self._doing, self._shown, self._silent = (
            " ".join(doing.split()),
            "",
            quiet or not _watched(),
        )
        self._next = time.monotonic() + PATIENCE

    def __call__(self, share: float) -> None:
        if not self._silent and time.monotonic() >= self._next:
            self._show(f"{100 * min(max(share, 0), 1):.0f} %")

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, kind, *_) -> None:
        if self._shown:
            self._show("done." if kind is None else "stopped.")
            sys.stdout.write("\n")

    def _show(self, state: str) -> None:
        line = f"{self._doing}: {state}"
        sys.stdout.write("\r" + line.ljust(len(self._shown)))  # over the line before
        sys.stdout.flush()
        self._shown, self._next = line, time.monotonic() + PAUSE


def _watched() -> bool:
    """Whether somebody sees the output as it comes, and none of it is kept."""
    notebook = type(sys.stdout).__module__.startswith("ipykernel")
    return os.environ.get("AUDIO_OUTPUT") != "files" and (notebook or sys.stdout.isatty())
