"""The steps of an exercise: each looks at one thing, and has hints for its own mistake."""

import ast
import dis
import inspect
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

BLANK = (
    "There is still a blank: put your answer in the place of the three dots, "
    "and run the cell again."
)
NOTHING = {"RESUME", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST", "NOP"}


@dataclass(frozen=True)
class Step:
    """One thing looked at.

    `right` is said where it passed (nothing where it is empty), `missing` where it did not, then
    the next of `hints`. A
    `remark` is added to what passed but deserves a word.
    """

    passed: bool
    right: str
    missing: str
    hints: tuple[str, ...] = ()
    remark: str = ""


Steps = Iterator[Step]
Judge = Callable[[Any], Steps]


def step(passed: object, right: str, missing: str, *hints: str, remark: str = "") -> Step:
    """A step, written briefly."""
    return Step(bool(passed), right, missing, hints, remark)


def blank(value: object) -> bool:
    """Whether a `...` is left in the value: in a container, a text, or a function's body."""
    if value is ...:
        return True
    if isinstance(value, str):
        return value.rstrip(" \"'.!?").endswith(("…",)) or "..." in value
    if isinstance(value, dict):
        return any(map(blank, value.values()))
    if isinstance(value, (list, tuple, set, frozenset)):
        return any(map(blank, value))
    code = getattr(value, "__code__", None)
    return code is not None and (_has_dots(value) or _does_nothing(code))


def _has_dots(function: Any) -> bool:
    """Whether `...` stands in a function; the compiler leaves some of them out of its code."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):  # typed in a place that keeps no source
        return ... in function.__code__.co_consts
    return any(isinstance(node, ast.Constant) and node.value is ... for node in ast.walk(tree))


def _does_nothing(code: Any) -> bool:
    """Whether a function's body is only a docstring or `pass`: it returns None at once."""
    lines = list(dis.get_instructions(code))
    constants = {line.argval for line in lines if "CONST" in line.opname}
    return {line.opname for line in lines} <= NOTHING and constants == {None}
