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
    loud = decibels(np.sum(power**2) / max(np.sum(power), 1e-30))
    steady = smooth(power)
    steady = steady[decibels(steady) > loud - NOISE_RANGE]
    noise = decibels(np.percentile(steady, 2)) + ABOVE_NOISE if steady.size else FLOOR
    level = max(loud - SPEECH_RANGE, min(noise, loud - BELOW_LOUD), QUIETEST)
    return float(10 ** (level / 10))


def speech_segments(power: np.ndarray) -> list[tuple[int, int]]:
    """Segments of speech between pauses, as (first frame, frame after the last).

    A frame counts where most of the five round it are loud: a click in a pause is no speech.
    """
    if not power.size:
        return []
    loud = power > threshold(power)
    active = np.flatnonzero(loud & (np.convolve(loud, np.ones(5))[2:-2] > 2))
    gaps = np.flatnonzero(np.diff(active) > SHORTEST_PAUSE * FRAMES_PER_SECOND)
    parts = np.split(active, gaps + 1)
    return [(int(part[0]), int(part[-1]) + 1) for part in parts if part.size]
