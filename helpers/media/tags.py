"""Tags behind the sound: a title, a cover, lyrics that programs write at the end of any file."""

from helpers.media.reader import Reader, read_at, size_of

ID3V1_BYTES = 128  # of which the first are TAG (ID3v1.1)
# APEv2: a name, then version, size, items and flags in 32 bits each. A header like it may stand in
# front, which the size leaves out.
APE_FOOTER_BYTES = 32
LYRICS_END = b"LYRICS200"  # Lyrics3 v2.00: six digits of its size stand before this


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
    digits = tail[-15:-9]
    if tail.endswith(LYRICS_END) and digits.isdigit():
        return int(digits) + len(digits) + len(LYRICS_END)
    return 0
