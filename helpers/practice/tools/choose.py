"""Function calling without thinking: which function was asked for, and its arguments. What nobody said is left out, or is the most neutral value that fits."""

import re
from dataclasses import dataclass

from helpers.practice.tools.extracts import LONGEST, UNTELLING, Said, alike, plainly
from helpers.practice.tools.fields import FEELING, VOICE, record
from helpers.practice.tools.schemas import fields, fits, numeric, unfolded

ENOUGH = 2.0  # points a function needs before it is called unasked: all the words of its name, or half of them and what else it speaks of
OPPOSITES = {"on": "off", "off": "on", "open": "close", "close": "open"}
ASKS = r"\?|please|\b(?:can|could|would|will) you\b|\bi(?:'d| would| want| need)\b|\bi'll have\b|줘|주세요|줄래|까요"
TELLS = (
    r"^\W*(?:i|we|he|she|it|they|my|our|his|her|the|this|that|there|yesterday|thanks?|hello|hi)\b"
)
REFUSES = r"(?:\bdon't|\bdo not|\bnever)\b(?! forget)[\w\s']{0,25}$"
FORM = r"\b(?:fill|use|complete|call)\b.*\b(?:forms?|tools?|functions?)\b|(?:양식|도구|함수).*(?:채|써|사용|불러|호출)"
CLAUSES = (
    r"(?:[.;!?]\s|,\s|\band then\b|\band\b|\bthen\b|(?<=[가-힣]고)(?<!하고)(?<!라고)\s|그리고)\s*"
)


@dataclass(frozen=True)
class Call:
    """One function call: its name, and arguments that are ready for JSON."""

    name: str
    arguments: dict


def choose(tools: list[dict], tool_choice, words: str, hearings=()) -> list[Call]:
    """The calls to make: none where the choice is "none", or where it is left open and `words` (written and heard) ask for no function."""
    functions = [
        tool["function"]
        for tool in tools or ()
        if isinstance(tool, dict) and isinstance(tool.get("function"), dict) and _name(tool)
    ]
    mode, names = _wanted(tool_choice)
    if names is not None:
        functions = [function for function in functions if function["name"] in names] or [
            {"name": name} for name in names
        ]
    if mode == "none" or not functions:
        return []
    picks = _by_clause(functions, words) if mode != "one" else []
    if len(picks) > 1:
        return [_call(function, words, hearings, clause) for function, clause in picks]
    points, function = _best(functions, words)
    return (
        [_call(function, words, hearings)]
        if mode != "auto" or points >= ENOUGH or re.search(FORM, words[:LONGEST], re.IGNORECASE)
        else []
    )


def _call(function: dict, words: str, hearings, clause: str = "") -> Call:
    return Call(
        function["name"],
        fill(
            function.get("parameters"),
            words,
            hearings,
            plainly(f"{function['name']} {function.get('description')}"),
            clause,
        ),
    )


def fill(schema: dict, words: str, hearings=(), purpose: str = "", clause: str = "") -> dict:
    """Arguments for a schema of type object: what was said or heard (or said in the `clause` alone), what was measured, and of the rest only what is required."""
    plain, heard = (
        unfolded(schema),
        " ".join(hearing.heard.words for hearing in hearings or () if hearing.heard.words),
    )
    text = (
        clause or (f"{heard}\n{words.replace(heard, ' ')}" if heard else words)[:LONGEST]
    )  # the voice first, then what was written beside it
    purpose, names = (
        f"{purpose} {plain.get('description', '')}".strip(),
        plainly(" ".join(fields(plain))),
    )
    hearing = (
        next(iter(hearings or ()), None)
        if not purpose
        or re.search(f"{VOICE}|{FEELING}", purpose, re.IGNORECASE)
        or re.search(VOICE, names)
        else None
    )
    for form in (plain, *plain.get("anyOf", [])):
        said = Said(
            text, clause or heard or words, hearing, any(map(numeric, fields(form).values()))
        )
        value = record(form, said, always=True)
        if fits(plain, value):
            break
    return value


