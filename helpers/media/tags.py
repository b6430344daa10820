"""Tags: a title, a cover, lyrics that programs write before or behind the sound of any file."""

from helpers.media.kinds import kind_of
from helpers.media.reader import Reader, Slice, read_at, size_of

ID3V1_BYTES = 128  # of which the first are TAG (ID3v1.1)
# APEv2: a name, then version, size, items and flags in 32 bits each. A header like it may stand in
# front, which the size leaves out.
APE_FOOTER_BYTES = 32
ID3V2_HEAD = 10  # bytes, of which the last four are the size of the rest (ID3v2.4 §3.1)
HEAD_BYTES = 2000  # the beginning of a file that is looked at
LYRICS_END = b"LYRICS200"  # Lyrics3 v2.00: six digits of its size stand before this


def head_of(reader: Reader) -> bytes:
    """The beginning of a file, behind the tags where something stands there: HEAD_BYTES or less."""
    at = front_tags_size(reader)
    return read_at(reader, at, HEAD_BYTES) or read_at(reader, 0, HEAD_BYTES)


def front_tags_size(reader: Reader) -> int:
    """The bytes of the ID3v2 and APEv2 tags with which a file begins, which may be several."""
    at = 0
    while (tag := _front_tag_bytes(read_at(reader, at, APE_FOOTER_BYTES))) > 0:
        at += tag
    return at


def without_front_tags(reader: Reader) -> Reader:
    """The file behind the tags in front of it, where it is of a kind that has none there.

    FFmpeg looks for the beginning of such a file in its first bytes. An mp3 has its tags in front.
    """
    at = front_tags_size(reader)
    return Slice(reader, at, size_of(reader) - at) if at and kind_of(head_of(reader)) else reader


def size_without_tags(reader: Reader) -> int:
    """The bytes of a file up to the tags at its end, which may be several."""
    end = size_of(reader)
    while 0 < (tag := _tag_bytes(reader, end)) < end:
        end -= tag
    return end


def _tag_bytes(reader: Reader, end: int) -> int:
    """The bytes of the tag that ends at `end`; 0 where there is none."""
    if end < ID3V1_BYTES:
        return 0
    tail = read_at(reader, end - ID3V1_BYTES, ID3V1_BYTES)
    if tail[:3] == b"TAG":
        return ID3V1_BYTES
    footer = tail[-APE_FOOTER_BYTES:]
    if footer[:8] == b"APETAGEX":
        size = int.from_bytes(footer[12:16], "little")
        if size < APE_FOOTER_BYTES:
            return 0
        header = read_at(reader, max(end - size - APE_FOOTER_BYTES, 0), 8)
        return size + (APE_FOOTER_BYTES if header == b"APETAGEX" else 0)
    if tail[-ID3V2_HEAD:-7] == b"3DI":  # a footer has its tag's head turned round (ID3v2.4 §3.4)
        return 2 * ID3V2_HEAD + _synchsafe(tail[-4:])
    digits = tail[-15:-9]
    if tail.endswith(LYRICS_END) and digits.isdigit():
        return int(digits) + len(digits) + len(LYRICS_END)
    return 0


def _front_tag_bytes(head: bytes) -> int:
    """The bytes of the tag that begins so; 0 where there is none."""
    if len(head) < ID3V2_HEAD:
        return 0
    if head[:3] == b"ID3":
        return ID3V2_HEAD + _synchsafe(head[6:ID3V2_HEAD])
    if head[:8] == b"APETAGEX" and len(head) == APE_FOOTER_BYTES:
        return APE_FOOTER_BYTES + int.from_bytes(head[12:16], "little")
    return 0


def _synchsafe(size: bytes) -> int:
    """A size of seven bits a byte (ID3v2.4 §6.2)."""
    number = 0
    for byte in size:
        number = number << 7 | byte & 127
    return number
