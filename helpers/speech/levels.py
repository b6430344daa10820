"""How loud a sound is from one hundredth of a second to the next, measured with numpy alone.

A frame is 10 ms of samples. Long sounds are worked on in blocks, so that memory stays bounded.
"""

import numpy as np

FRAMES_PER_SECOND = 100
BLOCK = 1000  # frames worked on at once, 10 s
FLOOR = -120.0  # dBFS of silence
NEIGHBOURS = (1, 2, 3, 2, 1)  # weights of the five frames, 50 ms, behind one smoothed value


def mono_float32(samples: np.ndarray) -> np.ndarray:
    """Samples as float32 of shape (n,). What float32 cannot hold becomes infinite."""
    with np.errstate(over="ignore"):
        mono: np.ndarray = np.asarray(samples, np.float32).reshape(-1)
    return mono


def finite(samples: np.ndarray) -> np.ndarray:
    """Samples as float64, with 0 in place of infinity and of what is not a number."""
    numbers: np.ndarray = np.nan_to_num(samples, nan=0, posinf=0, neginf=0).astype(float)
    return numbers


def decibels(power: np.ndarray | float) -> np.ndarray:
    """Mean squares as dBFS, -120 or more, in the shape of `power`."""
    level: np.ndarray = np.maximum(10 * np.log10(np.maximum(power, 1e-30)), FLOOR)
    return level


def frame_times(frames: int) -> np.ndarray:
    """The middle of each frame in seconds, of shape (frames,)."""
    times: np.ndarray = (np.arange(frames) + 0.5) / FRAMES_PER_SECOND
    return times


def frame_power(mono: np.ndarray, sample_rate: int) -> tuple[np.ndarray, float]:
    """Mean square of every frame, of shape (frames,), and the largest magnitude of a sample.

    The square is taken about the mean of the 90 ms round the frame: a constant offset does not
    count as sound. The mean of the whole would not do, because speech that clips on one side
    would lift the silence round it.
    """
    frames = -(-mono.size * FRAMES_PER_SECOND // int(sample_rate))
    edges = np.minimum(np.arange(frames + 1) * int(sample_rate) // FRAMES_PER_SECOND, mono.size)
    counts = np.maximum(np.diff(edges), 1)
    sums, squares, peak = np.zeros(frames), np.zeros(frames), 0.0
    for first in range(0, frames, BLOCK):
        here = edges[first : first + BLOCK + 1]
        piece = finite(mono[here[0] : here[-1]])
        sums[first : first + BLOCK] = np.add.reduceat(piece, here[:-1] - here[0])
        squares[first : first + BLOCK] = np.add.reduceat(piece**2, here[:-1] - here[0])
        peak = max(peak, float(np.abs(piece).max()))
    means = sums / counts
    offset = smooth(smooth(means))
    power: np.ndarray = np.maximum(squares / counts - 2 * offset * means + offset**2, 0)
    return power, peak


def smooth(values: np.ndarray) -> np.ndarray:
    """Weighted means over five frames, in which the single pulses of a deep voice do not show."""
    if not values.size:
        return values
    weights = np.array(NEIGHBOURS)
    return np.convolve(values, weights)[2:-2] / np.convolve(np.ones(values.size), weights)[2:-2]
