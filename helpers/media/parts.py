"""Whole files one behind the other, as programs leave them that glue chunks together.

FFmpeg reads on into the next mp3, aac, flac, ogg or au; of these formats only the first, or not
all that follow.
"""

from collections.abc import Callable
from functools import partial

from helpers.media.ebml import EBML_HEAD, elements
from helpers.media.frames import begins_with_mp3_frames
from helpers.media.kinds import kind_of
from helpers.media.reader import Reader, Slice, read_at, size_of
from helpers.media.tags import head_of

MOST_PARTS = 10_000
MOST_CHUNKS = 100_000  # of one file
PIECE_BYTES = 1 << 20
REPEATED = (  # marks so long that they stand only at the beginning of a file
    *(b"#!AMR\n", b"#!AMR-WB\n", b"TTA1\1\0", b"Creative Voice File\x1a"),
    *(b"FLV\1\4\0\0\0\x09", b"FLV\1\5\0\0\0\x09", b"nut/multimedia container\0"),
    bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c"),  # Windows Media
    bytes.fromhex("b7d800203749da11a64e0007e95ead8d"),  # Media Center
)
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


def other_file_behind(reader: Reader) -> str:
    """What people call a file of another kind that stands behind this one; empty where none does.

    Only of formats that say where they end.
    """
    ends_of = next((end for name, end in ENDS.items() if _is(reader, 0, name)), None)
    at, end = ends_of(reader) if ends_of else 0, size_of(reader)
    if not 0 < at < end:
        return ""
    rest = Slice(reader, at, end - at)
    kind = kind_of(head_of(rest))
    return kind.title if kind else "an mp3" * begins_with_mp3_frames(rest)


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


def _next_mark(mark: bytes, reader: Reader) -> int:
    """Where the mark stands again with which the file begins; its size where it does not."""
    at, end, tail = len(mark), size_of(reader), b""
    while at < end:
        piece = tail + read_at(reader, at, PIECE_BYTES)
        if (found := piece.find(mark)) >= 0:
            return at - len(tail) + found
        at, tail = at + len(piece) - len(tail), piece[1 - len(mark) :]
    return end


def _webm_end(reader: Reader) -> int:
    """Where the element stands that begins the next file."""
    for number, (kind, at, _) in zip(range(MOST_CHUNKS), elements(reader), strict=False):
        if number and kind == EBML_HEAD:
            return at
    return size_of(reader)


Name = tuple[tuple[int, bytes], ...]  # places in a file and what stands there
ENDS: dict[Name, Callable[[Reader], int]] = {  # how a file begins -> where it says that it ends
    ((0, b"RIFF"), (8, b"WAVE")): _riff_end,
    ((0, b"FORM"), (8, b"AIFF")): _aiff_end,
    ((0, b"FORM"), (8, b"AIFC")): _aiff_end,
    ((0, b"riff\x2e\x91\xcf\x11"),): _w64_end,
    ((4, b"ftyp"),): _mp4_end,
    ((0, b"caff"),): _caf_end,
    ((0, b"\x1a\x45\xdf\xa3"),): _webm_end,
    **{((0, mark),): partial(_next_mark, mark) for mark in REPEATED},
}
