"""Short notices under a cell, printed so that no answer is ever lost over them."""

import sys

from helpers.language import translated


def notice(text: str) -> None:
    """Print one line in the learner's language.

    What the output cannot encode is replaced; an output that is gone is let be.
    An answer that was paid for must not be lost because a terminal lacks the cent sign, say.
    """
    text = translated(text)
    text = translated(text)
    try:
        print(text)
    except UnicodeEncodeError:
        encoding = getattr(sys.stdout, "encoding", None) or "ascii"
        _print_quietly(text.encode(encoding, "replace").decode(encoding))
    except (OSError, ValueError, AttributeError):  # closed, full or missing
        return


def _print_quietly(text: str) -> None:
    try:
        print(text)
    except (OSError, ValueError):
        return
