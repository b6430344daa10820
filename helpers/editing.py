"""Cutting a recording and changing it, without loss and block by block.

What comes out has 16-bit samples, exactly those of the recording where it holds such samples, else
rounded to them. It is a wav, or where that would be larger than may be sent a flac, which is about
half as large and stays on disk: twelve hours take no more memory than a minute. Parts of a large
wav of 16-bit samples are read from it when they are needed, and never copied.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from numbers import Real
from typing import Any, TypeVar

import numpy as np

from helpers.conversion import LARGEST_SENT
from helpers.language import translated
from helpers.media import codec
from helpers.media.encoder import Encoder
from helpers.media.recording import Recording
from helpers.media.slices import SampleWriter, wav_slice
from helpers.media.sniff import SoundError
from helpers.progress import Progress
from helpers.units import clock

R = TypeVar("R", bound=Recording)

MOST_FLAC_CHANNELS = 8
ROUNDED_SECONDS = 0.5  # by which the length that people read is rounded (`clock`)
MOST_DECIBELS = 60
LARGEST_NUMBER = 1e12  # of seconds or decibels; beyond it floats overflow


def trim(recording: R, start: float, end: float | None) -> R:
    """The part from `start` to `end`, in seconds; None is the end of the recording."""
    first, last = _cut_samples(recording, start, end)
    writer: SampleWriter
    if part_of_wav := wav_slice(recording, first, last - first):
        writer, part_of_wav.count = part_of_wav, last - first
    else:
        writer = _copied(recording, first, last)
    span = translated(f"from {clock(start)} to {clock(last / recording.sample_rate)}")
    part = with_samples(recording, writer)
    return replace(part, label=f"{recording.label} · {span}", transcript=None, audio_id=None)


def gain(recording: R, decibels: float) -> R:
    """Louder by `decibels`, or quieter where they are negative, from -60 to 60.

    Never so loud that it clips, which is said.
    """
    if not is_number(decibels) or abs(decibels) > MOST_DECIBELS:
        raise SoundError(
            f"{str(decibels)[:50]!r} is no change of loudness: give decibels from "
            f"-{MOST_DECIBELS} to {MOST_DECIBELS}, for instance 6 or -6."
        )
    wanted, encoder = 10 ** (decibels / 20), encoder_for(recording, recording.seconds)
    with Progress(f"Changing {recording.label}") as progress:
        peak = _peak(recording, lambda share: progress(share / 2))
        factor = min(wanted, max(1 / max(peak, 1e-9), 1.0))
        for block in blocks_of(recording, progress=lambda share: progress(0.5 + share / 2)):
            encoder.add(to_int16(block * np.float32(factor)))
    if wanted > 1 and peak * wanted > 1:
        print(
            translated(
                f"{recording.label}: {decibels:+.1f} dB would clip the loudest places, "
                f"so it becomes {20 * math.log10(factor):+.1f} dB."
            )
        )
    return with_samples(recording, encoder)


def mono(recording: R) -> R:
    """Its channels mixed as they are heard; what has one channel stays as it is."""
    if recording.channels == 1:
        return replace(recording)
    encoder = encoder_for(recording, recording.seconds, 1)
    with Progress(f"Mixing {recording.label}") as progress:
        for block in blocks_of(recording, 1, progress):
            encoder.add(to_int16(block))
    return replace(with_samples(recording, encoder), channels=1)


def blocks_of(
    recording: Recording,
    channels: int | None = None,
    progress: Callable[[float], None] | None = None,
) -> Iterator[np.ndarray]:
    """The recording block by block: float32 of (samples, channels) in [-1, 1] at its own rate."""
    rate, channels = recording.sample_rate, channels or recording.channels
    with recording.decodable() as file:
        yield from codec.blocks(file, rate, channels, progress)


def to_int16(block: np.ndarray) -> np.ndarray:
    """The 16-bit samples that FFmpeg made these floats of, by 1/32768."""
    return np.clip(np.rint(block * np.float32(32768)), -32768, 32767).astype(np.int16)


def encoder_for(recording: Recording, seconds: float, channels: int | None = None) -> Encoder:
    """An encoder for `seconds` of the recording, in its own rate and channels if none are given."""
    return lossless_encoder(recording.sample_rate, channels or recording.channels, seconds)


def lossless_encoder(rate: int, channels: int, seconds: float) -> Encoder:
    """An encoder for `seconds` at `rate` Hz: wav, or flac on disk where a wav could not be sent."""
    is_large = seconds * rate * channels * 2 > LARGEST_SENT
    fits_flac = channels <= MOST_FLAC_CHANNELS and (rate < 65_536 or rate % 10 == 0)  # RFC 9639
    format = "flac" if is_large and fits_flac else "wav"
    return Encoder(format, rate, channels, on_disk=is_large)


def with_samples(recording: R, writer: SampleWriter) -> R:
    """The recording with the samples that a writer was given, counted on the way."""
    return replace(
        recording,
        content=writer.finish(),
        format=writer.format,
        seconds=writer.count / writer.rate,
        codec="pcm_s16le" if writer.format == "wav" else "flac",
    )


def is_number(value: Any) -> bool:
    """Whether a value is a number to calculate with: no bool, not nan, not infinite."""
    if isinstance(value, bool) or not isinstance(value, Real):
        return False
    number: Any = value  # mypy knows no arithmetic of Real
    return bool(abs(number) < LARGEST_NUMBER)


def _copied(recording: Recording, first: int, last: int) -> Encoder:
    """An encoder that has the samples from `first` to `last`."""
    encoder, at = encoder_for(recording, (last - first) / recording.sample_rate), 0
    with Progress(f"Cutting {recording.label}") as progress:
        for block in blocks_of(recording, progress=progress):
            encoder.add(to_int16(block[max(first - at, 0) : last - at]))
            at += len(block)
            if at >= last:
                break
    return encoder


def _cut_samples(recording: Recording, start: float, end: float | None) -> tuple[int, int]:
    """The first sample of a part and the one behind its last. Raises SoundError."""
    end = recording.seconds if end is None else end
    first, last = (
        round(min(at, recording.seconds) * recording.sample_rate) if is_number(at) else -1
        for at in (start, end)
    )
    if not 0 <= first < last or end > recording.seconds + ROUNDED_SECONDS:
        raise SoundError(
            f"This recording lasts {clock(recording.seconds)}: "
            "choose a start and a later end within it, in seconds."
        )
    return first, last


def _peak(recording: Recording, progress: Callable[[float], None]) -> float:
    """The largest sample of all channels, 0 to 1."""
    blocks = blocks_of(recording, progress=progress)
    return max((float(np.abs(block).max(initial=0)) for block in blocks), default=0.0)
