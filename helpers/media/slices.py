"""Parts of a large WAV on disk that are read from it when they are needed, never copied."""

from typing import Protocol

import numpy as np

from helpers.media.recording import Recording
from helpers.media.stored import Content, StoredFile
from helpers.media.wav import LARGEST_WAV, data_chunk, wav_header


class SampleWriter(Protocol):
    """What makes a part of a recording: an Encoder, or a WavSlice, which only counts."""

    format: str
    rate: int
    count: int

    def add(self, block: np.ndarray, /) -> None:
        """Take the next samples, int16 of shape (samples, channels)."""
        ...

    def finish(self) -> Content:
        """All of them as a file."""
        ...


class WavSlice:
    """The samples of a recording from `first` on, as many as are added; `beginning` in bytes."""

    format = "wav"

    def __init__(self, recording: Recording, beginning: int, first: int) -> None:
        self.rate, self.count = recording.sample_rate, 0
        self._content, self._channels = recording.content, recording.channels
        self._beginning = beginning + first * 2 * recording.channels

    def add(self, block: np.ndarray, /) -> None:
        """Count the samples of a block, of shape (samples, channels)."""
        self.count += len(block)

    def finish(self) -> Content:
        """A WAV whose samples stay where they are."""
        assert isinstance(self._content, StoredFile)
        size = self.count * 2 * self._channels
        head = wav_header(size, self.rate, self._channels)
        return self._content.part(self._beginning, self._beginning + size, head)


def wav_slice(recording: Recording, first: int, count: int) -> WavSlice | None:
    """A part of `count` samples or less from `first` on; None where it has to be copied.

    It is one of a WAV on disk of 16-bit samples, and no larger than a WAV can be.
    """
    is_plain = (recording.format, recording.codec) == ("wav", "pcm_s16le")
    if not is_plain or isinstance(recording.content, bytes):
        return None
    if count * 2 * recording.channels > LARGEST_WAV:
        return None
    with recording.opened() as file:
        at = data_chunk(file)
    return None if at is None else WavSlice(recording, at + 8, first)
