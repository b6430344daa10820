"""Recording: what a sound is made of, without what can be done with it."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from helpers.media.reader import Reader
from helpers.media.stored import Content, StoredFile


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
        return self.content if isinstance(self.content, bytes) else b"".join(self.pieces())

    def pieces(self) -> Iterator[bytes]:
        """The same bytes, one piece after the other: a large file is never in memory as a whole."""
        if isinstance(self.content, bytes):
            yield self.content
        else:
            yield from self.content.pieces()

    @property
    def size(self) -> int:
        """How many bytes the file has."""
        return self.content.size if isinstance(self.content, StoredFile) else len(self.content)

    @contextmanager
    def opened(self) -> Iterator[Reader]:
        """The file to be read from, wherever it is. Raises SoundError as `data` does."""
        if isinstance(self.content, StoredFile):
            with self.content.opened() as file:
                yield file
        else:
            yield io.BytesIO(self.content)
