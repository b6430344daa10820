"""Boxes of an mp4 whose tables lie: FFmpeg takes memory for every sample that a table claims.

Names and places are those of ISO/IEC 14496-12: sample tables §8.6 and §8.7, fragments §8.8.
"""

from collections import defaultdict

import numpy as np

from helpers.media.kinds import MP4_BOXES, begins
from helpers.media.reader import Reader, read_at, size_of

HOLDERS = (  # boxes that hold boxes
    *(b"moov", b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf", b"mvex", b"edts", b"dinf"),
    *(b"udta", b"wave"),
)
# A file may claim more samples than it has bytes where it breaks off: so many are no lie, and take
# FFmpeg 35 MB.
FEWEST_TO_DOUBT = 1_000_000
MOST_BOXES = 1_000_000
DEEPEST = 10  # boxes in boxes, as far as FFmpeg looks
PCM_GROUP = 512  # samples of PCM for which FFmpeg keeps one entry, or more


def believable_boxes_size(reader: Reader) -> int:
    """The bytes of an mp4 up to the first box that claims too many samples; all of other files."""
    end = size_of(reader)
    if not begins(read_at(reader, 0, 16), MP4_BOXES):
        return end
    at, left = 0, max(end, FEWEST_TO_DOUBT)
    for _ in range(MOST_BOXES):
        name, body, behind = _box(reader, at, end)
        if not name:
            return end
        if name in HOLDERS:
            left -= _claimed(reader, body, behind)
        if left < 0:
            return at
        at = behind
    return at


def _claimed(reader: Reader, at: int, end: int, depth: int = 1) -> int:
    """The entries of an index that the boxes from `at` to `end` make FFmpeg keep."""
    claimed = 0
    tables: defaultdict[bytes, list[tuple[int, int]]] = defaultdict(list)
    while True:
        name, body, behind = _box(reader, at, end)
        if not name:
            return claimed + _in_tables(reader, tables)
        if name in HOLDERS:
            claimed += _claimed(reader, body, behind, depth + 1) if depth < DEEPEST else 0
        elif name == b"trun":
            claimed += _uint32(reader, body + 4)
        else:
            tables[name].append((body, behind))
        at = behind


def _in_tables(reader: Reader, tables: defaultdict[bytes, list[tuple[int, int]]]) -> int:
    """The same of one track's tables, as (begin, end) by name."""
    times = tables[b"stts"]
    if times and all(_is_pcm(reader, begin) for begin, _ in times):
        places = [begin for name in (b"stco", b"co64") for begin, _ in tables[name]]
        chunks = sum(_uint32(reader, begin + 4) for begin in places)
        return sum(_in_chunks(reader, *place, chunks) for place in tables[b"stsc"]) // PCM_GROUP
    sizes = [begin for name in (b"stsz", b"stz2") for begin, _ in tables[name]]
    return sum(_uint32(reader, begin + 8) for begin in sizes)


def _is_pcm(reader: Reader, begin: int) -> bool:
    """Whether every sample lasts one tick: FFmpeg then counts by chunks."""
    return _uint32(reader, begin + 4) == 1 and _uint32(reader, begin + 12) == 1


def _in_chunks(reader: Reader, begin: int, end: int, chunks: int) -> int:
    """The samples in so many chunks: a table says from which chunk on each has how many."""
    entries = min(_uint32(reader, begin + 4), (end - begin - 8) // 12)
    found = read_at(reader, begin + 8, max(entries, 0) * 12)
    rows = np.frombuffer(found[: len(found) // 12 * 12], ">u4").astype(float).reshape(-1, 3)
    following = np.append(rows[1:, 0], chunks + 1)
    return int((np.maximum(following - rows[:, 0], 0) * rows[:, 1]).sum()) if rows.size else 0


def _box(reader: Reader, at: int, end: int) -> tuple[bytes, int, int]:
    """A box's name, where its body begins, and what stands behind it; no name where none fits."""
    head = read_at(reader, at, 16)
    if at + 8 > end or len(head) < 8:
        return b"", at, at
    size, body = int.from_bytes(head[:4], "big"), at + 8
    if size == 1:
        size, body = int.from_bytes(head[8:], "big"), at + 16
    behind = end if size == 0 else min(at + size, end)
    return (head[4:8], body, behind) if behind >= body else (b"", at, at)


def _uint32(reader: Reader, at: int) -> int:
    return int.from_bytes(read_at(reader, at, 4), "big")
