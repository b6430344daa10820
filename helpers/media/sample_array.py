"""Arrays of samples as people bring them: which are taken, and what is wrong with the others."""

from typing import Any

import numpy as np

from helpers.media.container import MOST_CHANNELS
from helpers.media.mixing import one_channel
from helpers.media.sniff import SoundError

WANTED = "Samples are an array of floats from -1 to 1, (samples,) or (samples, channels)"
CLIPPED = 1.5  # from here on it is heard that samples are cut off at 1
LOUDEST = 100.0  # no float sample is 40 dB too loud: it was a whole number of 8, 16 or 24 bits


def mono_of(samples: Any) -> np.ndarray:
    """Float samples as an array of one channel.

    They are mono, (samples, channels), or (channels, samples) where there are more samples than
    MOST_CHANNELS. Raises SoundError.
    """
    try:
        array = np.asarray(samples)
    except ValueError:  # rows of several lengths
        raise SoundError(f"{WANTED}, and these rows differ in length: cut them alike.") from None
    if array.dtype.kind == "O":
        raise SoundError(
            f"{WANTED}, and this one holds other things than numbers: "
            "use np.asarray(samples, dtype=np.float32)."
        )
    if array.ndim == 2 and array.shape[0] <= MOST_CHANNELS < array.shape[1]:
        array = array.T
    has_shape = array.ndim in (1, 2) and array.size and array[0].size <= MOST_CHANNELS
    if array.dtype.kind != "f" or not has_shape:
        raise SoundError(f"{WANTED}, not {array.dtype} of shape {array.shape}: {_advice(array)}")
    peak = float(np.abs(array[np.isfinite(array)]).max(initial=0))
    if peak > LOUDEST:
        raise SoundError(
            f"{WANTED}, and these reach {peak:.6g}: "
            "they were whole numbers, so divide them by the largest of their kind, "
            "for 16 bits by 32768."
        )
    return one_channel(array) if array.ndim == 2 else array


def unplayable(mono: np.ndarray) -> str:
    """One sentence for what cannot be played as it is in float samples of one channel.

    Empty where there is nothing of it.
    """
    numbers = mono[np.isfinite(mono)]
    if lost := mono.size - numbers.size:
        return f"{lost} of these samples are no numbers (nan or infinite): they become 0, 1 or -1."
    peak = float(np.abs(numbers).max(initial=0))
    if peak > CLIPPED:
        return f"These samples reach {peak:.6g}: what is beyond 1 is cut off, which sounds harsh."
    return ""


def _advice(array: np.ndarray) -> str:
    """How to make float samples of an array that is none."""
    kind, bits = array.dtype.kind, 8 * array.dtype.itemsize
    if not array.size:
        return "there is nothing in it."
    if kind not in "iuf":
        return "give numbers, or load the bytes of a file with Sound.load."
    if array.ndim == 0 or array.ndim > 2:
        return "give one recording, an array of one or two dimensions."
    if kind == "f" or array[0].size > MOST_CHANNELS:
        return f"a recording has at most {MOST_CHANNELS} channels."
    if kind == "u":
        return f"subtract {1 << bits - 1} and divide by {1 << bits - 1}."
    if bits in (8, 16):
        return f"divide {bits}-bit numbers by {1 << bits - 1}."
    return "divide 16-bit numbers by 32768, 24-bit by 8388608, 32-bit by 2147483648."
