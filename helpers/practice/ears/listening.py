"""A whole recording: cut into pieces, each heard and judged, and put together again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np

from helpers.practice.ears import guard, pieces, timing, voicing, weights
from helpers.practice.ears.heard import Heard, Word
from helpers.practice.ears.mel import RATE
from helpers.practice.ears.vocabulary import joined
from helpers.practice.ears.whisper import SURE_LANGUAGE, Piece, Whisper

LONGEST = 600.0  # seconds that are listened to; of what follows only the length is known

Span = tuple[float, float]  # from and to, in seconds
Hear = Callable[[list[np.ndarray]], Iterable[Piece]]


@dataclass(frozen=True)
class Part:
    """A piece in its place, with its verdict; its words have the times of the recording."""

    span: Span
    piece: Piece
    verdict: str
    words: tuple[Word, ...]


def listen(mono: np.ndarray, hear: Hear, seconds: float | None = None) -> Heard:
    """The words in mono samples in [-1, 1] at 16 kHz; any array is taken.

    `hear` makes of each piece of sound what the model makes of it, in their order. `seconds` is
    the length of the recording where `mono` holds only its start.
    """
    mono = np.nan_to_num(np.asarray(mono, np.float32).ravel(), nan=0, posinf=0, neginf=0)
    seconds = max(seconds or 0.0, mono.size / RATE)
    mono = mono[: int(LONGEST * RATE)].clip(-1, 1)
    level = pieces.levels(mono)
    parts = _parts(mono, level, pieces.cut(mono), hear)
    missed = [span for part in parts for span in _without_words(part, level)]
    parts = sorted([*parts, *_parts(mono, level, missed, hear)], key=lambda part: part.span)
    return _together(parts, seconds, mono.size / RATE)


def listen_here(mono: np.ndarray, seconds: float | None = None) -> Heard:
    """As `listen`, by a model in this process: for scripts, tests and benchmarks."""
    model = _model()
    if not model:
        return Heard("", 0.0, "no ears", seconds=seconds or np.size(mono) / RATE)
    return listen(mono, lambda sounds: map(model.hear, sounds), seconds)


@cache
def _model() -> Whisper | None:
    found = weights.find() if weights.runtime() else None
    return Whisper(found) if found else None


def _parts(mono: np.ndarray, level: np.ndarray, spans: list[Span], hear: Hear) -> list[Part]:
    """The spans of a recording, heard and judged."""
    sounds = [mono[round(start * RATE) : round(end * RATE)] for start, end in spans]
    found = []
    heard = hear(sounds) if sounds else ()
    for (start, end), sound, piece in zip(spans, sounds, heard, strict=True):
        moved = tuple(
            Word(word.text, start + word.start, start + word.end, word.probability)
            for word in piece.words
        )
        words = timing.tighten(moved, level)
        found.append(Part((start, end), piece, _judged(piece, sound), words))
    return found


def _judged(piece: Piece, sound: np.ndarray) -> str:
    """The verdict on one piece: a voice of which no words were made is unclear."""
    verdict = guard.judge(piece)
    return "unclear" if verdict == "no speech" and voicing.sounds_spoken(sound) else verdict


def _without_words(part: Part, level: np.ndarray) -> list[Span]:
    """Sound inside a believed part in which no word was found: it is heard once more by itself."""
    return timing.without_words(part.words, level, *part.span) if part.verdict == "words" else []


def _together(parts: list[Part], seconds: float, listened: float) -> Heard:
    """One recording from its parts."""
    believed = [part for part in parts if part.verdict == "words"]
    unclear = [part for part in parts if part.verdict == "unclear"]
    found = (word for part in believed for word in part.words)
    words = tuple(sorted(found, key=lambda word: word.start))
    gaps = tuple(part.span for part in unclear)
    language, sure = _language(believed or _sure_of_language(unclear))
    confidence = _confidence(words)
    return Heard(
        joined(word.text for word in words),
        confidence,
        _verdict(bool(words), confidence, bool(gaps)),
        words,
        language,
        sure,
        tuple(dict.fromkeys(part.piece.language for part in believed)),
        seconds,
        listened,
        gaps,
    )


def _verdict(words: bool, confidence: float, gaps: bool) -> str:
    """The verdict on the recording, one of `heard.VERDICTS`."""
    if not words:
        return "unclear" if gaps else "no speech"
    return "clear" if confidence >= guard.CLEAR and not gaps else "partly"


def _sure_of_language(parts: list[Part]) -> list[Part]:
    """Those whose language is likelier than all others together."""
    return [part for part in parts if part.piece.language_probability >= SURE_LANGUAGE]


def _language(parts: list[Part]) -> tuple[str, float]:
    """The language of most of the time, and how sure the surest part of it is."""
    lasting: dict[str, float] = {}
    for part in parts:
        start, end = part.span
        lasting[part.piece.language] = lasting.get(part.piece.language, 0) + end - start
    if not lasting:
        return "", 0.0
    language = max(lasting, key=lasting.__getitem__)
    of = [part.piece for part in parts if part.piece.language == language]
    return language, max(piece.language_probability for piece in of)


def _confidence(words: tuple[Word, ...]) -> float:
    """The mean probability of the words, each weighted by its length in time."""
    if not words:
        return 0.0
    lengths = [max(0.02, word.end - word.start) for word in words]
    return float(np.average([word.probability for word in words], weights=lengths))
