"""Fields about a voice: what the recording shows for them."""

import math
import re
from collections.abc import Callable, Iterator
from typing import Any

from helpers.practice.mind import feelings, languages, moods
from helpers.practice.mind.hearing import Hearing
from helpers.practice.tools.said import Said

MEASURES: tuple[tuple[str, Callable[[Hearing], float]], ...] = (
    ("pitch", lambda of: of.voice.pitch),
    ("confidence", lambda of: of.heard.confidence),
    ("loud", lambda of: of.voice.loudness),
    ("rate|speed|(?:per|a) second", lambda of: of.voice.rate),
    ("syllable", lambda of: of.voice.syllables),
    ("pause", lambda of: len(of.voice.pauses)),
    ("duration|seconds|length", lambda of: of.voice.seconds),
)
MOODS: tuple[tuple[str, float | None, int], ...] = (
    # Arousal, and whether it is friendly: a voice shows the first, only words show the second.
    # Between calm, even and lively the limits are those of `feelings.LEVELS`.
    ("positive|긍정", None, 1),
    ("negative|부정", None, -1),
    ("angry|anger|화", 1.5, -1),
    ("afraid|fear|nervous|불안", 1, -1),
    ("happy|joy|glad|기쁨|행복", 1, 1),
    ("sad|upset|슬", -1.2, -1),
    ("tired|bored|calm|low|차분|피곤", -2.3, 0),
    ("neutral|even|normal|medium|보통|중립", 0, 0),
    ("lively|excite|energetic|high|들뜬|흥분", 2.2, 0),
)
SPOKEN = re.compile(r"\blanguage\b.*\b(?:spoken|heard)\b|(?:말하|들리)는 언어", re.IGNORECASE)
HIGHEST_SCALE = 10  # up to a hundred it would be a percentage, and nothing here can give one
NO_MOOD, FAR = 99.0, 50.0  # the distance of a choice that names no mood, and a limit below it
UNFRIENDLY = 3  # how much a difference in friendliness weighs against one step of arousal


def measured(kind: str, about: str, plain: dict, said: Said) -> Iterator[float | str]:
    """What the recording shows, for a field about it."""
    hearing = said.hearing
    if hearing is None:
        return
    voice, korean = hearing.voice, bool(re.search("[가-힣]", said.text))
    if kind == "reason":
        yield moods.arousal(voice, korean, hearing.english)
    elif kind != "feeling":
        yield from _number(hearing, about)
    elif math.isfinite(voice.pitch):
        yield from _scaled(feelings.arousal(voice, hearing.english), plain)
        yield feelings.level(voice, korean, hearing.english)


def _number(hearing: Hearing, about: str) -> Iterator[float | str]:
    measures = [measure for pattern, measure in MEASURES if re.search(pattern, about)]
    value = measures[0](hearing) if measures else math.nan
    if math.isfinite(value):
        yield from (round(value, 2), round(value), f"{value:.2f}")


def _scaled(arousal: float, plain: dict) -> Iterator[float]:
    """The arousal between the limits of a field; an even voice is in the middle."""
    low, high = plain.get("minimum", 0), plain.get("maximum")
    if high is not None and high > HIGHEST_SCALE:
        return
    scaled = arousal
    if high is not None:
        scaled = low + (high - low) * min(1.0, max(0.0, (arousal + 2) / 4))
    yield from (round(scaled, 2), round(scaled))


def nearest_mood(choices: list[Any], said: Said) -> Iterator[Any]:
    """The choice that is nearest: in friendliness to the words, in arousal to the voice."""
    hearing = said.hearing
    heard = hearing if hearing and math.isfinite(hearing.voice.pitch) else None
    arousal = feelings.arousal(heard.voice, heard.english) if heard else 0.0
    good, bad = feelings.tone(said.words)
    friendly = (len(good) > len(bad)) - (len(good) < len(bad))
    distances = [_distance(str(choice)[:100], arousal, friendly) for choice in choices]
    if distances and min(distances) < FAR and (heard or good or bad):
        yield choices[distances.index(min(distances))]


def _distance(choice: str, arousal: float, friendly: int) -> float:
    """How far the mood that a choice names is from what was measured."""
    for pattern, lively, kindness in MOODS:
        if re.search(pattern, choice, re.IGNORECASE):
            away = 0.0 if lively is None else abs(lively - arousal)
            return away + UNFRIENDLY * abs(kindness - friendly)
    return NO_MOOD - arousal + UNFRIENDLY * abs(friendly)


def spoken_language(choices: list[Any], about: str, said: Said) -> Iterator[Any]:
    """The choices that name the language heard, for a field that asks for the one spoken."""
    hearing = said.hearing
    if hearing and hearing.heard.words and SPOKEN.search(about):
        code = hearing.heard.language or "en"
        names = {code, *(name.lower() for name in languages.NAMES.get(code, ()))}
        yield from (choice for choice in choices if str(choice)[:100].lower() in names)
