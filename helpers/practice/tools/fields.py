"""The fields of a form: each is offered values, the likeliest first, and takes the first that fits its schema."""

import math
import re

from helpers.practice.mind import feelings, moods
from helpers.practice.tools import extracts
from helpers.practice.tools.extracts import Said, plainly
from helpers.practice.tools.schemas import fields, fits, neutral, numeric, types

VOICE = r"recording|voice|speech|audio|spoken|speaker|caller|pitch|loudness|pause|arousal|syllable|녹음|목소리"
FEELING = r"\b(?:feel\w*|moods?|emotion\w*|arousal|energy|excite\w*|sentiment)\b|기분|감정"
KINDS = (  # what a field is about, by its format, name or description; also the order of filling, so that "at seven" is a time before seven is a number
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
    ("whole", r"\btranscript\w*|받아쓰기"),
    (
        "text",
        r"\b(?:text|message|notes?|query|sentence|content|question|topic|task|title|subject|comment|song)\b|내용|문장",
    ),
    ("other", ""),
)
MEASURES = (
    ("pitch", lambda of: of.voice.pitch),
    ("confidence", lambda of: of.heard.confidence),
    ("loud", lambda of: of.voice.loudness),
    ("rate|speed", lambda of: of.voice.rate),
    ("syllable", lambda of: of.voice.syllables),
    ("pause", lambda of: len(of.voice.pauses)),
    ("duration|seconds|length", lambda of: of.voice.seconds),
)
MOODS = (  # arousal, and whether it is friendly: a voice shows the first, only words show the second
    ("positive|긍정", None, 1),
    ("negative|부정", None, -1),
    ("angry|anger|화", 1.5, -1),
    ("afraid|fear|nervous|불안", 1, -1),
    ("happy|joy|glad|기쁨|행복", 1, 1),
    ("sad|upset|슬", -1.2, -1),
    ("tired|bored|calm|low|차분|피곤", -1.2, 0),
    ("neutral|even|normal|medium|보통|중립", 0, 0),
    ("lively|excite|energetic|high|들뜬|흥분", 1.3, 0),
)


def record(plain: dict, said: Said, always: bool = False) -> dict | None:
    """An object of what was said for its fields, and neutral values for what else is required; None where nothing was said, unless `always`."""
    described, required, found = fields(plain), plain.get("required", []), {}
    numbers, order = (
        [name for name in described if numeric(described[name])],
        [kind for kind, _ in KINDS],
    )
    for name in sorted(
        described,
        key=lambda name: (
            "enum" not in described[name],
            order.index(_kind(name, described[name])),
            name not in required,
        ),
    ):
        value = value_said(described[name], name, said, name in required or numbers == [name])
        if value is not None:
            found[name] = value
    return (
        {
            name: found[name] if name in found else neutral(described[name])
            for name in described
            if name in found or name in required
        }
        if found or always
        else None
    )


def value_said(plain: dict, name: str, said: Said, needed: bool):
    """What was said for one field, or None. Where it is not `needed`, only what clearly belongs to it."""
    mark, value = len(said.used), None
    for branch in plain.get("anyOf", []):
        value = value_said(branch, name, said, needed)
        if value is not None and fits(plain, value):
            return value
        del said.used[mark:]
    if "object" in types(plain):
        value = record(plain, said)
    elif "array" in types(plain):
        value = _list(plain, name, said) or None
    if value is not None and fits(plain, value):
        return value
    del said.used[mark:]
    for value, *spans in _offers(plain, name, said, needed):
        if fits(plain, value) and (isinstance(value, str) or math.isfinite(value)):
            said.used += spans
            return value
    return None


def _list(plain: dict, name: str, said: Said) -> list:
    """Everything said that fits as an item, in the order it was said, each once."""
    items, most = plain.get("items", {}), min(plain.get("maxItems", 50), 50)
    if "enum" in items or numeric(items):
        found = (
            extracts.members(said, items["enum"])
            if "enum" in items
            else sorted(extracts.numbers(said), key=lambda item: item[1])
        )
        return list(dict.fromkeys(value for value, _ in found if fits(items, value)))[:most]
    if "object" in types(items):
        return [value for value in [value_said(items, name, said, False)] if value is not None]
    value, *spans = next(extracts.captured(said, "list"), ("",))
    said.used += spans
    return [
        piece
        for piece in map(str.strip, re.split(r",|\band\b|&|그리고|하고 ", value))
        if piece and fits(items, piece)
    ][:most]


