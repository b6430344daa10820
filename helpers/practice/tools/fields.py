"""The fields of a form: each is offered values and takes the first that fits its schema."""

import math
import re
from collections.abc import Iterator
from typing import Any

from helpers.practice.mind.summary import summarise
from helpers.practice.tools.captures import captured
from helpers.practice.tools.choices import members, yes_or_no
from helpers.practice.tools.measured_fields import measured, nearest_mood, spoken_language
from helpers.practice.tools.number_words import numbers
from helpers.practice.tools.said import Said, Span, plainly
from helpers.practice.tools.schemas import fields, fits, neutral, numeric, types
from helpers.practice.tools.times import durations, times

VOICE = (
    r"recording|voice|speech|audio|spoken|speaker|caller|pitch|loudness|pause|arousal|syllable"
    r"|녹음|목소리"
)
FEELING = r"\b(?:feel\w*|moods?|emotion\w*|arousal|energy|excite\w*|sentiment)\b|기분|감정"
WORDS = r"\bwords\b|(?:들은|한) 말"  # evidence that is quoted, not measured
# What a field is about, by its format, name or description. This is also the order in which fields
# are filled, so that "at seven" is a time before seven is a number.
KINDS = (
    ("feeling", FEELING),
    ("reason", r"\b(?:reason|evidence|why)\b|이유"),
    ("measure", r"\b(?:pitch|loud\w*|rate|speed|pauses?|syllables?|confidence)\b"),
    ("email", "e ?mail"),
    ("phone", r"\bphone"),
    ("date", r"\b(?:date|day|when)\b|날짜|요일"),
    ("duration", r"\b(?:duration|minutes|seconds|hours|length)\b"),
    ("time", r"\btime\b|시각|시간"),
    ("number", r"\b(?:number|code|id)\b"),
    ("origin", r"\b(?:from|origin)\b|출발"),
    ("destination", r"\b(?:destination|to)\b|도착|목적지"),
    ("place", r"\b(?:city|place|location|room|where|country)\b|도시|장소"),
    ("artist", r"\b(?:artist|author)\b"),
    ("item", r"\b(?:device|items?|product|drink|dish)\b|물건"),
    ("person", r"\b(?:names?|recipients?|contact|person|attendees?|who)\b|이름|사람"),
    ("whole", r"\btranscript\w*|\b(?:heard|said)$|받아쓰기|들은 말"),
    ("summary", r"\bsummar(?:y|ies)\b|요약"),
    ("reply", r"^(?:your )?(?:reply|answer|response)\b|대답|답변"),
    (
        "text",
        r"\b(?:text|message|notes?|query|sentence|content|question|topic|task|title|subject"
        r"|comment|song)\b|내용|문장",
    ),
    ("other", ""),
)
ORDER = [kind for kind, _ in KINDS]
LONGEST = 500  # letters of a name or description that are looked at
MOST_ITEMS = 50  # in a list

Offer = tuple[Any, Span | None]  # a value, and where it was said where it was


def record(plain: dict, said: Said, always: bool = False) -> dict | None:
    """An object of what was said for its fields, and neutral values for what else is required.

    None where nothing was said, unless `always`.
    """
    described, required = fields(plain), plain.get("required", [])
    only_number = [name for name in described if numeric(described[name])]
    found = {}
    for name in sorted(described, key=lambda name: _rank(name, described[name], required)):
        needed = name in required or only_number == [name]
        value = value_said(described[name], name, said, needed)
        if value is not None:
            found[name] = value
    if not found and not always:
        return None
    return {
        name: found[name] if name in found else neutral(described[name])
        for name in described
        if name in found or name in required
    }


def _rank(name: str, plain: dict, required: list[str]) -> tuple[bool, int, bool]:
    """Choices are filled first, then kind by kind, what is required before the rest."""
    return "enum" not in plain, ORDER.index(_kind(name, plain)), name not in required


