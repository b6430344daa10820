"""Pitch, loudness, speaking rate and pauses of speech, measured with numpy alone.

Pitch is YIN: A. de Cheveigné and H. Kawahara, "YIN, a fundamental frequency estimator for speech and music", J. Acoust. Soc. Am. 111 (2002).
Syllables are peaks of loudness: N. de Jong and T. Wempe, "Praat script to detect syllable nuclei", Behavior Research Methods 41 (2009).
"""

from dataclasses import dataclass

import numpy as np

CELLS = 100  # measurements a second: a hop of 10 ms
LOWEST, HIGHEST = 60, 500  # Hz, the range searched for a voice
WINDOW = 0.025  # s that are compared with themselves, the paper's integration window
APERIODIC = 0.45  # YIN's threshold. The paper takes 0.1, which loses half of fast speech; white noise stays above 0.6
NEARLY = 0.1  # the shortest period that is this close to the best one wins: YIN's guard against reading an octave too low
ENOUGH_RATE = 8000  # Hz that show a pitch of 500 Hz to 0.02 %; what is faster is thinned
SMOOTH = 7  # cells whose median is the pitch of the middle one: octave errors are shorter. Where fewer than 4 are voiced it is noise
FLOOR = -120.0  # dBFS of silence
QUIETEST = -70.0  # dBFS, below it nothing is speech
SPEECH_RANGE = 35.0  # dB below its loud parts within which speech lies
NOISE_RANGE = 50.0  # dB below the loud parts within which background noise matters; digital silence would hide it
PAUSE = 0.25  # s of silence that are heard as a pause; below it are the gaps of stop consonants
DIP = 2.0  # dB between two syllables (de Jong and Wempe)
BLOCK = 1000  # cells worked on at once, 10 s: memory stays bounded
HALF = 8  # half length of the thinning filter, in samples of its output


@dataclass(frozen=True)
class Prosody:
    """How something was said, in seconds, Hz and dBFS (a full-scale sine is -3.01, silence -120). Only the three pitches can be nan: where nothing is voiced.

    `speech_seconds` leaves out pauses and silence at the ends; `pitch` is the median, `pitch_low` and `pitch_high` the 10th and 90th percentile;
    `loudness` is the RMS of the speech, `peak` the largest sample; `pauses` are (start, end) of silences of 0.25 s or more inside the speech.
    `syllables` counts peaks of loudness, too few where speech is fast or smooth: say "about". `rate` is syllables per second of speech, 0 where there is none.
    Speech is what stands out by 15 dB or more from steady noise; in louder noise the pauses are not found. Steady noise or music alone counts as speech.
    """

    seconds: float
    speech_seconds: float
    pitch: float
    pitch_low: float
    pitch_high: float
    loudness: float
    peak: float
    pauses: tuple[tuple[float, float], ...]
    syllables: int
    rate: float


def measure(mono: np.ndarray, sample_rate: int) -> Prosody:
    """All about `mono`, float samples of shape (n,) in [-1, 1], 4000 Hz or more. What is not finite counts as 0; a constant offset only shows in `peak`."""
    mono = _samples(mono)
    energy, peak = _energy(mono, sample_rate)
    runs = _runs(energy)
    speech = np.zeros(energy.size, bool)
    for start, end in runs:
        speech[start:end] = True
    voices = _pitch(mono, sample_rate, energy)[speech]
    voiced = voices[~np.isnan(voices)]
    low, middle, high = np.percentile(voiced, (10, 50, 90)) if voiced.size else (np.nan,) * 3
    syllables = _nuclei(_decibels(_smooth(energy))[speech], ~np.isnan(voices))
    seconds = mono.size / sample_rate
    speech_seconds = min(float(speech.sum() / CELLS), seconds)
    return Prosody(
        seconds,
        speech_seconds,
        float(middle),
        float(low),
        float(high),
        loudness=float(_decibels(energy[speech].mean())) if runs else FLOOR,
        peak=float(_decibels(peak**2)),
        pauses=tuple((left[1] / CELLS, right[0] / CELLS) for left, right in zip(runs, runs[1:])),
        syllables=syllables,
        rate=syllables / speech_seconds if runs else 0.0,
    )


def stretches(mono: np.ndarray, sample_rate: int) -> list[tuple[float, float]]:
    """The stretches of speech between the pauses that `measure` counts, as (start, end) in s. Without its pitch: an hour takes half a second."""
    energy, _ = _energy(_samples(mono), sample_rate)
    return [(start / CELLS, end / CELLS) for start, end in _runs(energy)]


