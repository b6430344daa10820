"""Function calling without thinking: which function was asked for, and its arguments.

What nobody said is left out, or is the most neutral value that fits.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from helpers.practice.mind.hearing import Hearing
from helpers.practice.tools.fields import FEELING, VOICE, record
from helpers.practice.tools.points import points
from helpers.practice.tools.said import LONGEST, Said, plainly
from helpers.practice.tools.schemas import fields, fits, numeric
from helpers.practice.tools.unfolding import unfolded

# Points that a function needs before it is called unasked: all the words of its name, or half of
# them and what else it speaks of.
ENOUGH = 2.0
FORM = re.compile(
    r"\b(?:fill|use|complete|call)\b.*\b(?:forms?|tools?|functions?)\b"
    r"|(?:양식|도구|함수).*(?:채|써|사용|불러|호출)",
    re.IGNORECASE,
)
CLAUSE_END = re.compile(
    r"(?:(?<!\b[ap]\.m)[.;!?]\s|,\s|\band then\b|\band\b|\bthen\b"
    r"|(?<=[가-힣]고)(?<!하고)(?<!라고)\s|그리고)\s*",
    re.IGNORECASE,
)
MOST_CLAUSES = 50


@dataclass(frozen=True)
class Call:
    """One function call: its name, and arguments that are ready for JSON."""

    name: str
    arguments: dict[str, Any]


def choose(
    tools: Sequence[Any] | None,
    tool_choice: Any,
    words: str,
    hearings: Sequence[Hearing] = (),
    reply: Callable[[], str] = str,
) -> list[Call]:
    """The calls to make for `words`, written and heard.

    `reply` gives what would be said instead, for a form that asks for it. There are none where the
    choice is "none", or where it is left open and no function is asked for.
    """
    mode, names = _wanted(tool_choice)
    functions = [tool["function"] for tool in tools or () if _is_function(tool)]
    if names is not None:
        allowed = [function for function in functions if function["name"] in names]
        functions = allowed or [{"name": name} for name in names]
    if mode == "none" or not functions:
        return []
    picks = _by_clause(functions, words) if mode != "one" else []
    if len(picks) > 1:
        return [_call(function, words, hearings, reply, clause) for function, clause in picks]
    most, function = _best(functions, words)
    if mode != "auto" or most >= ENOUGH or FORM.search(words[:LONGEST]):
        return [_call(function, words, hearings, reply)]
    return []


def must_call(tool_choice: Any) -> bool:
    """Whether a request with this `tool_choice` demands a call."""
    return _wanted(tool_choice)[0] in ("required", "one")


def fill(
    schema: Any,
    words: str,
    hearings: Sequence[Hearing] = (),
    purpose: str = "",
    clause: str = "",
    reply: Callable[[], str] = str,
) -> dict[str, Any]:
    """Arguments for a schema of type object.

    They hold what was said or heard (or said in the `clause` alone), what was measured, and of
    the rest only what is required. `purpose` is what the function says of itself, `reply` gives the
    answer for a field that asks for one.
    """
    plain = unfolded(schema)
    heard = " ".join(hearing.heard.words for hearing in hearings or () if hearing.heard.words)
    both = f"{heard}\n{words.replace(heard, ' ')}" if heard else words  # the voice comes first
    text = clause or both[:LONGEST]
    hearing = _recording_meant(plain, purpose, hearings)
    value: dict[str, Any] = {}
    for form in (plain, *plain.get("anyOf", [])):
        counts = any(map(numeric, fields(form).values()))
        said = Said(text, clause or heard or words, hearing, counts, reply)
        value = record(form, said, True) or {}
        if fits(plain, value):
            break
    return value


def _recording_meant(
    plain: dict[str, Any], purpose: str, hearings: Sequence[Hearing]
) -> Hearing | None:
    """The first recording, where the form is about a voice or says not what it is about."""
    purpose = f"{purpose} {plain.get('description', '')}".strip()
    of_voice = re.search(f"{VOICE}|{FEELING}", purpose, re.IGNORECASE)
    names = plainly(" ".join(fields(plain)))
    if purpose and not of_voice and not re.search(VOICE, names):
        return None
    return next(iter(hearings or ()), None)


def _call(
    function: dict[str, Any],
    words: str,
    hearings: Sequence[Hearing],
    reply: Callable[[], str],
    clause: str = "",
) -> Call:
    purpose = plainly(f"{function['name']} {function.get('description')}")
    schema = function.get("parameters")
    return Call(function["name"], fill(schema, words, hearings, purpose, clause, reply))


def _wanted(tool_choice: Any) -> tuple[str, list[str] | None]:
    """What must happen ("none", "auto", "required" or "one" named function), and what may.

    That is the names that are allowed, None for all.
    """
    if not isinstance(tool_choice, dict):
        return (tool_choice if tool_choice in ("none", "required") else "auto"), None
    allowed = tool_choice.get("allowed_tools")
    if isinstance(allowed, dict):
        listed = allowed.get("tools")
        names = [_name(tool) for tool in listed] if isinstance(listed, list) else []
        mode = "required" if allowed.get("mode") == "required" else "auto"
        return mode, [name for name in names if name]
    name = _name(tool_choice)
    return ("one", [name]) if name else ("auto", None)


def _is_function(tool: Any) -> bool:
    return isinstance(tool, dict) and isinstance(tool.get("function"), dict) and bool(_name(tool))


def _name(tool: Any) -> str | None:
    """The name of a function, in either way of writing it."""
    tool = tool.get("function", tool) if isinstance(tool, dict) else None
    return tool["name"] if isinstance(tool, dict) and isinstance(tool.get("name"), str) else None


def _by_clause(functions: list[dict[str, Any]], words: str) -> list[tuple[dict[str, Any], str]]:
    """Each function that a part of a sentence asks for, with that part and what follows it."""
    words = words[:LONGEST]
    ends = [found.span() for found in CLAUSE_END.finditer(words)][:MOST_CLAUSES]
    picked, starts, start = [], [], 0
    for end, following in [*ends, (len(words), len(words))]:
        most, function = _best(functions, words[start:end])
        if most >= ENOUGH:
            picked.append(function)
            starts.append(start)
        start = following
    stretches = pairwise([*starts, len(words)])
    return [
        (function, words[since:until].strip())
        for function, (since, until) in zip(picked, stretches, strict=True)
    ]


def _best(functions: list[dict[str, Any]], words: str) -> tuple[float, dict[str, Any]]:
    """The most points, and the first function that has them."""
    scores = [points(function, words[:LONGEST]) for function in functions]
    return max(scores), functions[scores.index(max(scores))]