def value_said(plain: dict, name: str, said: Said, needed: bool) -> Any:
    """What was said for one field, or None.

    Where it is not `needed`, only what clearly belongs to it.
    """
    mark = len(said.used)
    for branch in plain.get("anyOf", []):
        value = value_said(branch, name, said, needed)
        if value is not None and fits(plain, value):
            return value
        del said.used[mark:]
    value = None
    if "object" in types(plain):
        value = record(plain, said)
    elif "array" in types(plain):
        value = _list(plain, name, said) or None
    if value is not None and fits(plain, value):
        return value
    del said.used[mark:]
    for value, span in _offers(plain, name, said, needed):
        if fits(plain, value) and (isinstance(value, str) or math.isfinite(value)):
            said.used += [span] if span else []
            return value
    return None


def _list(plain: dict, name: str, said: Said) -> list[Any]:
    """Everything said that fits as an item, in the order it was said, each once."""
    items = plain.get("items", {})
    most = min(plain.get("maxItems", MOST_ITEMS), MOST_ITEMS)
    if "enum" in items or numeric(items):
        in_order = sorted(numbers(said), key=lambda item: item[1])
        found = members(said, items["enum"]) if "enum" in items else in_order
        return list(dict.fromkeys(value for value, _ in found if fits(items, value)))[:most]
    if "object" in types(items):
        value = value_said(items, name, said, needed=False)
        return [] if value is None else [value]
    text, span = next(captured(said, "list"), ("", None))
    said.used += [span] if span else []
    pieces = map(str.strip, re.split(r",|\band\b|&|그리고|하고 ", text))
    return [piece for piece in pieces if piece and fits(items, piece)][:most]


def _kind(name: str, plain: dict) -> str:
    """What a field is about."""
    for text in (plain.get("format"), plainly(name), plain.get("description")):
        for kind, pattern in KINDS[:-1]:
            if text and re.search(pattern, text[:LONGEST], re.IGNORECASE):
                return kind
    return "number" if numeric(plain) else "other"


def _offers(plain: dict, name: str, said: Said, needed: bool) -> Iterator[Offer]:
    """Values for one field, the likeliest first."""
    kind = _kind(name, plain)
    about = f"{plainly(name)} {plain.get('description', '')}"[:LONGEST].lower()
    if "enum" in plain:
        if kind == "feeling" and (said.hearing or "sentiment" in about):
            yield from ((mood, None) for mood in nearest_mood(plain["enum"], said))
        yield from ((choice, None) for choice in spoken_language(plain["enum"], about, said))
        yield from members(said, plain["enum"])
        return
    if kind == "reason" and re.search(WORDS, about):
        yield said.quoted(), None
        return
    if said.hearing and kind in ("feeling", "reason", "measure", "duration"):
        yield from ((value, None) for value in measured(kind, about, plain, said))
    if "boolean" in types(plain):
        yield from yes_or_no(said, name, needed)
    if kind == "time":
        yield from _times(plain, said)
    if kind == "duration":
        yield from durations(said, about)
    if numeric(plain):
        yield from numbers(said, about, needed)
    if kind == "summary" and said.words.strip():
        yield summarise(said.words, 1), None
    if kind == "reply" and needed:
        yield said.reply(), None
    yield from captured(said, kind)
    if said.words.strip() and (kind == "whole" or (kind == "text" and _takes_all(name, needed))):
        yield said.words.strip(), None


def _times(plain: dict, said: Said) -> Iterator[Offer]:
    """Times of day, with seconds first where the format asks for them."""
    for value, span in times(said):
        forms = (value, f"{value}:00")
        for form in forms[::-1] if plain.get("format") == "time" else forms:
            yield form, span


def _takes_all(name: str, needed: bool) -> bool:
    """Whether a field for text takes everything that was said."""
    return needed or bool(re.search("text|message|note|query|내용", plainly(name)))
