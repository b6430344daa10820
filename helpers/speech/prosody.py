"""How something was said: pitch, loudness, speaking rate and pauses, measured with numpy alone.

Syllables are peaks of loudness: N. de Jong and T. Wempe, "Praat script to detect syllable nuclei
and measure speech rate automatically", Behavior Research Methods 41 (2009).
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from helpers.speech.activity import speech_segments
from helpers.speech.levels import (
    FLOOR,
    FRAMES_PER_SECOND,
    decibels,
    frame_power,
    frame_times,
    mono_float32,
    smooth,
)
from helpers.speech.pitch import fundamental

DIP = 2.0  # dB between two syllables (de Jong and Wempe)


@dataclass(frozen=True)
class Prosody:
    """How something was said, in seconds, Hz and dBFS.

    A full-scale sine has -3.01 dBFS, silence -120. Only the three pitches can be nan: where
    nothing is voiced. Speech is what stands out by 15 dB or more from steady noise; in louder
    noise the pauses are not found. Steady noise or music alone counts as speech.
    """

    seconds: float
    speech_seconds: float
    """Without pauses and without silence at the ends."""
    pitch: float
    """The median."""
    pitch_low: float
    """The 10th percentile."""
    pitch_high: float
    """The 90th percentile."""
    loudness: float
    """The RMS of the speech."""
    peak: float
    """The largest sample."""
    pauses: tuple[tuple[float, float], ...]
    """(start, end) of each silence of 0.25 s or more inside the speech."""
    syllables: int
    """Peaks of loudness: too few where speech is fast or smooth, so say "about"."""
    rate: float
    """Syllables per second of speech, 0 where there is none."""


def measure(mono: np.ndarray, sample_rate: int) -> Prosody:
    """All about `mono`, float samples of shape (n,) in [-1, 1], 4000 Hz or more.

    What is not finite counts as 0; a constant offset shows in `peak` alone.
    """
    mono = mono_float32(mono)
    power, peak = frame_power(mono, sample_rate)
    segments = speech_segments(power)
    speech = np.zeros(power.size, bool)
    for start, end in segments:
        speech[start:end] = True
    pitches = fundamental(mono, sample_rate, power)[speech]
    low, middle, high = _percentiles(pitches)
    syllables = _syllables(decibels(smooth(power))[speech], ~np.isnan(pitches))
    seconds = mono.size / sample_rate
    speech_seconds = min(float(speech.sum() / FRAMES_PER_SECOND), seconds)
    return Prosody(
        seconds,
        speech_seconds,
        middle,
        low,
        high,
        loudness=float(decibels(power[speech].mean())) if segments else FLOOR,
        peak=float(decibels(peak**2)),
        pauses=tuple((left[1], right[0]) for left, right in pairwise(_in_seconds(segments))),
        syllables=syllables,
        rate=syllables / speech_seconds if segments else 0.0,
    )


def stretches(mono: np.ndarray, sample_rate: int) -> list[tuple[float, float]]:
    """The stretches of speech between the pauses that `measure` counts, as (start, end) in s.

    Pitch is not measured: an hour takes half a second.
    """
    power, _ = frame_power(mono_float32(mono), sample_rate)
    return _in_seconds(speech_segments(power))


def pitch(mono: np.ndarray, sample_rate: int) -> tuple[np.ndarray, np.ndarray]:
    """Times in s and F0 in Hz from 60 to 500, nan where no voice sounds.

    Both have the shape (frames,): one frame every 10 ms, and its time is its middle.
    """
    mono = mono_float32(mono)
    power, _ = frame_power(mono, sample_rate)
    return frame_times(power.size), fundamental(mono, sample_rate, power)


def loudness(mono: np.ndarray, sample_rate: int) -> tuple[np.ndarray, np.ndarray]:
    """Times in s (those of `pitch`) and level in dBFS, -120 or more, both of shape (frames,).

    Each level weighs the 50 ms round its time.
    """
    power, _ = frame_power(mono_float32(mono), sample_rate)
    return frame_times(power.size), decibels(smooth(power))


def _in_seconds(segments: list[tuple[int, int]]) -> list[tuple[float, float]]:
    return [(start / FRAMES_PER_SECOND, end / FRAMES_PER_SECOND) for start, end in segments]


def _percentiles(pitches: np.ndarray) -> tuple[float, float, float]:
    """The 10th, 50th and 90th percentile of the voiced frames."""
    voiced = pitches[~np.isnan(pitches)]
    if not voiced.size:
        return np.nan, np.nan, np.nan
    low, middle, high = np.percentile(voiced, (10, 50, 90))
    return float(low), float(middle), float(high)


def _syllables(level: np.ndarray, voiced: np.ndarray) -> int:
    """How many voiced peaks of loudness have a dip before and after them."""
    count, rising, extreme, sounding = 0, True, -np.inf, False
    for value, voice in zip(level.tolist(), voiced.tolist(), strict=True):
        if rising and value > extreme:
            extreme, sounding = value, voice
        elif rising and value < extreme - DIP:
            count, rising, extreme = count + sounding, False, value
        elif not rising and value < extreme:
            extreme = value
        elif not rising and value > extreme + DIP:
            rising, extreme, sounding = True, value, voice
    return int(count + (rising and sounding))
