"""How much a recording is like what was played to the microphone."""

import numpy as np


def likeness(recorded: np.ndarray, played: np.ndarray, rate: int) -> list[float]:
    """For every whole second of `recorded`: dB by which `played`, which is repeated without end, stands above its difference from the recording, wherever it fits best, between two samples also."""
    spectrum, turn = np.fft.rfft(played), 2j * np.pi * np.fft.rfftfreq(played.size)
    found = []
    for start in range(0, recorded.size - rate + 1, rate):
        second = recorded[start:start + rate].astype(float)
        shift = float(np.argmax(np.fft.irfft(spectrum * np.fft.rfft(second, played.size).conj(), played.size)))
        for _ in range(4):   # least squares, by the slope
            there, slope = (np.fft.irfft(part, played.size)[:rate] for part in (spectrum * np.exp(turn * shift), spectrum * np.exp(turn * shift) * turn))
            shift += np.dot(second - there, slope) / np.dot(slope, slope)
        there = np.fft.irfft(spectrum * np.exp(turn * shift), played.size)[:rate]
        found.append(float(10 * np.log10(np.sum(there ** 2) / max(np.sum((second - there) ** 2), 1e-12))))
    return found
