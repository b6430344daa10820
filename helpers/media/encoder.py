"""Samples to a file, block by block: an hour takes no more memory than the file that comes of it."""

import io

import numpy as np

from helpers.media.sniff import SoundError
from helpers.media.wav import wav_header

COMMON = (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000)
WRITERS = {  # format -> FFmpeg's container, codec, usual bits per second, sample rates the codec takes
    "mp3": ("mp3", "libmp3lame", 64_000, COMMON),
    "flac": ("flac", "flac", None, None),
    "opus": ("ogg", "libopus", 32_000, (8000, 12000, 16000, 24000, 48000)),
    "webm": ("webm", "libopus", 32_000, (8000, 12000, 16000, 24000, 48000)),
    "aac": ("adts", "aac", 64_000, COMMON),
    "m4a": ("ipod", "aac", 64_000, COMMON),
}
BLOCK_SECONDS = 5
LEAST_AAC = 2048  # samples: AAC is recognised from its third frame on


def rate_for(format: str, rate: int) -> int:
    """The sample rate that `format` is written in: `rate`, or where the codec lacks it the next that it has."""
    rates = WRITERS[format][3] if format in WRITERS else None
    return (
        rate
        if not rates or rate in rates
        else next((other for other in rates if other > rate), rates[-1])
    )


class Encoder:
    """One file in the making: `add` blocks of int16 samples, shape (samples, channels), then `close` for its bytes.

    `format` is wav, pcm16 or a key of WRITERS, `rate` one of its rates (`rate_for`), `bitrate` in bits per second. `count` samples were added.
    Every method raises SoundError.
    """

    def __init__(self, format: str, rate: int, channels: int = 1, bitrate: int | None = None):
        if format not in ("wav", "pcm16", *WRITERS):
            raise SoundError(
                f"'{format}' cannot be written: choose one of wav, pcm16, {', '.join(WRITERS)}."
            )
        if bitrate and not WRITERS.get(format, (None,) * 3)[2]:
            raise SoundError(
                f"{format} keeps every sample and has no bit rate to choose: leave bitrate out, or choose mp3, opus, aac, m4a or webm."
            )
        self.format, self.rate, self.channels, self.count = format, rate, channels, 0
        self._file, self._container = io.BytesIO(), None
        if format == "wav":
            self._file.write(wav_header(0, rate, channels))
        elif format in WRITERS:
            self._open(*WRITERS[format][:3], bitrate)

    def _open(self, container: str, codec: str, usual: int | None, bitrate: int | None) -> None:
        import av

        self._refusal = f"{self.format} cannot be written at {self.rate} Hz with {bitrate or usual} bits per second: leave both to the helper."
        self._failures = (av.error.FFmpegError, ValueError, OverflowError, TypeError)
        try:
            self._container = av.open(
                self._file, "w", format=container, options={"fflags": "+bitexact"}
            )
            self._stream = self._container.add_stream(
                codec, rate=self.rate, layout=layout(self.channels)
            )
            self._stream.codec_context.flags |= (
                1 << 23
            )  # AV_CODEC_FLAG_BITEXACT: the same bytes every time
            if usual:
                self._stream.codec_context.bit_rate = bitrate or usual
        except self._failures:
            raise SoundError(self._refusal) from None

    def add(self, block: np.ndarray) -> None:
        """Write `block`, int16 of shape (samples, channels)."""
        if self._container is None:
            self._file.write(np.ascontiguousarray(block, "<i2"))
            self.count += len(block)
            return
        import av

        for start in range(0, len(block), self.rate * BLOCK_SECONDS or 1):
            piece = np.ascontiguousarray(block[start : start + self.rate * BLOCK_SECONDS], np.int16)
            frame = av.AudioFrame.from_ndarray(
                piece.reshape(1, -1), format="s16", layout=layout(self.channels)
            )  # packed: see codec.py
            frame.sample_rate, frame.pts = self.rate, self.count
            self._mux(frame)
            self.count += len(piece)

    def close(self) -> bytes:
        """The bytes of the whole file. A file of no samples is none, so the shortest sounds are padded."""
        least = LEAST_AAC if self.format in ("aac", "m4a") else 1 if self.format != "pcm16" else 0
        if self.count < least:
            self.add(np.zeros((least - self.count, self.channels), np.int16))
        if self._container is not None:
            self._mux(None)
            self._container.close()
        elif self.format == "wav":
            self._file.seek(0)
            self._file.write(wav_header(self.count * 2 * self.channels, self.rate, self.channels))
        return self._file.getvalue()

    def _mux(self, frame) -> None:
        try:
            self._container.mux(self._stream.encode(frame))
        except self._failures:
            raise SoundError(self._refusal) from None


def layout(channels: int) -> str:
    """FFmpeg's name for so many channels."""
    return f"{channels} channels" if channels > 2 else ("mono", "stereo")[channels - 1]
