"""check() itself, and the report of what this learner has passed."""

from collections import Counter

from helpers.engine import class_board
from helpers.exercises import (
    asking,
    assistant,
    at_once,
    calling,
    combinations,
    conversation,
    delivery,
    failures,
    filing,
    hearing,
    korean,
    own_recordings,
    payloads,
    scripts,
    speaking,
    streams,
)
from helpers.exercises.registry import EXERCISES
from helpers.exercises.steps import BLANK, Step, blank
from helpers.language import translated

LESSONS = (
    speaking,
    hearing,
    asking,
    combinations,
    payloads,
    scripts,
    korean,
    conversation,
    streams,
    calling,
    delivery,
    at_once,
    failures,
    filing,
    own_recordings,
    assistant,
)


class Check:
    """Looks at exercises, and remembers in this notebook's memory which were passed."""

    def __init__(self) -> None:
        self._failures: Counter[tuple[str, str]] = Counter()  # (exercise, what was missing)
        self._passed: list[str] = []

    def __call__(self, name: str, value: object = None) -> bool:
        """True where `value` is a right answer to exercise `name`.

        Prints what is right, then the first thing that is missing with a hint; each further try
        that fails at the same thing shows the next hint. A blank that was not filled costs none.
        """
        if name not in EXERCISES:
            names = ", ".join(sorted(EXERCISES))
            print(translated(f"There is no exercise {name!r}. There are: {names}."))
            return False
        if value is None or blank(value):
            print(translated(BLANK))
            return False
        for step in EXERCISES[name](value):
            if not step.passed:
                class_board.report(name, passed=False)
                print(f"✗ {translated(step.missing)}{translated(self._hint(name, step))}")
                return False
            if step.right:
                remark = step.remark and f" ({translated(step.remark)})"
                print(f"✓ {translated(step.right)}{remark}")
        class_board.report(name, passed=True)
        print(translated("Well done."))
        if name not in self._passed:
            self._passed.append(name)
        return True

    def report(self) -> None:
        """Print what was passed in this notebook since it was started; nothing is sent."""
        print(translated(f"passed: {', '.join(self._passed) or 'nothing yet'}"))
        print(translated("Solutions are in the notebooks, so this is no exam."))

    def _hint(self, name: str, step: Step) -> str:
        if not step.hints:
            return ""
        mistake = (name, step.hints[0])
        number = min(self._failures[mistake], len(step.hints) - 1)
        self._failures[mistake] += 1
        return f"\n  Hint {number + 1} of {len(step.hints)}: {step.hints[number]}"


check = Check()