def _kind(name: str, plain: dict) -> str:
    texts = [
        text[:500]
        for text in (plain.get("format"), plainly(name), plain.get("description"))
        if text
    ]
    return next(
        (
            kind
            for text in texts
            for kind, pattern in KINDS[:-1]
            if re.search(pattern, text, re.IGNORECASE)
        ),
        "number" if numeric(plain) else "other",
    )


def _offers(plain: dict, name: str, said: Said, needed: bool):
    """Values for one field, the likeliest first, each with the stretch of text it was said in where there is one."""
    kind, about = (
        _kind(name, plain),
        f"{plainly(name)} {plain.get('description', '')}"[:500].lower(),
    )
    if "enum" in plain:
        yield from (
            _moods(plain["enum"], said)
            if kind == "feeling" and (said.hearing or "sentiment" in about)
            else ()
        )
        yield from extracts.members(said, plain["enum"])
        return
    if said.hearing and kind in ("feeling", "reason", "measure", "duration"):
        yield from ((value,) for value in _measured(kind, about, plain, said))
    yield from extracts.yes_or_no(said, name, needed) if "boolean" in types(plain) else ()
    if kind == "time":
        for value, span in extracts.times(said):
            yield from (
                ((f"{value}:00", span), (value, span))
                if plain.get("format") == "time"
                else ((value, span), (f"{value}:00", span))
            )
    if kind == "duration":
        yield from extracts.durations(said, about)
    if numeric(plain):
        yield from extracts.numbers(said, about, needed)
    yield from extracts.captured(said, kind)
    if said.words.strip() and (
        kind == "whole"
        or kind == "text"
        and (needed or re.search("text|message|note|query|내용", plainly(name)))
    ):
        yield (said.words.strip(),)


def _measured(kind: str, about: str, plain: dict, said: Said):
    """What the recording shows, for a field about it."""
    voice, korean, english = (
        said.hearing.voice,
        bool(re.search("[가-힣]", said.text)),
        bool(said.hearing.heard.words),
    )
    if kind == "reason":
        yield moods.arousal(voice, korean, english)
    elif kind != "feeling":
        value = next(
            (measure(said.hearing) for pattern, measure in MEASURES if re.search(pattern, about)),
            math.nan,
        )
        yield from (round(value, 2), round(value), f"{value:.2f}") if math.isfinite(value) else ()
    elif math.isfinite(voice.pitch):
        low, high, arousal = (
            plain.get("minimum", 0),
            plain.get("maximum"),
            feelings.arousal(voice, english),
        )
        if (
            high is None or high <= 10
        ):  # up to a hundred it would be a percentage, and nothing here can give one
            scaled = (
                arousal
                if high is None
                else low + (high - low) * min(1.0, max(0.0, (arousal + 2) / 4))
            )  # an even voice is in the middle
            yield from (round(scaled, 2), round(scaled))
        yield feelings.level(voice, korean, english)


def _moods(choices: list, said: Said):
    """The choice that is nearest: in friendliness to the words, in arousal to the voice."""
    measured = said.hearing and math.isfinite(said.hearing.voice.pitch)
    arousal, (good, bad) = (
        feelings.arousal(said.hearing.voice, bool(said.hearing.heard.words)) if measured else 0.0,
        feelings.tone(said.words),
    )
    friendly = (len(good) > len(bad)) - (len(good) < len(bad))
    ranks = [
        (0 if lively is None else abs(lively - arousal)) + 3 * abs(kindness - friendly)
        for choice in choices
        for lively, kindness in [
            next(
                (
                    (lively, kindness)
                    for pattern, lively, kindness in MOODS
                    if re.search(pattern, str(choice)[:100], re.IGNORECASE)
                ),
                (99, 0),
            )
        ]
    ]
    if ranks and min(ranks) < 50 and (measured or good or bad):
        yield (choices[ranks.index(min(ranks))],)
