"""check(): looks at what a learner made, says what is right, what is missing, and gives the next hint. It looks at requests, functions and bytes, never at a model's words."""

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Step = tuple[bool, str, str]  # is it so, what is right then, what is missing else


@dataclass(frozen=True)
class Exercise:
    steps: Callable[[object], Iterator[Step]]
    hints: tuple[str, ...]


EXERCISES: dict[str, Exercise] = {}
_failures: dict[str, int] = {}


def exercise(name: str, *hints: str):
    """Register a generator of steps as the exercise `name`."""

    def register(steps):
        EXERCISES[name] = Exercise(steps, hints)
        return steps

    return register


def check(name: str, value: object = None) -> bool:
    """Look at `value` as the answer to exercise `name`: True when all of it is right. Prints what is right, then the first thing that is missing with a hint; each failing try shows a further hint."""
    if name not in EXERCISES:
        print(f"There is no exercise {name!r}. There are: {', '.join(sorted(EXERCISES))}.")
        return False
    for fine, right, missing in _judged(name, value):
        if fine:
            print(f"✓ {right}")
            continue
        tried = _failures[name] = _failures.get(name, 0) + 1
        hints = EXERCISES[name].hints
        print(
            f"✗ {missing}\n  Hint {min(tried, len(hints))} of {len(hints)}: {hints[min(tried, len(hints)) - 1]}"
        )
        return False
    _failures[name] = 0
    print("Well done.")
    return True


def _judged(name: str, value: object) -> Iterator[Step]:
    if value is None or _has_blank(value):
        yield (
            False,
            "",
            "There is still a blank: put something in the place of the ... and run the cell again.",
        )
        return
    try:
        yield from EXERCISES[name].steps(value)
    except Exception as error:  # whatever a learner hands in, the answer is a sentence
        yield (
            False,
            "",
            f"This could not be looked at ({type(error).__name__}: {str(error)[:100]}).",
        )


def _has_blank(value) -> bool:
    """Is there a `...` anywhere in the value?"""
    if isinstance(value, dict):
        return any(map(_has_blank, value.values()))
    return value is ... or (isinstance(value, (list, tuple, set)) and any(map(_has_blank, value)))


for _lessons in ("combinations", "streams", "recordings"):
    importlib.import_module(f"{__name__}.{_lessons}")
