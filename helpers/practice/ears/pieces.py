"""Where a recording is cut, so that each piece fits the model: at its pauses."""

import numpy as np

from helpers.practice.ears.mel import HOP, RATE

FRAME = HOP / RATE  # seconds
LONGEST = 25.0  # seconds of one piece; the model takes 30
QUIET = 0.001  # root mean square, -60 dBFS: what is softer is silence
SHORTEST = 0.1  # seconds of sound that may hold a word
SILENCE = 2.0  # seconds: in a longer silence the model would make words up, so it is left out
MARGIN = 0.2  # seconds of silence that are kept on both sides of a piece


def levels(mono: np.ndarray) -> np.ndarray:
    """The root mean square of each 10 ms of mono samples at 16 kHz, [frames]."""
    frames = mono[: mono.size // HOP * HOP].reshape(-1, HOP)
    return np.asarray(np.sqrt(np.square(frames, dtype=np.float64).mean(axis=1)))


def cut(mono: np.ndarray) -> list[tuple[float, float]]:
    """The pieces to hear, (start, end) in seconds, in order; none where all is silence."""
    level = levels(mono)
    pieces = []
    for start, end in _stretches(level):
        for first, last in _parts(level, start, end):
            if (level[first:last] > QUIET).sum() * FRAME >= SHORTEST:
                pieces.append((first * FRAME, last * FRAME))
    return pieces


def _stretches(level: np.ndarray) -> list[tuple[int, int]]:
    """(start, end) in frames of what lies between long silences, with a margin."""
    loud = np.flatnonzero(level > QUIET)
    if not loud.size:
        return []
    breaks = np.flatnonzero(np.diff(loud) * FRAME > SILENCE)
    starts, ends = loud[np.r_[0, breaks + 1]], loud[np.r_[breaks, loud.size - 1]] + 1
    margin = round(MARGIN / FRAME)
    return [
        (max(0, int(start) - margin), min(level.size, int(end) + margin))
        for start, end in zip(starts, ends, strict=True)
    ]


def _parts(level: np.ndarray, start: int, end: int) -> list[tuple[int, int]]:
    """A stretch, cut at the quietest 0.3 s in the second half of each 25 s."""
    longest = round(LONGEST / FRAME)
    smooth = np.convolve(level, np.ones(30) / 30, "same")
    cuts = [start]
    while end - cuts[-1] > longest:
        half, whole = cuts[-1] + longest // 2, cuts[-1] + longest
        cuts.append(half + int(smooth[half:whole].argmin()))
    return list(zip(cuts, [*cuts[1:], end], strict=True))
