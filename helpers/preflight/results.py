"""What a check found: a fact, and where something is wrong what to do about it."""

from __future__ import annotations  # this room starts on any Python, to say which one is needed

from dataclasses import dataclass

OK, NOTE, PROBLEM = "ok", "note", "PROBLEM"


@dataclass(frozen=True)
class Result:
    """One line of the report.

    `state` is OK, NOTE (the course works all the same) or PROBLEM. `short` goes into the line for
    the teacher: it never holds a name, a path or a key.
    """

    subject: str
    state: str
    fact: str
    advice: str = ""
    short: str = ""


def ok(subject: str, fact: str, short: str = "") -> Result:
    """All is well."""
    return Result(subject, OK, fact, short=short)


def note(subject: str, fact: str, advice: str = "", short: str = "") -> Result:
    """Good to know: the course works all the same."""
    return Result(subject, NOTE, fact, advice, short)


def problem(subject: str, fact: str, advice: str, short: str = "") -> Result:
    """The course does not work like this."""
    return Result(subject, PROBLEM, fact, advice, short)
