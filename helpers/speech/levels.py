"""How loud a sound is from one hundredth of a second to the next, measured with numpy alone.

A frame is 10 ms of samples. Long sounds are worked on in blocks, so that memory stays bounded.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np

FRAMES_PER_SECOND = 100
BLOCK = 1000  # frames worked on at once, 10 s
FLOOR = -120.0  # dBFS of silence
ROUND_FRAME = 4  # frames on either side of one, whose mean `frame_power` takes
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
    powers, peaks = [np.zeros(0)], [0.0]
    for power, peak in frame_powers([mono], sample_rate):
        powers.append(power)
        peaks.append(peak)
    return np.concatenate(powers), max(peaks)


def frame_powers(
    blocks: Iterable[np.ndarray], sample_rate: int
) -> Iterator[tuple[np.ndarray, float]]:
    """The same of a sound that comes block by block, for some of its frames after the other.

    `blocks` are of shape (n,) each, together the whole sound.
    """
    means, squares, first = np.zeros(0), np.zeros(0), 0  # frames of before are their neighbours
    pieces = pieces_of(blocks, BLOCK // FRAMES_PER_SECOND * int(sample_rate))
    for piece in chain(pieces, (None,)):
        peak, last = 0.0, means.size
        if piece is not None:
            more_means, more_squares, peak = _means(piece, int(sample_rate))
            means = np.concatenate((means, more_means))
            squares = np.concatenate((squares, more_squares))
            last = max(means.size - ROUND_FRAME, first)
        offset = smooth(smooth(means))
        power = np.maximum(squares - 2 * offset * means + offset**2, 0)
        yield power[first:last], peak
        left = max(last - ROUND_FRAME, 0)
        means, squares, first = means[left:], squares[left:], last - left


def pieces_of(blocks: Iterable[np.ndarray], size: int) -> Iterator[np.ndarray]:
    """Blocks of any length as pieces of `size` samples, and what is left."""
    held, count = [], 0
    for block in blocks:
        held.append(block)
        count += block.size
        if count >= size:
            joined = np.concatenate(held) if len(held) > 1 else block
            whole = count - count % size
            yield from (joined[at : at + size] for at in range(0, whole, size))
            held, count = [joined[whole:]], count - whole
    if count:
        yield np.concatenate(held)


def _means(piece: np.ndarray, rate: int) -> tuple[np.ndarray, np.ndarray, float]:
    """The mean of each frame of a piece, the mean of its squares, and the largest magnitude."""
    frames = -(-piece.size * FRAMES_PER_SECOND // rate)
    edges = np.minimum(np.arange(frames + 1) * rate // FRAMES_PER_SECOND, piece.size)
    counts = np.maximum(np.diff(edges), 1)
    numbers = finite(piece)
    sums, squares = (np.add.reduceat(part, edges[:-1]) for part in (numbers, numbers**2))
    return sums / counts, squares / counts, float(np.abs(numbers).max())


def smooth(values: np.ndarray) -> np.ndarray:
    """Weighted means over five frames, in which the single pulses of a deep voice do not show."""
    if not values.size:
        return values
    weights = np.array(NEIGHBOURS, values.dtype)
    sums: np.ndarray = np.convolve(values, weights)[2:-2]
    near = np.convolve(np.ones(min(values.size, len(NEIGHBOURS))), weights)[2:-2]
    if values.size < len(NEIGHBOURS):
        return sums / near
    sums[:2] /= near[:2]  # at the ends fewer frames are near
    sums[2:-2] /= near[2]
    sums[-2:] /= near[-2:]
    return sums
