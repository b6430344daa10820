"""A whole recording: cut into pieces, each heard and judged, and put together again."""

from collections.abc import Callable, Iterable
from functools import cache

import numpy as np

from helpers.practice.ears import guard, pieces, weights
from helpers.practice.ears.heard import Heard, Word
from helpers.practice.ears.mel import RATE
from helpers.practice.ears.whisper import Piece, Whisper

LONGEST = 600.0  # seconds that are listened to; of what follows only the length is known

Hear = Callable[[list[np.ndarray]], Iterable[Piece]]


def listen(mono: np.ndarray, hear: Hear, seconds: float | None = None) -> Heard:
    """The words in mono samples in [-1, 1] at 16 kHz; any array is taken.

    `hear` makes of each piece of sound what the model makes of it, in their order. `seconds` is
    the length of the recording where `mono` holds only its start.
    """
    mono = np.nan_to_num(np.asarray(mono, np.float32).ravel(), nan=0, posinf=0, neginf=0)
    seconds = max(seconds or 0.0, mono.size / RATE)
    mono = mono[: int(LONGEST * RATE)].clip(-1, 1)
    spans = pieces.cut(mono)
    sounds = [mono[round(start * RATE) : round(end * RATE)] for start, end in spans]
    found = list(zip(spans, hear(sounds), strict=True))
    verdicts = [guard.judge(piece) for _, piece in found]
    believed = [pair for pair, verdict in zip(found, verdicts, strict=True) if verdict == "words"]
    unclear = [pair for pair, verdict in zip(found, verdicts, strict=True) if verdict == "unclear"]
    words = tuple(
        Word(word.text, start + word.start, start + word.end, word.probability)
        for (start, _), piece in believed
        for word in piece.words
    )
    gaps = tuple(span for span, _ in unclear)
    language, sure = _language(believed or unclear)
    sureness = _confidence(words)
    return Heard(
        " ".join(word.text for word in words),
        sureness,
        _verdict(bool(words), sureness, bool(gaps)),
        words,
        language,
        sure,
        tuple(dict.fromkeys(piece.language for _, piece in believed)),
        seconds,
        mono.size / RATE,
        gaps,
    )


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


def _verdict(words: bool, confidence: float, gaps: bool) -> str:
    """The verdict on the recording, one of `heard.VERDICTS`."""
    if not words:
        return "unclear" if gaps else "no speech"
    return "clear" if confidence >= guard.CLEAR and not gaps else "partly"


def _language(found: list[tuple[tuple[float, float], Piece]]) -> tuple[str, float]:
    """The language of most of the time, and how sure the surest piece of it is."""
    lasting: dict[str, float] = {}
    for (start, end), piece in found:
        lasting[piece.language] = lasting.get(piece.language, 0) + end - start
    if not lasting:
        return "", 0.0
    language = max(lasting, key=lasting.__getitem__)
    return language, max(
        piece.language_probability for _, piece in found if piece.language == language
    )


def _confidence(words: tuple[Word, ...]) -> float:
    """The mean probability of the words, each weighted by its length in time."""
    if not words:
        return 0.0
    lengths = [max(0.02, word.end - word.start) for word in words]
    return float(np.average([word.probability for word in words], weights=lengths))
