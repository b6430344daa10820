"""Bytes to samples and back, for every container that FFmpeg reads."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby

import numpy as np

from helpers.media.container import SILENT, Track
from helpers.media.encoder import Encoder, layout, rate_for
from helpers.media.sniff import SoundError
from helpers.media.truncation import breaks_off

NAMES = {
    "mov,mp4,m4a,3gp,3g2,mj2": "m4a",
    "matroska,webm": "webm",
    "asf": "wma",
}  # FFmpeg's name -> the name people know
LONGEST_SECONDS = 4 * 3600  # a small file can unpack to days of silence


@dataclass(frozen=True)
class Facts:
    """What decoding a file showed. `seconds` counts decoded samples; `cut_short` means the file promised more than it holds, `lost_seconds` are inside it and cannot be decoded."""

    format: str
    codec: str
    sample_rate: int
    channels: int
    seconds: float
    cut_short: bool
    video: bool
    lost_seconds: float = 0.0


def measure(data: bytes, progress: Callable[[float], None] | None = None) -> Facts:
    """Decode every frame of `data` and count: a header can lie, samples cannot. `progress` is told the share that is done, 0 to 1. Raises SoundError."""
    with Track(data, progress) as track:
        counts, frame = {}, None
        for frame in track.frames():
            counts[frame.sample_rate] = counts.get(frame.sample_rate, 0) + frame.samples
            if counts[frame.sample_rate] > LONGEST_SECONDS * frame.sample_rate:
                raise SoundError(
                    f"This recording lasts more than {LONGEST_SECONDS // 3600} hours: cut it into pieces first."
                )
        if frame is None:
            raise SoundError(SILENT)
        seconds = sum(count / rate for rate, count in counts.items())
        codec = track.stream.codec_context.name
        video = any(
            v.average_rate and not v.disposition.value & 0x400
            for v in track.container.streams.video
        )  # 0x400: a cover picture
        return Facts(
            _name(data, track.container, codec, video),
            codec,
            frame.sample_rate,
            frame.layout.nb_channels,
            seconds,
            breaks_off(data, track, seconds),
            video,
            track.lost_seconds,
        )


def samples(
    data: bytes, sample_rate: int | None = None, seconds: float = float("inf")
) -> tuple[np.ndarray, int]:
    """Decode `data` to (mono float32 array in [-1, 1], sample rate in Hz), resampled when `sample_rate` is given, at most `seconds` long. Raises SoundError."""
    with Track(data) as track:
        frames = track.frames()
        first = next(frames, None)
        if first is None:
            raise SoundError(SILENT)
        sample_rate = sample_rate or first.sample_rate
        most, whole = (
            min(seconds, LONGEST_SECONDS) * sample_rate,
            bytearray(),
        )  # grows in place: an hour is never held twice
        for block in _blocks(chain((first,), frames), sample_rate, 1):
            whole += memoryview(block).cast("B")
            if len(whole) >= 4 * most:
                break
    return np.frombuffer(whole, np.float32)[: int(min(most, len(whole) // 4))], sample_rate


def blocks(
    data: bytes,
    sample_rate: int,
    channels: int = 1,
    progress: Callable[[float], None] | None = None,
) -> Iterator[np.ndarray]:
    """Decode `data` block by block, about a second each: float32 of shape (samples, channels) in [-1, 1] at `sample_rate`. Where its channels are not as many, each of these is their mean. Raises SoundError."""
    with Track(data, progress) as track:
        block = None
        for block in _blocks(track.frames(), sample_rate, channels):
            yield block
    if block is None:
        raise SoundError(SILENT)


def convert(
    data: bytes,
    format: str,
    sample_rate: int,
    bitrate: int | None = None,
    progress: Callable[[float], None] | None = None,
) -> bytes:
    """A mono file of `data` in another format, as `encode` writes it, block by block: never more in memory than the two files. Raises SoundError."""
    encoder = Encoder(format, rate_for(format, sample_rate), 1, bitrate)
    for block in blocks(data, encoder.rate, 1, progress):
        encoder.add(_int16(block))
    return encoder.close()


def resample(mono: np.ndarray, rate: int, wanted: int) -> np.ndarray:
    """Mono float32 samples at `wanted` Hz."""
    if rate == wanted or not mono.size:
        return mono
    return np.concatenate(
        [
            np.zeros(0, np.float32),
            *(block[:, 0] for block in _resampled([mono[:, None]], rate, wanted)),
        ]
    )


def encode(mono: np.ndarray, rate: int, format: str, bitrate: int | None = None) -> bytes:
    """Mono float32 samples as a file in `format` (wav, pcm16 or a key of WRITERS), `bitrate` in bits per second. A rate the codec lacks is raised to the next it has. Raises SoundError."""
    encoder = Encoder(format, rate_for(format, rate), 1, bitrate)
    encoder.add(_int16(resample(mono, rate, encoder.rate))[:, None])
    return encoder.close()


def to_pcm16(mono: np.ndarray) -> bytes:
    """Float samples in [-1, 1] as signed 16-bit little-endian bytes, the API's `pcm16` (api-facts.md §4)."""
    return _int16(mono).tobytes()


