"""Arrays of samples as people bring them: which are taken, and what is wrong with the others."""

from typing import Any

import numpy as np

from helpers.media.container import MOST_CHANNELS
from helpers.media.mixing import one_channel
from helpers.media.sniff import SoundError

WANTED = "Samples are an array of floats from -1 to 1, (samples,) or (samples, channels)"
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
        raise SoundError(
            f"{WANTED}, not {array.dtype} of shape {array.shape}: divide 16-bit numbers by 32768."
        )
    peak = float(np.abs(array[np.isfinite(array)]).max(initial=0))
    if peak > LOUDEST:
        raise SoundError(
            f"{WANTED}, and these reach {peak:.0f}: "
            "they were whole numbers, so divide them by the largest of their kind, "
            "for 16 bits by 32768."
        )
    return one_channel(array) if array.ndim == 2 else array