def pitch(mono: np.ndarray, sample_rate: int) -> tuple[np.ndarray, np.ndarray]:
    """Times in s and F0 in Hz from 60 to 500, nan where no voice sounds: two arrays of shape (cells,), one cell every 10 ms, the time its middle."""
    mono = _samples(mono)
    energy, _ = _energy(mono, sample_rate)
    return _middles(energy), _pitch(mono, sample_rate, energy)


def loudness(mono: np.ndarray, sample_rate: int) -> tuple[np.ndarray, np.ndarray]:
    """Times in s (those of `pitch`) and level in dBFS, -120 or more: two arrays of shape (cells,). Each level weighs the 50 ms round its time."""
    energy, _ = _energy(_samples(mono), sample_rate)
    return _middles(energy), _decibels(_smooth(energy))


def _samples(mono: np.ndarray) -> np.ndarray:
    with np.errstate(
        over="ignore"
    ):  # what float32 cannot hold becomes infinite, and is 0 like the rest
        return np.asarray(mono, np.float32).reshape(-1)


def _finite(piece: np.ndarray) -> np.ndarray:
    return np.nan_to_num(piece, nan=0, posinf=0, neginf=0).astype(float)


def _middles(energy: np.ndarray) -> np.ndarray:
    return (np.arange(energy.size) + 0.5) / CELLS


def _decibels(power):
    return np.maximum(10 * np.log10(np.maximum(power, 1e-30)), FLOOR)


