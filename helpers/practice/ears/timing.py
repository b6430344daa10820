"""Where words really are: times by the sound, and sound in which no word was found."""

from dataclasses import replace

import numpy as np

from helpers.practice.ears.heard import Word
from helpers.practice.ears.pieces import FRAME, QUIET

LONGEST_WORD = 1.5  # seconds; the model lets a word reach over the pause or the noise beside it
SOFT = 0.1  # of a word's loudest 10 ms, -20 dB: what is softer at its ends is a pause
MARGIN = 0.05  # seconds that are left at the ends
UNHEARD = 2.0  # seconds of sound without a word that are looked at again


def tighten(words: tuple[Word, ...], level: np.ndarray) -> tuple[Word, ...]:
    """The words without the pauses at their ends; `level` is that of every 10 ms of sound."""
    return tuple(_tightened(word, level) for word in words)


def _tightened(word: Word, level: np.ndarray) -> Word:
    first, last = _frame(word.start), _frame(word.end)
    part = level[first:last]
    if not part.size or part.max() <= 0:
        return word
    most = round(LONGEST_WORD / FRAME)
    if part.size > most:
        energy = np.convolve(part**2, np.ones(most), "valid")
        first += int(energy.argmax())
        part = level[first : first + most]
    loud = np.flatnonzero(part > SOFT * part.max())
    start = (first + int(loud[0])) * FRAME - MARGIN
    end = (first + int(loud[-1]) + 1) * FRAME + MARGIN
    return replace(word, start=max(word.start, start), end=min(word.end, end))


def without_words(
    words: tuple[Word, ...], level: np.ndarray, start: float, end: float
) -> list[tuple[float, float]]:
    """Stretches between `start` and `end`, in seconds, that are as loud as speech and hold no word.

    Only where there are words: they say how loud speech is here.
    """
    spoken = [level[_frame(word.start) : _frame(word.end)] for word in words]
    if not words or not np.concatenate(spoken).size:
        return []
    audible = max(QUIET, SOFT * float(np.median(np.concatenate(spoken))))
    edges = [start, *(time for word in words for time in (word.start, word.end)), end]
    between = zip(edges[::2], edges[1::2], strict=True)
    return [
        (left, right)
        for left, right in between
        if (level[_frame(left) : _frame(right)] > audible).sum() * FRAME >= UNHEARD
    ]


def _frame(seconds: float) -> int:
    return max(0, round(seconds / FRAME))
