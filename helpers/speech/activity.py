"""Where somebody speaks: voice activity detection by level alone.

Speech is what stands out by 15 dB or more from steady noise; in louder noise pauses are not found.
Steady noise or music alone counts as speech.
"""

import numpy as np

from helpers.speech.levels import FLOOR, FRAMES_PER_SECOND, decibels, smooth

QUIETEST = -70.0  # dBFS, below it nothing is speech
SPEECH_RANGE = 35.0  # dB below its loud parts within which speech lies
NOISE_RANGE = 50.0  # dB below the loud parts within which noise matters; digital silence hides it
ABOVE_NOISE = 6.0  # dB above steady noise at which speech begins
BELOW_LOUD = 20.0  # dB below the loud parts that noise may raise the threshold to, at most
SHORTEST_PAUSE = 0.25  # s of silence heard as a pause; below it are the gaps of stop consonants


def threshold(power: np.ndarray) -> float:
    """Mean square above which a frame is speech.

    It lies a fixed range below the loud parts, or just above steady noise. Both are relative, so
    that gain changes nothing. The loud parts are weighted by power: long silences do not count.
    """
    loud = float(decibels(np.sum(power**2) / max(np.sum(power), 1e-30)))
    steady = smooth(power)
    steady = steady[steady > 10 ** ((loud - NOISE_RANGE) / 10)]
    noise = FLOOR
    if steady.size:
        quiet = float(np.percentile(steady, 2, overwrite_input=True))
        noise = float(decibels(quiet)) + ABOVE_NOISE
    level = max(loud - SPEECH_RANGE, min(noise, loud - BELOW_LOUD), QUIETEST)
    return float(10 ** (level / 10))


def speech_segments(power: np.ndarray) -> list[tuple[int, int]]:
    """Segments of speech between pauses, as (first frame, frame after the last).

    A frame counts where most of the five round it are loud: a click in a pause is no speech.
    """
    if not power.size:
        return []
    loud = power > threshold(power)
    near = np.convolve(loud.astype(np.int8), np.ones(5, np.int8))[2:-2]
    edges = np.flatnonzero(np.diff(loud & (near > 2), prepend=False, append=False))
    starts, ends = edges[::2], edges[1::2]
    if not starts.size:
        return []
    pauses = np.flatnonzero(starts[1:] - ends[:-1] >= SHORTEST_PAUSE * FRAMES_PER_SECOND)
    firsts, lasts = starts[np.append(0, pauses + 1)], ends[np.append(pauses, -1)]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))