def _energy(mono: np.ndarray, sample_rate: int) -> tuple[np.ndarray, float]:
    """Mean square of every cell about the mean of the 90 ms round it, and the largest magnitude."""
    cells = -(-mono.size * CELLS // int(sample_rate))
    edges = np.minimum(np.arange(cells + 1) * int(sample_rate) // CELLS, mono.size)
    counts, sums, squares, peak = (
        np.maximum(np.diff(edges), 1),
        np.zeros(cells),
        np.zeros(cells),
        0.0,
    )
    for first in range(0, cells, BLOCK):
        here = edges[first : first + BLOCK + 1]
        piece = _finite(mono[here[0] : here[-1]])
        sums[first : first + BLOCK] = np.add.reduceat(piece, here[:-1] - here[0])
        squares[first : first + BLOCK] = np.add.reduceat(piece**2, here[:-1] - here[0])
        peak = max(peak, float(np.abs(piece).max()))
    means = sums / counts
    offset = _smooth(
        _smooth(means)
    )  # not the whole sound's: speech that clips on one side would lift the silence round it
    return np.maximum(squares / counts - 2 * offset * means + offset**2, 0), peak


def _smooth(energy: np.ndarray) -> np.ndarray:
    """Means over five cells, so that the single pulses of a deep voice do not show."""
    if not energy.size:
        return energy
    weights = np.array((1, 2, 3, 2, 1))
    return np.convolve(energy, weights)[2:-2] / np.convolve(np.ones(energy.size), weights)[2:-2]


def _gate(energy: np.ndarray) -> float:
    """Power above which a cell is speech: a fixed range below the loud parts, or just above steady noise; both relative, so that gain changes nothing."""
    loud = _decibels(
        np.sum(energy**2) / max(np.sum(energy), 1e-30)
    )  # weighed by energy: long silences do not lower it
    steady = _smooth(energy)
    steady = steady[_decibels(steady) > loud - NOISE_RANGE]
    noise = _decibels(np.percentile(steady, 2)) + 6 if steady.size else FLOOR
    return 10 ** (max(loud - SPEECH_RANGE, min(noise, loud - 20), QUIETEST) / 10)


def _runs(energy: np.ndarray) -> list[tuple[int, int]]:
    """Stretches of speech between pauses, as (first cell, cell after the last)."""
    if not energy.size:
        return []
    active = energy > _gate(energy)
    active = np.flatnonzero(
        active & (np.convolve(active, np.ones(5))[2:-2] > 2)
    )  # a click in a pause is no speech
    gaps = np.flatnonzero(np.diff(active) > PAUSE * CELLS)
    return [(int(part[0]), int(part[-1]) + 1) for part in np.split(active, gaps + 1) if part.size]


def _pitch(mono: np.ndarray, sample_rate: int, energy: np.ndarray) -> np.ndarray:
    """F0 of every cell, smoothed."""
    if not energy.size:
        return energy
    factor = max(1, int(sample_rate) // ENOUGH_RATE)
    thin, rate = _thin(mono, factor), sample_rate / factor
    window, longest = int(WINDOW * rate), int(rate / LOWEST) + 3
    size = window + longest
    thin = np.pad(thin, (0, max(0, size - thin.size)))
    starts = (
        ((np.arange(energy.size) + 0.5) * rate / CELLS - size / 2)
        .astype(int)
        .clip(0, thin.size - size)
    )  # at the ends: the nearest whole window
    found, loud = np.full(energy.size, np.nan), np.flatnonzero(energy > _gate(energy))
    views = np.lib.stride_tricks.sliding_window_view(thin, size)
    for first in range(0, loud.size, BLOCK):
        cells = loud[first : first + BLOCK]
        found[cells] = rate / _periods(views[starts[cells]], window)
    found[(found < LOWEST * 0.995) | (found > HIGHEST * 1.005)] = np.nan
    return _median(found)


def _thin(mono: np.ndarray, factor: int) -> np.ndarray:
    """Every `factor`-th sample after a low-pass, block by block."""
    if factor == 1:
        return _finite(mono)
    taps = np.arange(-HALF * factor, HALF * factor) / factor
    filter = np.sinc(taps * 0.9) * np.cos(np.pi * taps / 2 / HALF) ** 2
    rows = (filter / filter.sum()).reshape(2 * HALF, factor).T
    count, block = -(-mono.size // factor), BLOCK * ENOUGH_RATE // CELLS
    thin = np.zeros(count)
    for first in range(0, count, block):
        last = min(first + block, count)
        left, right = (first - HALF) * factor, (last + HALF) * factor
        piece = np.pad(
            _finite(mono[max(left, 0) : right]), (max(-left, 0), max(right - mono.size, 0))
        )
        parts = piece.reshape(-1, factor) @ rows
        thin[first:last] = sum(parts[k : k + last - first, k] for k in range(2 * HALF))
    return thin


def _periods(frames: np.ndarray, window: int) -> np.ndarray:
    """The period of each row in samples, nan where it has none: steps 2 to 5 of YIN for all rows at once."""
    frames = frames - frames.mean(
        1, keepdims=True
    )  # a difference does not see the mean; rounding does
    longest = frames.shape[1] - window
    length = 1 << (frames.shape[1] - 1).bit_length()
    alike = np.fft.irfft(
        np.fft.rfft(frames, length) * np.fft.rfft(frames[:, :window], length).conj(), length
    )[:, :longest]
    power = np.cumsum(np.pad(frames**2, ((0, 0), (1, 0))), 1)
    power = power[:, window : window + longest] - power[:, :longest]
    unlike = np.maximum(power[:, :1] + power - 2 * alike, 0)
    unlike[:, 0] = 0
    mean = np.cumsum(unlike, 1) / np.maximum(np.arange(longest), 1)
    share = np.where(mean > 1e-12 * power[:, :1] + 1e-30, unlike / np.maximum(mean, 1e-300), 1)
    inner = share[:, 1:-1]
    dips = (inner <= share[:, :-2]) & (inner < share[:, 2:])
    best = np.where(dips, inner, 1).min(1)
    at = np.argmax(dips & (inner <= best[:, None] + NEARLY), 1) + 1
    row = np.arange(len(frames))
    left, middle, right = unlike[row, at - 1], unlike[row, at], unlike[row, at + 1]
    bend = left - 2 * middle + right
    return np.where(
        (best < APERIODIC) & (bend > 0),
        at + (left - right) / 2 / np.where(bend > 0, bend, 1),
        np.nan,
    )


def _median(found: np.ndarray) -> np.ndarray:
    """Median over neighbours, which takes out single octave errors and voices too short to be any."""
    near = np.sort(
        np.lib.stride_tricks.sliding_window_view(
            np.pad(found, SMOOTH // 2, constant_values=np.nan), SMOOTH
        ),
        1,
    )  # nan comes last
    voiced = SMOOTH - np.isnan(near).sum(1)
    middle = near[np.arange(found.size), np.maximum(voiced - 1, 0) // 2]
    return np.where(~np.isnan(found) & (voiced > SMOOTH // 2), middle, np.nan)


def _nuclei(level: np.ndarray, voiced: np.ndarray) -> int:
    """Voiced peaks of loudness with a dip before and after each."""
    count, rising, extreme, sounding = 0, True, -np.inf, False
    for value, voice in zip(level.tolist(), voiced.tolist()):
        if rising and value > extreme:
            extreme, sounding = value, voice
        elif rising and value < extreme - DIP:
            count, rising, extreme = count + sounding, False, value
        elif not rising and value < extreme:
            extreme = value
        elif not rising and value > extreme + DIP:
            rising, extreme, sounding = True, value, voice
    return int(count + (rising and sounding))
