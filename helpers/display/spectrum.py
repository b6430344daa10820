"""Which frequencies sound when: the power in each cell of a spectrogram, and the same in words."""

from collections.abc import Iterable
from itertools import islice

import numpy as np

from helpers.display.excerpts import excerpts

HIGHEST = 8000  # Hz, the top of a spectrogram: speech has little above
BANDS = 80  # rows of a spectrogram, from 0 Hz to HIGHEST
WINDOW = 0.032  # s of sound behind one cell, at least
WINDOWS_PER_COLUMN = 16  # at most: of an hour a column has 12 s
MOST_AT_ONCE = 1 << 16  # samples worked on at once
MOST_ENERGY = 0.9  # the share of the energy that a sentence speaks of


def band_power(
    blocks: Iterable[np.ndarray], samples: int, rate: int, top: float, columns: int
) -> np.ndarray:
    """Power in each cell, of shape (BANDS, columns), from 0 Hz to HIGHEST; nan above `top`.

    `blocks` are parts of a sound of so many `samples` at `rate` Hz, in which nothing lies above
    `top` Hz.
    """
    size = _window_size(rate)
    starts = _window_starts(samples, size, columns)
    windows = excerpts(blocks, starts.ravel(), size)
    taper = np.hanning(size).astype(np.float32)
    edges = (np.arange(BANDS + 1) * HIGHEST / BANDS * size / rate).astype(int)
    known = min(BANDS, int(top / HIGHEST * BANDS))
    power = np.full((BANDS, columns), np.nan)
    at_once = max(1, MOST_AT_ONCE // (size * starts.shape[1]))
    for first in range(0, columns, at_once):
        here = starts[first : first + at_once]
        views = np.stack(list(islice(windows, here.size))).reshape(*here.shape, size)
        spectra = np.fft.rfft(views * taper)
        mean = np.mean(spectra.real**2 + spectra.imag**2, axis=1) / (size * size)
        bands = np.add.reduceat(mean[:, : edges[known]], edges[:known], axis=1)
        power[:known, first : first + at_once] = (bands / np.diff(edges[: known + 1])).T
    return power


def looked_at(samples: int, rate: int, columns: int) -> float:
    """The share of a sound that stands behind its spectrogram, 1 where it is all of it."""
    return min(1.0, columns * WINDOWS_PER_COLUMN * _window_size(rate) / samples)


def _window_size(rate: int) -> int:
    """Samples behind one transform, a power of two."""
    return 1 << int(np.ceil(np.log2(WINDOW * rate)))


def _window_starts(samples: int, size: int, columns: int) -> np.ndarray:
    """Where the windows of each column begin, of shape (columns, windows)."""
    windows = int(np.clip(np.ceil(2 * samples / columns / size), 1, WINDOWS_PER_COLUMN))
    middles = (np.arange(columns * windows) + 0.5) * samples / (columns * windows)
    starts = (middles - size / 2).astype(int).clip(0, max(0, samples - size))
    return starts.reshape(columns, windows)


def energy_sentence(power: np.ndarray, top: float) -> str:
    """Below which frequency nine tenths of the energy lie, and where the recording ends."""
    energy = np.nansum(power, axis=1)
    if not energy.any():
        return "It is dark all over."
    band = int(np.searchsorted(energy.cumsum(), MOST_ENERGY * energy.sum())) + 1
    below = f"Most of its energy lies below {band * HIGHEST / len(power) / 1000:.1f} kHz."
    if top >= HIGHEST:
        return below
    rate = f"the recording has {2 * top:,.0f} samples a second"
    return f"{below} It ends at {top / 1000:g} kHz: {rate}."
