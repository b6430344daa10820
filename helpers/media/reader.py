"""Open files: read at any place, with no more in memory than is asked for."""

import io
import os
from typing import Protocol


class Reader(Protocol):
    """What a decoder needs of an open file: a seekable binary file object."""

    def read(self, count: int = -1, /) -> bytes:
        """Up to `count` bytes from here on, all of them where it is negative."""
        ...

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to another place; returns it."""
        ...

    def tell(self) -> int:
        """The place in bytes from the beginning."""
        ...


BEYOND_ANY_FILE = 1 << 60  # bytes: still a place that can be gone to
Readable = bytes | Reader  # the bytes of a file, or an open file


def as_reader(readable: Readable) -> Reader:
    """An open file as it is; bytes as a file in memory, which shares them."""
    return io.BytesIO(readable) if isinstance(readable, bytes) else readable


def size_of(reader: Reader) -> int:
    """How many bytes the file has."""
    return reader.seek(0, os.SEEK_END)


def read_at(reader: Reader, at: int, count: int) -> bytes:
    """The `count` bytes from `at` on; fewer where the file ends."""
    reader.seek(min(at, BEYOND_ANY_FILE))  # sizes of 64 bits in a damaged file lead anywhere
    return reader.read(count)


class Slice:
    """A part of an open file, as a file of its own: `size` bytes from `start` on."""

    def __init__(self, reader: Reader, start: int, size: int) -> None:
        self.reader, self.start, self._size = reader, start, size

    def read(self, count: int = -1, /) -> bytes:
        """Up to `count` bytes, none behind the end."""
        left = max(self._size - self.tell(), 0)
        return self.reader.read(left if count < 0 else min(count, left))

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to another place; the beginning and the end are those of the part."""
        if whence == os.SEEK_CUR:
            return self.reader.seek(offset, whence) - self.start
        base = self.start + (self._size if whence == os.SEEK_END else 0)
        return self.reader.seek(base + offset) - self.start

    def tell(self) -> int:
        """The place in bytes from the beginning of the part."""
        return self.reader.tell() - self.start


class Headed:
    """Bytes and an open file behind them, as one file."""

    def __init__(self, head: bytes, reader: Reader) -> None:
        self._head, self._reader, self._at = head, reader, 0
        self._size = len(head) + size_of(reader)

    def read(self, count: int = -1, /) -> bytes:
        """Up to `count` bytes, none behind the end."""
        end = self._size if count < 0 else min(self._at + count, self._size)
        found = self._head[self._at : end]
        if (begin := self._at + len(found)) < end:
            found += read_at(self._reader, begin - len(self._head), end - begin)
        self._at += len(found)
        return found

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to another place."""
        bases = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}
        self._at = max(bases[whence] + offset, 0)
        return self._at

    def tell(self) -> int:
        """The place in bytes from the beginning of the head."""
        return self._at