def from_pcm16(data: bytes) -> np.ndarray:
    """Signed 16-bit little-endian bytes as float32 samples in [-1, 1]; an odd last byte is dropped."""
    return _sound(np.frombuffer(data[: len(data) // 2 * 2], "<i2").astype(np.float32) / 32767)


def _blocks(frames: Iterator, sample_rate: int, channels: int) -> Iterator[np.ndarray]:
    """Frames as blocks of (samples, channels) at `sample_rate`. Their rate and their channels may change on the way."""
    import av

    for (_, count, rate), alike in groupby(
        frames, lambda frame: (frame.format.name, frame.layout.nb_channels, frame.sample_rate)
    ):
        packed = av.AudioResampler(
            format="flt", rate=rate, frame_size=rate
        )  # packed, because PyAV 18.1 ends the process over planes of 8 channels and more
        found = (
            _mixed(block, count, channels)
            for frame in chain(alike, (None,))
            for block in packed.resample(_untimed(frame))
        )
        yield from (
            found
            if rate == sample_rate
            else (np.clip(block, -1, 1) for block in _resampled(found, rate, sample_rate))
        )  # a filter overshoots


def _untimed(frame):
    """The frame without its time: gaps in a file are not filled, and what says it comes too late is not dropped."""
    if frame is not None:
        frame.pts = None
    return frame


def _mixed(block, count: int, channels: int) -> np.ndarray:
    pcm = _sound(block.to_ndarray().reshape(-1, count))
    return (
        pcm if count == channels else np.repeat(pcm.mean(axis=1, keepdims=True), channels, axis=1)
    )


def _resampled(found: Iterable[np.ndarray], rate: int, wanted: int) -> Iterator[np.ndarray]:
    """Blocks of one rate and as many channels each, at another rate."""
    import av

    resampler, channels = av.AudioResampler(format="flt", rate=wanted), 1
    for block in chain(found, (None,)):
        frame = None
        if block is not None:
            channels = block.shape[1]
            frame = av.AudioFrame.from_ndarray(
                np.ascontiguousarray(block, np.float32).reshape(1, -1),
                format="flt",
                layout=layout(channels),
            )
            frame.sample_rate = rate
        for part in resampler.resample(frame):
            yield part.to_ndarray().reshape(-1, channels)


def _int16(samples: np.ndarray) -> np.ndarray:
    return (_sound(samples) * 32767).round().astype("<i2")


def _sound(samples: np.ndarray) -> np.ndarray:
    """Only what can be played: within [-1, 1], silence where a file of floats holds what is no number."""
    return np.clip(np.nan_to_num(samples, nan=0.0, posinf=1.0, neginf=-1.0), -1, 1)


def _name(data: bytes, container, codec: str, video: bool) -> str:
    name = container.format.name
    if name == "ogg" and codec == "opus":
        return "opus"
    if NAMES.get(name) == "m4a" and data[8:11] == b"3gp":
        return "3gp"
    if NAMES.get(name) == "m4a" and video:
        return "mp4"
    return NAMES.get(name, name)
