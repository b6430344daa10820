"""Which frequencies sound when: the power in each cell of a spectrogram, and the same in words."""

import numpy as np

HIGHEST = 8000  # Hz, the top of a spectrogram: speech has little above
BANDS = 80  # rows of a spectrogram, from 0 Hz to HIGHEST
WINDOW = 0.032  # s of sound behind one cell, at least
WINDOWS_PER_COLUMN = 16  # at most: of an hour a column has 12 s
BLOCK = 32  # columns worked on at once
MOST_ENERGY = 0.9  # the share of the energy that a sentence speaks of


def band_power(mono: np.ndarray, rate: int, top: float, columns: int) -> np.ndarray:
    """Power in each cell, of shape (BANDS, columns), from 0 Hz to HIGHEST; nan above `top`.

    `mono` are samples of shape (n,) at `rate` Hz, in which nothing lies above `top` Hz.
    """
    size = 1 << int(np.ceil(np.log2(WINDOW * rate)))  # a power of two for the transform
    starts = _window_starts(mono.size, size, columns)
    if mono.size < size:
        mono = np.pad(mono, (0, size - mono.size))
    views = np.lib.stride_tricks.sliding_window_view(mono, size)
    taper = np.hanning(size).astype(np.float32)
    edges = (np.arange(BANDS + 1) * HIGHEST / BANDS * size / rate).astype(int)
    known = min(BANDS, int(top / HIGHEST * BANDS))
    power = np.full((BANDS, columns), np.nan)
    for first in range(0, columns, BLOCK):
        spectra = np.fft.rfft(views[starts[first : first + BLOCK]] * taper)
        mean = np.mean(spectra.real**2 + spectra.imag**2, axis=1) / (size * size)
        bands = np.add.reduceat(mean[:, : edges[known]], edges[:known], axis=1)
        power[:known, first : first + BLOCK] = (bands / np.diff(edges[: known + 1])).T
    return power


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
