"""Calling a learner's function: whatever happens in it becomes a value or a sentence."""

import asyncio
import contextlib
import inspect
import io
import threading
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from helpers.exercises.steps import Step, step

LONGEST_WAIT = 1.0  # seconds for what an `async def` function does


@dataclass(frozen=True)
class Outcome:
    """What a call gave: its value, or why there is none (`problem`, a sentence)."""

    value: Any = None
    problem: str = ""

    @property
    def shown(self) -> str:
        """The value, short enough for a line."""
        text = repr(self.value)
        return text if len(text) <= 70 else f"{text[:69]}…"


def is_function(value: object, name: str) -> Step:
    """A step: the learner hands in the function itself."""
    return step(
        callable(value) and not isinstance(value, type),
        "it is a function",
        "This is not a function.",
        f"Hand in the function itself, without brackets behind it: check(…, {name}).",
    )


def call(function: Callable[..., Any], **arguments: object) -> Outcome:
    """Call with these arguments: by their names where the function knows them, else in order."""
    printed = io.StringIO()
    try:
        positional, named = _fitted(function, arguments)
    except TypeError as error:
        return Outcome(problem=str(error))
    try:
        with contextlib.redirect_stdout(printed):
            value = function(*positional, **named)
    except Exception as error:  # noqa: BLE001 - whatever a learner's code does becomes a sentence
        return Outcome(problem=_sentence(error, function))
    if value is None:
        return Outcome(problem=_nothing_came(printed.getvalue()))
    return Outcome(value)


def call_async(function: Callable[..., Any], **arguments: object) -> Outcome:
    """The same for an `async def` function, in an event loop of its own: the notebook's is busy."""
    started = call(function, **arguments)
    if started.problem:
        return started
    if not inspect.isawaitable(started.value):
        return Outcome(problem="It does not wait for anything: begin it with async def.")
    ended = [Outcome(problem="It never ends: something in it waits forever.")]

    def run() -> None:
        ended[:] = [asyncio.run(_awaited(function, started.value))]

    thread = threading.Thread(target=run, daemon=True)  # one that never ends is left behind
    thread.start()
    thread.join(5 * LONGEST_WAIT)
    return ended[0]


async def _awaited(function: Callable[..., Any], work: Awaitable[Any]) -> Outcome:
    try:
        value = await asyncio.wait_for(work, LONGEST_WAIT)
    except TimeoutError:
        return Outcome(problem="It never ends: something in it waits forever.")
    except (Exception, asyncio.CancelledError) as error:  # noqa: BLE001 - becomes a sentence
        return Outcome(problem=_sentence(error, function))
    if inspect.iscoroutine(value):
        value.close()
        return Outcome(problem="It returns a coroutine, work that was not started: write await.")
    return Outcome(problem=_nothing_came("")) if value is None else Outcome(value)


def _fitted(
    function: Callable[..., Any], arguments: dict[str, object]
) -> tuple[list[object], dict[str, object]]:
    """How to hand the arguments over. Raises TypeError, with a sentence, where they do not fit."""
    names = [
        name
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.default is parameter.empty
        and parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
    ]
    every = inspect.signature(function).parameters
    if set(names) <= set(arguments) <= set(every):
        return [], dict(arguments)
    if len(names) > len(arguments) or len(every) < len(arguments):
        wanted = ", ".join(arguments)
        raise TypeError(f"It takes {len(names)} arguments, and should take these: {wanted}.")
    return list(arguments.values()), {}


def _nothing_came(printed: str) -> str:
    if printed.strip():
        return "It prints its result and returns nothing: write return in the place of print."
    return "It returns nothing: its last line should begin with return."


def _sentence(error: BaseException, function: Callable[..., Any]) -> str:
    """The exception and the line of the learner's own code where it came from."""
    file = getattr(getattr(function, "__code__", None), "co_filename", "")
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__)
             if frame.filename == file]  # fmt: skip
    where = f" in line {lines[-1]} of the cell" if lines else ""
    return f"It stops{where} with {type(error).__name__}: {str(error)[:100]}"
