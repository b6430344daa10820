"""The elements of a WebM or Matroska file (EBML, RFC 8794), one after the other."""

from collections.abc import Iterator

from helpers.media.reader import Reader, read_at, size_of

EBML_HEAD = 0x1A45DFA3  # the kind of the element with which a file begins
MASTERS = (0x18538067, 0x1F43B675)  # Segment, Cluster: they hold everything else (RFC 9559)
LONGEST_HEAD = 13  # bytes: 4 of an element's kind, up to 9 read of its length


def elements(reader: Reader) -> Iterator[tuple[int, int, int]]:
    """Each element's kind, where it stands, and what stands behind it.

    Behind a master stands the first of the elements that it holds: browsers write neither a length
    of the whole nor the sizes of what holds others. Ends where there is no element any more.
    """
    at, end = 0, size_of(reader)
    while at < end:
        head = read_at(reader, at, LONGEST_HEAD)
        kind_bytes = 9 - head[0].bit_length()
        if kind_bytes > 4:  # no element: something else stands behind the file
            return
        size_bytes = 9 - head[kind_bytes].bit_length() if kind_bytes < len(head) else 9
        body = at + kind_bytes + size_bytes
        unknown = (1 << 7 * size_bytes) - 1  # all bits set
        size = int.from_bytes(head[kind_bytes : body - at], "big") & unknown
        kind = int.from_bytes(head[:kind_bytes], "big")
        behind = body if kind in MASTERS or size == unknown else body + size
        yield kind, at, behind
        at = behind
