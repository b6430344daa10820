"""Bytes to samples and back, for every container that FFmpeg reads."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from helpers.media.container import SILENT, Track
from helpers.media.encoder import Encoder, rate_for
from helpers.media.formats import format_name, has_video
from helpers.media.reader import Readable
from helpers.media.resampler import blocks_of, playable, resampled
from helpers.media.sniff import SoundError
from helpers.media.stored import Content
from helpers.media.truncation import is_cut_short

LONGEST_SECONDS = 12 * 3600  # a small file can unpack to days of silence
BRIEF_SECONDS = 0.25  # in another sample rate or other channels are damage
Progress = Callable[[float], None]  # is told the share that is done, 0 to 1


@dataclass(frozen=True)
class Facts:
    """What decoding a file showed.

    `sample_rate` in Hz; where it or `channels` vary on the way, the largest that last a while.
    `seconds` counts decoded samples; `cut_short` means that the file promised more than it holds;
    `lost_seconds` are inside it and cannot be decoded.
    """

    format: str
    codec: str
    sample_rate: int
    channels: int
    seconds: float
    cut_short: bool
    video: bool
    lost_seconds: float = 0.0
    varies: bool = False


def measure(readable: Readable, progress: Progress | None = None) -> Facts:
    """Decode every frame and count: a header can lie, samples cannot. Raises SoundError."""
    with Track(readable, progress) as track:
        forms: Counter[tuple[int, int]] = Counter()  # (sample rate, channels) -> samples
        for frame in track.frames():
            form = (frame.sample_rate, frame.layout.nb_channels)
            forms[form] += frame.samples
            if forms[form] > LONGEST_SECONDS * frame.sample_rate:
                raise SoundError(
                    f"This recording lasts more than {LONGEST_SECONDS // 3600} hours: "
                    "cut it into pieces first."
                )
        if not forms:
            raise SoundError(SILENT)
        lasting = _lasting(forms)
        seconds = sum(count / rate for (rate, _), count in forms.items())
        codec = track.stream.codec_context.name
        return Facts(
            format=format_name(track.reader, track.container, codec),
            codec=codec,
            sample_rate=max(rate for rate, _ in lasting),
            channels=max(channels for _, channels in lasting),
            seconds=seconds,
            cut_short=is_cut_short(track, seconds),
            video=has_video(track.container),
            lost_seconds=track.lost_seconds,
            varies=len(lasting) > 1,
        )


def _lasting(forms: Counter[tuple[int, int]]) -> list[tuple[int, int]]:
    """The forms, each (sample rate, channels), that are more than a damaged frame; at least one."""
    long_enough = [form for form, count in forms.items() if count > BRIEF_SECONDS * form[0]]
    return long_enough or [max(forms, key=lambda form: forms[form] / form[0])]


def samples(
    readable: Readable, sample_rate: int | None = None, seconds: float = float("inf")
) -> tuple[np.ndarray, int]:
    """A file as (mono float32 array in [-1, 1], sample rate in Hz), at most `seconds` long.

    It is resampled where `sample_rate` is given. Raises SoundError.
    """
    with Track(readable) as track:
        frames = track.frames()
        first = next(frames, None)
        if first is None:
            raise SoundError(SILENT)
        rate = sample_rate or first.sample_rate
        most = min(seconds, LONGEST_SECONDS) * rate
        decoded = bytearray()  # grows in place: an hour is never held twice
        for block in blocks_of(chain((first,), frames), rate, 1):
            decoded += block.tobytes()
            if len(decoded) >= 4 * most:
                break
    return np.frombuffer(decoded, np.float32)[: int(min(most, len(decoded) // 4))], rate


def blocks(
    readable: Readable, sample_rate: int, channels: int = 1, progress: Progress | None = None
) -> Iterator[np.ndarray]:
    """A file block by block, about a second each: float32 of (samples, channels) in [-1, 1].

    `sample_rate` in Hz. Where its channels are not as many, each of these is their mix (`mixing`).
    Raises SoundError.
    """
    with Track(readable, progress) as track:
        block = None
        for block in blocks_of(track.frames(), sample_rate, channels):
            yield block
    if block is None:
        raise SoundError(SILENT)


def convert(
    readable: Readable,
    format: str,
    sample_rate: int,
    bitrate: int | None = None,
    progress: Progress | None = None,
    compression_level: int | None = None,
    on_disk: bool = False,
) -> Content:
    """A mono file in another format, as `encode` writes it. Raises SoundError.

    It goes block by block: never more in memory than what is written, and nothing of it `on_disk`.
    `compression_level` is Encoder's.
    """
    rate = rate_for(format, sample_rate)
    encoder = Encoder(format, rate, 1, bitrate, on_disk, compression_level)
    for block in blocks(readable, encoder.rate, 1, progress):
        encoder.add(_int16(block))
    return encoder.finish()


def encode(mono: np.ndarray, rate: int, format: str, bitrate: int | None = None) -> bytes:
    """Mono float32 samples at `rate` Hz as a file in `format`: wav, pcm16 or a key of WRITERS.

    `bitrate` in bits per second. A rate the codec lacks is raised to the next it has.
    Raises SoundError.
    """
    encoder = Encoder(format, rate_for(format, rate), 1, bitrate)
    encoder.add(_int16(resample(mono, rate, encoder.rate))[:, None])
    return encoder.close()


def resample(mono: np.ndarray, rate: int, wanted: int) -> np.ndarray:
    """Mono float32 samples at `rate` Hz as the same at `wanted` Hz."""
    if rate == wanted or not mono.size:
        return mono
    parts = [block[:, 0] for block in resampled([mono[:, None]], rate, wanted)]
    return np.concatenate([np.zeros(0, np.float32), *parts])


def to_pcm16(mono: np.ndarray) -> bytes:
    """Float samples in [-1, 1] as the API's `pcm16` (docs/protocol.md §4).

    Signed 16-bit little-endian samples without a header.
    """
    return _int16(mono).tobytes()


def from_pcm16(data: bytes) -> np.ndarray:
    """The API's `pcm16` as float32 samples in [-1, 1]; an odd last byte is dropped."""
    return playable(np.frombuffer(data[: len(data) // 2 * 2], "<i2").astype(np.float32) / 32767)


def _int16(samples: np.ndarray) -> np.ndarray:
    return np.asarray((playable(samples) * 32767).round().astype("<i2"))
