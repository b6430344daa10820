"""Samples to a file, block by block: an hour takes no more memory than the file it becomes.

A file on disk takes none.
"""

import io
from dataclasses import dataclass
from numbers import Real
from typing import Any

import numpy as np

from helpers.media.sniff import SoundError
from helpers.media.stored import Content, kept, on_disk_with_room, temporary_file
from helpers.media.wav import LARGEST_WAV, wav_header

MPEG_RATES = (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000)
OPUS_RATES = (8000, 12000, 16000, 24000, 48000)
BLOCK_SECONDS = 5  # of samples that are encoded at a time
FEWEST_AAC_SAMPLES = 2048  # AAC is recognised from its third frame on
TOO_LARGE = (
    f"A wav holds {LARGEST_WAV / 1e9:.1f} GB of samples at most, and this one would be larger: "
    "use flac, or take pieces with sound.split(600)."
)
BIT_EXACT = 1 << 23  # AV_CODEC_FLAG_BITEXACT of FFmpeg: the same bytes every time


@dataclass(frozen=True)
class Writer:
    """How FFmpeg writes a format: `bitrate` in bits per second, `rates` in Hz, None for any."""

    container: str
    codec: str
    bitrate: int | None = None
    rates: tuple[int, ...] | None = None


WRITERS = {
    "mp3": Writer("mp3", "libmp3lame", 64_000, MPEG_RATES),
    "flac": Writer("flac", "flac"),
    "opus": Writer("ogg", "libopus", 32_000, OPUS_RATES),
    "webm": Writer("webm", "libopus", 32_000, OPUS_RATES),
    "aac": Writer("adts", "aac", 64_000, MPEG_RATES),
    "m4a": Writer("ipod", "aac", 64_000, MPEG_RATES),
}


def rate_for(format: str, rate: int) -> int:
    """The sample rate in Hz that `format` is written in: `rate`, or the next that its codec has."""
    rates = WRITERS[format].rates if format in WRITERS else None
    if not rates or rate in rates:
        return rate
    return next((other for other in rates if other > rate), rates[-1])


class Encoder:
    """One file in the making: `add` blocks of samples, then `close` for its bytes.

    `format` is wav, pcm16 or a key of WRITERS, `rate` in Hz one of its rates (`rate_for`),
    `bitrate` in bits per second. `count` samples were added. Every method raises SoundError.
    `on_disk` writes a temporary file, which `finish` gives. `compression_level` is FFmpeg's: of an
    mp3 0 to 9, where 9 is the fastest and the worst.
    """

    @on_disk_with_room()
    def __init__(
        self,
        format: str,
        rate: int,
        channels: int = 1,
        bitrate: int | None = None,
        on_disk: bool = False,
        compression_level: int | None = None,
    ) -> None:
        check_writable(format, bitrate)
        self.format, self.rate, self.channels, self.count = format, rate, channels, 0
        self._file: Any = temporary_file() if on_disk else io.BytesIO()
        self._container: Any = None
        if format == "wav":
            self._file.write(wav_header(0, rate, channels))
        elif format in WRITERS:
            self._open(WRITERS[format], bitrate)
            if compression_level is not None:
                self._stream.codec_context.options = {"compression_level": str(compression_level)}

    def _open(self, writer: Writer, bitrate: int | None) -> None:
        import av

        self._refusal = (
            f"{self.format} cannot be written at {self.rate} Hz with {bitrate or writer.bitrate} "
            "bits per second: leave both to the helper."
        )
        self._failures = (av.error.FFmpegError, ValueError, OverflowError, TypeError)
        options = {"fflags": "+bitexact"}
        try:
            self._container = av.open(self._file, "w", format=writer.container, options=options)
            self._stream = self._container.add_stream(
                writer.codec, rate=self.rate, layout=layout_name(self.channels)
            )
            self._stream.codec_context.flags |= BIT_EXACT
            if writer.bitrate:
                self._stream.codec_context.bit_rate = bitrate or writer.bitrate
        except self._failures:
            raise SoundError(self._refusal) from None

    @on_disk_with_room()
    def add(self, block: np.ndarray) -> None:
        """Write `block`, int16 of shape (samples, channels)."""
        if self._container is None:
            if (self.count + len(block)) * 2 * self.channels > LARGEST_WAV:
                raise SoundError(TOO_LARGE)
            self._file.write(np.ascontiguousarray(block, "<i2").data)
            self.count += len(block)
            return
        step = self.rate * BLOCK_SECONDS or 1
        for start in range(0, len(block), step):
            self._encode(block[start : start + step])

    def close(self) -> bytes:
        """The bytes of the whole file. No file has no samples: the shortest sounds are padded."""
        content = self.finish()
        return content if isinstance(content, bytes) else b"".join(content.pieces())

    @on_disk_with_room()
    def finish(self) -> Content:
        """The whole file, as `close` gives it, where it was written."""
        missing = self._fewest_samples() - self.count
        if missing > 0:
            self.add(np.zeros((missing, self.channels), np.int16))
        if self._container is not None:
            self._mux(None)
            self._container.close()
        elif self.format == "wav":
            self._file.seek(0)
            self._file.write(wav_header(self.count * 2 * self.channels, self.rate, self.channels))
        is_held = isinstance(self._file, io.BytesIO)
        return self._file.getvalue() if is_held else kept(self._file)

    def _fewest_samples(self) -> int:
        if self.format == "pcm16":
            return 0
        return FEWEST_AAC_SAMPLES if self.format in ("aac", "m4a") else 1

    def _encode(self, block: np.ndarray) -> None:
        import av

        packed = np.ascontiguousarray(block, np.int16).reshape(1, -1)  # planes: see resampler.py
        frame = av.AudioFrame.from_ndarray(packed, format="s16", layout=layout_name(self.channels))
        frame.sample_rate, frame.pts = self.rate, self.count
        self._mux(frame)
        self.count += len(block)

    def _mux(self, frame: Any) -> None:
        try:
            self._container.mux(self._stream.encode(frame))
        except self._failures:
            raise SoundError(self._refusal) from None


def layout_name(channels: int) -> str:
    """FFmpeg's name for so many channels."""
    return f"{channels} channels" if channels > 2 else ("mono", "stereo")[channels - 1]


def check_writable(format: str, bitrate: int | None) -> None:
    """Raises SoundError where `format` cannot be written, or not with this bit rate."""
    if format not in ("wav", "pcm16", *WRITERS):
        raise SoundError(
            f"'{format}' cannot be written: choose one of wav, pcm16, {', '.join(WRITERS)}."
        )
    is_number = isinstance(bitrate, Real) and not isinstance(bitrate, bool)
    if bitrate is not None and not (is_number and bitrate > 0):
        raise SoundError(
            f"{str(bitrate)[:50]} is no bit rate: "
            "give bits per second, for instance 64000, or leave it out."
        )
    if bitrate and (format not in WRITERS or not WRITERS[format].bitrate):
        raise SoundError(
            f"{format} keeps every sample and has no bit rate to choose: "
            "leave bitrate out, or choose mp3, opus, aac, m4a or webm."
        )
