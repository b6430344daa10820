"""How much a recording is like what was played to the microphone."""

import numpy as np

# Samples on both sides of a second, half of them faded, so that moving it by parts of a sample
# leaves no trace of its ends.
MARGIN = 2000


def likeness(recorded: np.ndarray, played: np.ndarray, rate: int) -> list[float]:
    """How far `played` stands above its difference from the recording, in dB, for each second.

    Each whole second of `recorded` is laid where it fits best, between two samples also.
    """
    played = np.pad(played.astype(float), MARGIN)
    size = 1 << (played.size + rate).bit_length()
    spectrum, found = np.fft.rfft(played, size), []
    fade = np.minimum(1, np.arange(MARGIN + rate // 2) / (MARGIN / 2))
    for start in range(0, recorded.size - rate + 1, rate):
        second = recorded[start : start + rate].astype(float)
        fit = np.fft.irfft(spectrum * np.fft.rfft(second, size).conj(), size)[
            MARGIN : played.size - rate - MARGIN + 1
        ]
        at = int(np.argmax(fit))
        near = played[at : at + rate + 2 * MARGIN] * np.concatenate([fade, fade[::-1]])
        part, turn, shift = np.fft.rfft(near), 2j * np.pi * np.fft.rfftfreq(near.size), 0.0
        for _ in range(5):  # least squares, by the slope
            there, slope = (
                np.fft.irfft(p, near.size)[MARGIN:-MARGIN]
                for p in (part * np.exp(turn * shift), part * np.exp(turn * shift) * turn)
            )
            shift += np.dot(second - there, slope) / np.dot(slope, slope)
        found.append(
            float(10 * np.log10(np.sum(there**2) / max(np.sum((second - there) ** 2), 1e-12)))
        )
    return found
