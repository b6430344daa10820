"""Decoded frames to blocks of samples: another sample rate, other channels, numbers in range."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, groupby
from typing import Any

import numpy as np

from helpers.media.encoder import layout_name
from helpers.media.mixing import mixed


def blocks_of(frames: Iterable[Any], sample_rate: int, channels: int) -> Iterator[np.ndarray]:
    """PyAV's frames as float32 blocks of (samples, channels) in [-1, 1], about a second each.

    `sample_rate` in Hz. The frames' own rate, channels and layout may change on the way.
    """
    for (_, layout, count, rate), alike in groupby(frames, _form):
        found: Iterator[np.ndarray] = map(playable, _packed(alike, rate, count))
        if count != channels:
            mono = mixed(found, speakers(layout, count))
            found = (np.repeat(block, channels, axis=1) for block in mono)
        if rate == sample_rate:
            yield from found
        else:
            for block in resampled(found, rate, sample_rate):
                yield np.clip(block, -1, 1)  # a filter overshoots


def resampled(blocks: Iterable[np.ndarray], rate: int, wanted: int) -> Iterator[np.ndarray]:
    """Blocks of (samples, channels), as many channels each, from `rate` to `wanted` Hz."""
    import av

    resampler, channels = av.AudioResampler(format="flt", rate=wanted), 1
    for block in chain(blocks, (None,)):
        frame = None
        if block is not None:
            channels = block.shape[1]
            packed = np.ascontiguousarray(block, np.float32).reshape(1, -1)
            layout = layout_name(channels)
            frame = av.AudioFrame.from_ndarray(packed, format="flt", layout=layout)
            frame.sample_rate = rate
        for part in resampler.resample(frame):
            yield part.to_ndarray().reshape(-1, channels)


def playable(samples: np.ndarray) -> np.ndarray:
    """Samples within [-1, 1], silence where a file of floats holds what is no number."""
    return np.asarray(np.clip(np.nan_to_num(samples, nan=0.0, posinf=1.0, neginf=-1.0), -1, 1))


def _form(frame: Any) -> tuple[str, str, int, int]:
    """What frames have to share for one of FFmpeg's resamplers: also the layout's name.

    A damaged file may call the same number of channels by another name on the way.
    """
    layout = frame.layout
    return frame.format.name, layout.name, layout.nb_channels, frame.sample_rate


def _packed(frames: Iterable[Any], rate: int, channels: int) -> Iterator[np.ndarray]:
    """Frames of one form as float32 blocks of (samples, channels).

    Packed, because PyAV 18.1 ends the process over planes of 8 channels and more.
    """
    import av

    resampler = av.AudioResampler(format="flt", rate=rate, frame_size=rate)
    for frame in chain(frames, (None,)):
        if frame is not None:
            frame.pts = None  # gaps in a file are not filled, and nothing is dropped as too late
        for block in resampler.resample(frame):
            yield block.to_ndarray().reshape(-1, channels)


@cache
def speakers(layout: str, channels: int) -> tuple[str, ...]:
    """FFmpeg's names of the loudspeakers in a layout: NONE for all where it names none."""
    import av

    try:
        return tuple(channel.name for channel in av.AudioLayout(layout).channels)
    except ValueError:
        return ("NONE",) * channels
