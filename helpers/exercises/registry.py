"""The exercises by name, each with the function that yields its steps."""

from collections.abc import Callable

from helpers.exercises.steps import Judge

EXERCISES: dict[str, Judge] = {}


def exercise(name: str) -> Callable[[Judge], Judge]:
    """Register a generator of steps as the exercise `name`, the lesson's number first."""

    def register(judge: Judge) -> Judge:
        EXERCISES[name] = judge
        return judge

    return register
