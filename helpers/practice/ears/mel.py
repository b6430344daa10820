"""Sound as Whisper takes it: a log-mel spectrogram (Radford et al. 2022, §2.2)."""

from functools import cache

import numpy as np

RATE = 16_000  # Hz
HOP = 160  # samples from one frame to the next: 10 ms
WINDOW = 400  # samples of one frame: 25 ms
SPREAD = WINDOW // HOP + 2  # frames after the last sample that may still touch it
FLOOR = 1e-10  # of the power, before its logarithm
DEPTH = 8.0  # orders of magnitude that are kept below the loudest


def spectrogram(samples: np.ndarray, frames: int, bands: int = 80) -> np.ndarray:
    """The spectrogram of mono samples in [-1, 1] at 16 kHz, float32 [bands, frames].

    The samples are filled up with silence, or cut, to `frames` times 10 ms.
    """
    sounding = min(frames, samples.size // HOP + SPREAD)  # what follows is silence: FLOOR
    filled = np.zeros(sounding * HOP, np.float32)
    filled[: samples.size] = samples[: filled.size]
    padded = np.pad(filled, WINDOW // 2, mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[: sounding * HOP : HOP]
    hann = np.hanning(WINDOW + 1)[:-1].astype(np.float32)
    power = np.abs(np.fft.rfft(windows * hann)).astype(np.float32) ** 2
    mels = np.full((bands, frames), FLOOR, np.float32)
    mels[:, :sounding] = np.maximum(_filters(bands) @ power.T, np.float32(FLOOR))
    levels = np.log10(mels)
    levels = np.maximum(levels, levels.max() - np.float32(DEPTH))
    return np.asarray((levels + 4) / 4, np.float32)


@cache
def _filters(bands: int) -> np.ndarray:
    """Triangular filters on Slaney's mel scale, each of area 1, float32 [bands, frequencies]."""
    edges = _hertz(np.linspace(_mels(0.0), _mels(RATE / 2), bands + 2))
    frequencies = np.fft.rfftfreq(WINDOW, 1 / RATE)
    rising = (frequencies - edges[:-2, None]) / np.diff(edges)[:-1, None]
    falling = (edges[2:, None] - frequencies) / np.diff(edges)[1:, None]
    triangles = np.maximum(0, np.minimum(rising, falling))
    return np.asarray(triangles * 2 / (edges[2:] - edges[:-2])[:, None], np.float32)


# Slaney's Auditory Toolbox (1998): linear below 1 kHz, 15 mels; 27 steps for a factor of 6.4 above.
_LINEAR, _KNEE, _STEP = 200 / 3, 15.0, np.log(6.4) / 27


def _mels(hertz: float) -> float:
    linear = hertz / _LINEAR
    return linear if linear < _KNEE else _KNEE + float(np.log(hertz / 1000)) / _STEP


def _hertz(mels: np.ndarray) -> np.ndarray:
    return np.where(mels < _KNEE, mels * _LINEAR, 1000 * np.exp(_STEP * (mels - _KNEE)))
