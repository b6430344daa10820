"""The report: a line for each result, "Ready" or not at its end, one line for the teacher."""

from __future__ import annotations  # an old Python reads this too, to say which one is needed

import os
from collections.abc import Callable, Iterable
from typing import TextIO

from helpers.preflight.results import NOTE, OK, PROBLEM, Result

COLOURS = {OK: "\x1b[32m", NOTE: "\x1b[33m", PROBLEM: "\x1b[31m"}  # green, yellow, red
PLAIN = "\x1b[0m"
STATE_WIDTH, SUBJECT_WIDTH = 8, 18
READY = "Ready: the course runs on this machine."
NOT_READY = "Not ready: put right what is marked PROBLEM, then run this again."
FOR_TEACHER = "Send this line to your teacher:"


def show(results: Iterable[Result], to: TextIO, translate: Callable[[str], str] = str) -> bool:
    """Print each result as it comes, then whether the machine is ready; True where it is."""
    found = []
    for result in results:
        found.append(result)
        print(line(result, has_colours(to), translate), file=to, flush=True)
    ready = all(result.state != PROBLEM for result in found)
    print(f"\n{translate(READY if ready else NOT_READY)}", file=to)
    print(f"{translate(FOR_TEACHER)}\n  {for_teacher(found)}", file=to, flush=True)
    return ready


def line(result: Result, colour: bool, translate: Callable[[str], str] = str) -> str:
    """One result, with what to do below it; its state is a word, coloured or not."""
    state = f"{result.state:{STATE_WIDTH}}"
    if colour:
        state = f"{COLOURS[result.state]}{state}{PLAIN}"
    text = f"{state} {result.subject:{SUBJECT_WIDTH}} {translate(result.fact)}"
    indent = " " * (STATE_WIDTH + SUBJECT_WIDTH + 2)
    return f"{text}\n{indent}-> {translate(result.advice)}" if result.advice else text


def for_teacher(results: list[Result]) -> str:
    """One line in English without a name, a path or a key."""
    wrong = [result.subject for result in results if result.state == PROBLEM]
    state = f"NOT READY ({', '.join(wrong)})" if wrong else "READY"
    return " · ".join(["preflight", state, *(one.short for one in results if one.short)])


def has_colours(to: TextIO) -> bool:
    """Whether colours are seen there: a terminal, and NO_COLOR is not set (no-color.org)."""
    return to.isatty() and not os.environ.get("NO_COLOR")
