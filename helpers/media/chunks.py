"""Chunks of a WAV whose sizes lie: FFmpeg takes as much memory as a chunk of texts claims."""

from helpers.media.reader import Reader, read_at, size_of
from helpers.media.wav import MOST_CHUNKS, RIFF_FORMS

TEXTS = (b"INFO", b"adtl")  # lists of texts, each a chunk in the list


def believable_size(reader: Reader) -> int:
    """The bytes of a WAV up to the first chunk that claims more than there is; all of other files.

    The samples themselves may claim more: a recording breaks off, or its end was not known yet.
    """
    end = size_of(reader)
    head = read_at(reader, 0, 12)
    if head[:4] not in RIFF_FORMS or head[8:12] != b"WAVE":
        return end
    at = 12
    for _ in range(MOST_CHUNKS):
        name, size = _chunk(reader, at)
        is_open = name == b"data" and (size == 0 or at + 8 + size >= end)
        if not name or is_open:
            return end
        if at + 8 + size > end or (name == b"LIST" and not _texts_fit(reader, at + 8, size)):
            return at
        at += 8 + size + size % 2
    return at


def _texts_fit(reader: Reader, at: int, size: int) -> bool:
    """Whether every text of a list lies within the list."""
    end = at + size
    if read_at(reader, at, 4) not in TEXTS:
        return True
    at += 4
    for _ in range(MOST_CHUNKS):
        if at + 8 > end:
            return True
        _, size = _chunk(reader, at)
        if at + 8 + size > end:
            return False
        at += 8 + size + size % 2
    return False


def _chunk(reader: Reader, at: int) -> tuple[bytes, int]:
    """A chunk's name and the size it claims; no name where the file has ended."""
    head = read_at(reader, at, 8)
    return (head[:4], int.from_bytes(head[4:], "little")) if len(head) == 8 else (b"", 0)
