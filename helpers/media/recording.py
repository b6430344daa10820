"""Recording: what a sound is made of, without what can be done with it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

from helpers.media.reader import Headed, Reader, Slice
from helpers.media.stored import Content, reading, size_of_content
from helpers.media.wav import wav_header


@dataclass(frozen=True, repr=False)
class Recording:
    """One file, and what is known of it.

    `content` is a whole file in `format`, or bare samples where that is pcm16; `seconds` were
    counted by decoding; `sample_rate` in Hz; `transcript` and `audio_id` belong to spoken answers;
    `label` is what people call it; `codec` is FFmpeg's name, empty where it is not known.
    """

    content: Content = field(repr=False)
    format: str
    seconds: float
    sample_rate: int
    channels: int = 1
    transcript: str | None = None
    audio_id: str | None = None
    label: str = "sound"
    codec: str = ""

    @property
    def data(self) -> bytes:
        """The bytes of the file, read anew where it is a large one, which stays on disk.

        Raises SoundError where it has changed since it was loaded.
        """
        if isinstance(self.content, bytes):
            return self.content
        with self.opened() as file:
            return file.read()

    def pieces(self) -> Iterator[bytes]:
        """The same bytes, one piece after the other: a large file is never in memory as a whole."""
        if isinstance(self.content, bytes):
            yield self.content
        else:
            yield from self.content.pieces()

    @property
    def size(self) -> int:
        """How many bytes the file has."""
        return size_of_content(self.content)

    def opened(self) -> AbstractContextManager[Reader]:
        """The file to be read from, wherever it is. Raises SoundError as `data` does."""
        return reading(self.content)

    @contextmanager
    def decodable(self) -> Iterator[Reader]:
        """The same, with a header before the samples of pcm16. Raises SoundError as `data` does."""
        with self.opened() as file:
            if self.format == "pcm16":
                size = self.size - self.size % 2
                yield Headed(wav_header(size, self.sample_rate), Slice(file, 0, size))
            else:
                yield file
