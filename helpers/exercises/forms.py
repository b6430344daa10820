"""Steps that look at the forms of tools."""

from collections.abc import Sequence
from typing import Any

from helpers.exercises.steps import Step, step

UNSAID = ("unclear", "unknown", "unsure", "none", "not said", "cannot tell", "other", "nothing")


def has_a_way_out(name: str, choices: Sequence[Any]) -> Step:
    """A step: one of the choices of a field says that nothing was said or understood."""
    return step(
        any(str(choice).lower() in UNSAID for choice in choices),
        f"{name} has a way out, for words that fit no choice",
        f"Every choice of {name} is an answer. Where nothing was understood, one is invented.",
        f"Add one more choice to the enum of {name}: unclear.",
    )
