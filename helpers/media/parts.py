"""Whole files one behind the other, as programs leave them that glue chunks together.

FFmpeg reads on into the next mp3, aac, flac, ogg, webm or au; of these formats only the first.
"""

from collections.abc import Callable

from helpers.media.reader import Reader, Slice, read_at, size_of

MOST_PARTS = 10_000
MOST_CHUNKS = 100_000  # of one file
CAF_HEAD = 8  # bytes before a CAF's first chunk


def parts_of(reader: Reader) -> list[Reader]:
    """The files in a file, each as a file of its own; most hold only themselves."""
    ends_of = next((end for name, end in ENDS.items() if _is(reader, 0, name)), None)
    if ends_of is None:
        return [reader]
    parts: list[Reader] = []
    at, end = 0, size_of(reader)
    for _ in range(MOST_PARTS):
        rest = Slice(reader, at, end - at)
        size = ends_of(rest)
        if not any(_is(rest, size, name) and end_of is ends_of for name, end_of in ENDS.items()):
            break
        parts.append(Slice(reader, at, size))
        at += size
    return [*parts, Slice(reader, at, end - at)] if parts else [reader]


def _is(reader: Reader, at: int, name: "Name") -> bool:
    """Whether a file of this name begins at `at`: the bytes that it has, each at its place."""
    return all(read_at(reader, at + place, len(mark)) == mark for place, mark in name)


def _riff_end(reader: Reader) -> int:
    return 8 + int.from_bytes(read_at(reader, 4, 4), "little")


def _aiff_end(reader: Reader) -> int:
    return 8 + int.from_bytes(read_at(reader, 4, 4), "big")


def _w64_end(reader: Reader) -> int:
    size = int.from_bytes(read_at(reader, 16, 8), "little")
    return size + -size % 8


def _mp4_end(reader: Reader) -> int:
    """Where the box stands that begins the next file."""
    at = 0
    for _ in range(MOST_CHUNKS):
        head = read_at(reader, at, 16)
        size = int.from_bytes(head[:4], "big")
        size = int.from_bytes(head[8:], "big") if size == 1 else size
        if len(head) < 16 or size < 8 or (at and head[4:8] == b"ftyp"):
            break
        at += size
    return at


def _caf_end(reader: Reader) -> int:
    at = CAF_HEAD
    for _ in range(MOST_CHUNKS):
        head = read_at(reader, at, 12)
        if len(head) < 12 or head[:4] == b"caff":
            break
        at += 12 + int.from_bytes(head[4:], "big")
    return at


Name = tuple[tuple[int, bytes], ...]  # places in a file and what stands there
ENDS: dict[Name, Callable[[Reader], int]] = {  # how a file begins -> where it says that it ends
    ((0, b"RIFF"), (8, b"WAVE")): _riff_end,
    ((0, b"FORM"), (8, b"AIFF")): _aiff_end,
    ((0, b"FORM"), (8, b"AIFC")): _aiff_end,
    ((0, b"riff\x2e\x91\xcf\x11"),): _w64_end,
    ((4, b"ftyp"),): _mp4_end,
    ((0, b"caff"),): _caf_end,
}
