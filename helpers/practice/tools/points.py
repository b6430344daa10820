"""How much a sentence speaks for a function: by the words of its name, fields and choices."""

import re
from dataclasses import dataclass
from typing import Any

from helpers.practice.tools.said import UNTELLING, Span, alike, plainly

OPPOSITES = {"on": "off", "off": "on", "open": "close", "close": "open"}
ASKS = re.compile(
    r"\?|please|\b(?:can|could|would|will) you\b|\bi(?:['’]d| would| want| need)\b"
    r"|\bi['’]ll have\b|줘|주세요|줄래|까요",
    re.IGNORECASE,
)
TELLS = re.compile(  # "I had a good time": a sentence that tells
    r"^\W*(?:i|we|he|she|it|they|my|our|his|her|the|this|that|there|yesterday|thanks?|hello|hi)\b",
    re.IGNORECASE,
)
REFUSES = re.compile(r"(?:\bdon['’]t|\bdo not|\bnever)\b(?! forget)[\w\s'’]{0,25}$", re.IGNORECASE)
REFUSES_IN_KOREAN = re.compile(r"지 ?(?:마|말)")
ONLY_POLITE = re.compile(r"\W*(?:(?:please|can you)\W+)*", re.IGNORECASE)
MOST_CHOICES = 200  # of a function that are looked for

# What counts: all words of a function's name, each word of it beyond one, a word of its fields or
# description (at most two), a choice of a field (at most two), a request, a name's verb that
# begins the sentence, and against it a sentence that tells and has one word by chance.
NAME, MORE, OTHER, CHOICE, REQUEST, VERB_FIRST, TELLING = 2.0, 0.5, 0.5, 1.0, 0.5, 1.0, -1.0
AT_MOST = 2


@dataclass(frozen=True)
class Found:
    """Where a sentence says the words of a function's name, its choices, and other words of it."""

    name: list[Span]
    choices: set[Span]
    others: set[Span]


def points(function: dict[str, Any], text: str) -> float:
    """How much `text` speaks for a function."""
    every = plainly(function["name"]).split()
    name = [word for word in every if word not in UNTELLING] or every
    found = _found(function, name, text)
    if not name or _opposed(every, text) or _refused(found, text):
        return 0.0
    asks = bool(ASKS.search(text))
    total = NAME * len(found.name) / len(name) + MORE * max(len(found.name) - 1, 0)
    total += OTHER * min(len(found.others), AT_MOST) + CHOICE * min(len(found.choices), AT_MOST)
    if asks and (found.name or found.choices):
        total += REQUEST
    if len(found.name) < AT_MOST and not asks and TELLS.search(text):
        total += TELLING
    verb = alike(name[0]).search(text)
    if verb and ONLY_POLITE.fullmatch(text[: verb.start()]):
        total += VERB_FIRST  # "call Anna": it begins with what is to be done
    return total


def _found(function: dict[str, Any], name: list[str], text: str) -> Found:
    matches = [match for word in name if (match := alike(word).search(text))]
    of_name = [match.span() for match in matches]
    described, choices = _speaks_of(function.get("parameters"))
    of_choices = {
        match.span()
        for choice in choices
        if len(choice) > 2 and (match := alike(choice).search(text))
    } - set(of_name)
    about = plainly(f"{function.get('description')} {described}").split()
    telling = [word for word in about if word not in UNTELLING and len(word) > 1 + word.isascii()]
    others = {match.span() for word in telling if (match := alike(word).search(text))}
    return Found(of_name, of_choices, others - set(of_name) - of_choices)


def _opposed(words: list[str], text: str) -> bool:
    """Whether the sentence says the opposite of a word of the name, and not the word."""
    return any(
        bool(alike(OPPOSITES[word]).search(text)) and not alike(word).search(text)
        for word in words
        if word in OPPOSITES
    )


def _refused(found: Found, text: str) -> bool:
    first = min((start for start, _ in found.name), default=len(text))
    return bool(REFUSES.search(text[:first]) or REFUSES_IN_KOREAN.search(text))


def _speaks_of(schema: Any) -> tuple[str, list[str]]:
    """The names and the choices of the fields in a schema, as far as they lie open in it."""
    described = schema.get("properties") if isinstance(schema, dict) else None
    if not isinstance(described, dict):
        return "", []
    fields = [field for field in described.values() if isinstance(field, dict)]
    parts = [*fields, *(field["items"] for field in fields if _has(field, "items", dict))]
    listed = [choice for part in parts if _has(part, "enum", list) for choice in part["enum"]]
    choices = [choice for choice in listed if isinstance(choice, str)]
    return " ".join(described), choices[:MOST_CHOICES]


def _has(part: dict[str, Any], key: str, kind: type) -> bool:
    return isinstance(part.get(key), kind)