def _wanted(tool_choice) -> tuple[str, list[str] | None]:
    """What must happen ("none", "auto", "required", or "one" named function), and the names that are allowed, None for all."""
    if not isinstance(tool_choice, dict):
        return (tool_choice if tool_choice in ("none", "required") else "auto"), None
    allowed = tool_choice.get("allowed_tools")
    if isinstance(allowed, dict):
        listed = allowed.get("tools") if isinstance(allowed.get("tools"), list) else []
        return ("required" if allowed.get("mode") == "required" else "auto"), [
            name for tool in listed if (name := _name(tool))
        ]
    return ("one", [_name(tool_choice)]) if _name(tool_choice) else ("auto", None)


def _name(tool) -> str | None:
    """The name of a function, in either way of writing it."""
    tool = tool.get("function", tool) if isinstance(tool, dict) else None
    return tool["name"] if isinstance(tool, dict) and isinstance(tool.get("name"), str) else None


def _by_clause(functions: list[dict], words: str) -> list[tuple[dict, str]]:
    """Each function that a part of a sentence asks for, with that part and what follows it."""
    words, picks, start = words[:LONGEST], [], 0
    for end, following in [found.span() for found in re.finditer(CLAUSES, words, re.IGNORECASE)][
        :50
    ] + [(len(words), len(words))]:
        points, function = _best(functions, words[start:end])
        if points >= ENOUGH:
            picks.append((function, start))
        start = following
    return [
        (function, words[since:until].strip())
        for (function, since), (_, until) in zip(picks, picks[1:] + [(None, len(words))])
    ]


def _best(functions: list[dict], words: str) -> tuple[float, dict]:
    scores = [_points(function, words[:LONGEST]) for function in functions]
    return max(scores), functions[scores.index(max(scores))]


def _points(function: dict, text: str) -> float:
    """How much `text` speaks for a function."""
    every = plainly(function["name"]).split()
    name = [word for word in every if word not in UNTELLING] or every
    covered = [found for word in name if (found := alike(word).search(text))]
    first = min((found.start() for found in covered), default=len(text))
    opposed = any(
        alike(OPPOSITES[word]).search(text) and not alike(word).search(text)
        for word in every
        if word in OPPOSITES
    )
    if (
        not name
        or opposed
        or re.search(REFUSES, text[:first], re.IGNORECASE)
        or re.search(r"지 ?(?:마|말)", text)
    ):
        return 0.0
    spans, asks = {found.span() for found in covered}, bool(re.search(ASKS, text, re.IGNORECASE))
    described, choices = _speaks_of(function.get("parameters"))
    chosen = {
        found.span()
        for choice in choices
        if len(choice) > 2 and (found := alike(choice).search(text))
    } - spans
    about = [
        word
        for word in plainly(f"{function.get('description')} {described}").split()
        if word not in UNTELLING and len(word) > 1 + word.isascii()
    ]
    others = (
        {found.span() for word in about if (found := alike(word).search(text))} - spans - chosen
    )
    points = (
        2.0 * len(covered) / len(name)
        + 0.5 * max(len(covered) - 1, 0)
        + 0.5 * min(len(others), 2)
        + min(len(chosen), 2)
        + (0.5 if asks and spans | chosen else 0)
    )
    if len(covered) < 2 and not asks and re.search(TELLS, text, re.IGNORECASE):
        points -= 1.0  # "I had a good time": a sentence that tells, and one word in it by chance
    verb = alike(name[0]).search(text)
    return points + (
        1.0
        if verb
        and re.fullmatch(r"\W*(?:(?:please|can you)\W+)*", text[: verb.start()], re.IGNORECASE)
        else 0
    )  # "call Anna": it begins with what is to be done


def _speaks_of(schema) -> tuple[str, list[str]]:
    """The names and the choices of the fields in a schema, as far as they lie open in it."""
    described = (
        schema.get("properties")
        if isinstance(schema, dict) and isinstance(schema.get("properties"), dict)
        else {}
    )
    parts = [
        part
        for field in described.values()
        if isinstance(field, dict)
        for part in (field, field.get("items"))
        if isinstance(part, dict)
    ]
    return " ".join(described), [
        choice
        for part in parts
        if isinstance(part.get("enum"), list)
        for choice in part["enum"]
        if isinstance(choice, str)
    ][:200]
