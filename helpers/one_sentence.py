"""In a notebook, the course's own errors as one sentence instead of a traceback.

`%tb` in the next cell shows the frames. Whatever a traceback shows, of any error, passes `hide`.
"""

import sys
from collections.abc import Callable
from types import TracebackType
from typing import Any

from helpers.errors import CourseError
from helpers.language import translated

FRAMES = "(To see where in the code: run %tb in the next cell.)"
RED, PLAIN = "\x1b[0;31m", "\x1b[0m"

_kinds: list[type[BaseException]] = [CourseError]
_hides: list[Callable[[str], str]] = []


def install(*kinds: type[BaseException], hide: Callable[[str], str] | None = None) -> None:
    """Show CourseErrors, and errors of `kinds`, as one sentence, if this is a notebook.

    `hide` is applied to all that tracebacks show from now on.
    """
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is None:
        return
    if set(shell.custom_exceptions) <= set(_kinds):  # a handler of the learner's own is kept
        _kinds.extend(kind for kind in kinds if kind not in _kinds)
        shell.set_custom_exc(tuple(_kinds), _show)
    if hide and hide not in _hides:
        _hides.append(hide)
        shell._showtraceback = _hiding(shell._showtraceback)


def sentence(error: BaseException) -> str:
    """What an error has to say; of the SDK's the course's notes, or what caused it."""
    notes = " ".join(map(translated, getattr(error, "__notes__", [])))
    own = isinstance(error, CourseError)
    words = f"{error} {notes}".strip() if own else notes or str(error.__cause__ or error)
    return words if words.endswith((".", "!", "?", ")")) else f"{words}."


def _show(
    shell: Any,
    kind: type[BaseException],
    error: BaseException,
    frames: TracebackType | None,
    tb_offset: int | None = None,
) -> list[str]:
    """IPython's handler for `_kinds`: its arguments are IPython's."""
    shell._get_exc_info((kind, error, frames))  # keeps them for %tb
    words = sentence(error)
    lines = [f"{RED}{kind.__name__}{PLAIN}: {words}", translated(FRAMES)]
    shell._showtraceback(kind, words, lines)
    return lines


def _hiding(show: Callable[..., None]) -> Callable[..., None]:
    """IPython's last step, with everything hidden that `_hides` know of."""

    def shown(kind: type[BaseException], error: object, lines: list[str]) -> None:
        text = str(error)
        for hide in _hides:
            text, lines = hide(text), [hide(line) for line in lines]
        show(kind, text, lines)

    return shown
