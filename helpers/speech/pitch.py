"""The pitch of a voice, by YIN.

A. de Cheveigné and H. Kawahara, "YIN, a fundamental frequency estimator for speech and music",
J. Acoust. Soc. Am. 111 (2002). The steps named below are those of the paper.
"""

import numpy as np

from helpers.speech.activity import threshold
from helpers.speech.levels import BLOCK, FRAMES_PER_SECOND, finite

LOWEST, HIGHEST = 60, 500  # Hz, the range searched for a voice
WINDOW = 0.025  # s that are compared with themselves, the paper's integration window
# YIN's threshold: the paper takes 0.1, which loses half of fast speech; white noise is above 0.6
APERIODIC = 0.45
NEARLY_BEST = 0.1  # the shortest period this close to the best one wins: no octave too low
ENOUGH_RATE = 8000  # Hz that show a pitch of 500 Hz to 0.02 %; higher rates are decimated
MEDIAN_FRAMES = 7  # octave errors are shorter; where fewer than 4 of 7 are voiced it is noise
AT_ONCE = 200  # frames, for which the steps take 8 MB
FILTER_HALF = 8  # half length of the low-pass filter, in samples of its output


def fundamental(mono: np.ndarray, sample_rate: int, power: np.ndarray) -> np.ndarray:
    """F0 in Hz of every frame, of shape (frames,), nan where no voice sounds.

    `mono` are samples of shape (n,), `power` is what `levels.frame_power` gives for them.
    """
    if not power.size:
        return power
    factor = max(1, int(sample_rate) // ENOUGH_RATE)
    rate = sample_rate / factor
    window = int(WINDOW * rate)
    size = window + int(rate / LOWEST) + 3
    samples = decimate(mono, factor)
    samples = np.pad(samples, (0, max(0, size - samples.size)))
    starts = _window_starts(power.size, samples.size, size, rate)
    found, loud = np.full(power.size, np.nan), np.flatnonzero(power > threshold(power))
    views = np.lib.stride_tricks.sliding_window_view(samples, size)
    for first in range(0, loud.size, AT_ONCE):
        frames = loud[first : first + AT_ONCE]
        found[frames] = rate / periods(views[starts[frames]], window)
    found[(found < LOWEST * 0.995) | (found > HIGHEST * 1.005)] = np.nan
    return voiced_median(found)


def _window_starts(frames: int, samples: int, size: int, rate: float) -> np.ndarray:
    """Where the window of each frame begins; at the ends it is the nearest whole window."""
    middles = (np.arange(frames) + 0.5) * rate / FRAMES_PER_SECOND
    starts: np.ndarray = (middles - size / 2).astype(int).clip(0, samples - size)
    return starts


def decimate(mono: np.ndarray, factor: int) -> np.ndarray:
    """Every `factor`-th sample after a low-pass filter (a windowed sinc), block by block."""
    if factor == 1:
        return finite(mono)
    taps = np.arange(-FILTER_HALF * factor, FILTER_HALF * factor) / factor
    response = np.sinc(taps * 0.9) * np.cos(np.pi * taps / 2 / FILTER_HALF) ** 2
    rows = (response / response.sum()).reshape(2 * FILTER_HALF, factor).T
    count, block = -(-mono.size // factor), BLOCK * ENOUGH_RATE // FRAMES_PER_SECOND
    decimated = np.zeros(count)
    for first in range(0, count, block):
        last = min(first + block, count)
        left, right = (first - FILTER_HALF) * factor, (last + FILTER_HALF) * factor
        piece = finite(mono[max(left, 0) : right])
        piece = np.pad(piece, (max(-left, 0), max(right - mono.size, 0)))
        parts = piece.reshape(-1, factor) @ rows
        decimated[first:last] = sum(parts[k : k + last - first, k] for k in range(2 * FILTER_HALF))
    return decimated


def periods(frames: np.ndarray, window: int) -> np.ndarray:
    """The period of each row in samples, nan where it has none: steps 3 to 5 of YIN."""
    difference, power = _difference(frames, window)
    mean = np.cumsum(difference, 1) / np.maximum(np.arange(difference.shape[1]), 1)
    floor = 1e-12 * power + 1e-30
    share = np.where(mean > floor, difference / np.maximum(mean, 1e-300), 1)
    inner = share[:, 1:-1]
    dips = (inner <= share[:, :-2]) & (inner < share[:, 2:])
    best = np.where(dips, inner, 1).min(1)
    lag = np.argmax(dips & (inner <= best[:, None] + NEARLY_BEST), 1) + 1
    row = np.arange(len(frames))
    left, middle, right = (difference[row, lag + offset] for offset in (-1, 0, 1))
    curvature = left - 2 * middle + right
    shift = (left - right) / 2 / np.where(curvature > 0, curvature, 1)
    return np.where((best < APERIODIC) & (curvature > 0), lag + shift, np.nan)


def _difference(frames: np.ndarray, window: int) -> tuple[np.ndarray, np.ndarray]:
    """Step 2 of YIN for all rows at once, of shape (rows, lags), and each row's power (rows, 1).

    The mean is taken out first: the difference does not see it, rounding does.
    """
    frames = frames - frames.mean(1, keepdims=True)
    lags = frames.shape[1] - window
    length = 1 << (frames.shape[1] - 1).bit_length()
    spectra = np.fft.rfft(frames, length) * np.fft.rfft(frames[:, :window], length).conj()
    correlation = np.fft.irfft(spectra, length)[:, :lags]
    power = np.cumsum(np.pad(frames**2, ((0, 0), (1, 0))), 1)
    power = power[:, window : window + lags] - power[:, :lags]
    difference = np.maximum(power[:, :1] + power - 2 * correlation, 0)
    difference[:, 0] = 0
    return difference, power[:, :1]


def voiced_median(found: np.ndarray) -> np.ndarray:
    """The median over neighbouring frames; single octave errors and too short voices go."""
    padded = np.pad(found, MEDIAN_FRAMES // 2, constant_values=np.nan)
    near = np.sort(np.lib.stride_tricks.sliding_window_view(padded, MEDIAN_FRAMES), 1)  # nan last
    voiced = MEDIAN_FRAMES - np.isnan(near).sum(1)
    middle = near[np.arange(found.size), np.maximum(voiced - 1, 0) // 2]
    return np.where(~np.isnan(found) & (voiced > MEDIAN_FRAMES // 2), middle, np.nan)
