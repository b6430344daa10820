"""Files too large to be held in memory: they stay on disk, and are read when they are needed."""

import io
import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import IO, Any

from helpers.media.reader import Headed, Reader, Slice, read_at, size_of
from helpers.media.sniff import SoundError
from helpers.media.wav import repair_wav, true_head
from helpers.units import size

LARGEST_HELD = 20_000_000  # bytes; as much as may be sent (docs/protocol.md §2.3)
LARGEST_READ = 500_000_000  # bytes that are read into memory at once
PIECE_BYTES = 1 << 20


@dataclass(frozen=True)
class StoredFile:
    """A file on disk as it was when it was loaded, or a part of it with a header of its own.

    Reading it says when the file has changed since. Its bytes are `head` and those of the file from
    `start` to `end`. `modified` is in nanoseconds since 1970. `whole` is what a part was taken of:
    a temporary file stays as long as a part of it is needed.
    """

    path: Path
    file_size: int
    modified: int
    head: bytes
    start: int
    end: int
    whole: "StoredFile | None" = field(default=None, repr=False)

    @classmethod
    def of(cls, file: IO[bytes], head: bytes = b"", start: int = 0) -> "StoredFile":
        """The file that is open here, from `start` on, with `head` before it."""
        size, modified = _size_and_time(file)
        return cls(Path(file.name).absolute(), size, modified, head, start, size)

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.head) + self.end - self.start

    @property
    def is_the_file(self) -> bool:
        """Whether it is the file on disk as it is, to the last byte."""
        return not self.head and self.size == self.file_size

    def part(self, start: int, end: int, head: bytes = b"") -> "StoredFile":
        """Its bytes from `start` to `end`, which lie behind its head, with another head."""
        begin = self.start - len(self.head)
        return replace(self, head=head, start=begin + start, end=begin + end, whole=self)

    @contextmanager
    def opened(self) -> Iterator[Reader]:
        """The file, open for reading. Raises SoundError where it has changed or is gone."""
        try:
            file = self.path.open("rb")
        except OSError as error:
            raise SoundError(
                f"{self.path.name} can no longer be read ({error.strerror}), and it is not held "
                "in memory: load it again from where it is now."
            ) from None
        with file:
            if _size_and_time(file) != (self.file_size, self.modified):
                raise SoundError(
                    f"{self.path.name} has changed since it was loaded: load it again."
                )
            if self.is_the_file:
                yield file
            else:
                yield Headed(self.head, Slice(file, self.start, self.end - self.start))

    def pieces(self) -> Iterator[bytes]:
        """Its bytes, one piece after the other. Raises SoundError."""
        with self.opened() as file:
            file.seek(0)
            while piece := file.read(PIECE_BYTES):
                yield piece


Content = bytes | StoredFile  # of a file: in memory, or on disk


def size_of_content(content: Content) -> int:
    """How many bytes a file has."""
    return len(content) if isinstance(content, bytes) else content.size


@contextmanager
def reading(content: Content) -> Iterator[Reader]:
    """The content of a file, open for reading. Raises SoundError where it has changed."""
    if isinstance(content, bytes):
        yield io.BytesIO(content)
    else:
        with content.opened() as file:
            yield file


def content_of(reader: Reader) -> Content:
    """What an open file holds, a WAV with true sizes: a large file stays on disk."""
    file, start = (reader.reader, reader.start) if isinstance(reader, Slice) else (reader, 0)
    if isinstance(file, io.BufferedReader) and size_of(reader) > LARGEST_HELD:
        head = true_head(reader)
        return StoredFile.of(file, head, start + len(head))
    return repair_wav(read_at(reader, 0, -1))


def read_whole(reader: Reader) -> bytes:
    """The bytes of a file that has to be held in memory. Raises SoundError where it is too large.

    Samples without a header are such.
    """
    if (size := size_of(reader)) > LARGEST_READ:
        raise SoundError(
            f"This file has {size / 1e6:.0f} MB, more than the {LARGEST_READ // 1_000_000} MB "
            "that are read without a header: cut it first."
        )
    return read_at(reader, 0, -1)


def write(content: Content, path: Path) -> None:
    """Write the content of a file to `path`, which may be where it is. Raises SoundError, OSError.

    A large one is written beside it first, for a file cannot be read and replaced at once.
    """
    if isinstance(content, bytes):
        path.write_bytes(content)
        return
    if content.is_the_file and path.exists() and path.samefile(content.path):
        return
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            file.writelines(content.pieces())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def temporary_file() -> Any:
    """A file to write, which `kept` makes a StoredFile; one that is not goes with the process."""
    return tempfile.NamedTemporaryFile(dir=_folder().name, delete=False)


def kept(file: Any) -> StoredFile:
    """What was written to a temporary file, which is removed when nothing needs it any more."""
    file.close()
    with Path(file.name).open("rb") as written:
        stored = StoredFile.of(written)
    weakref.finalize(stored, _remove, stored.path)
    return stored


def check_room(needed: float, what: str) -> None:
    """Raises SoundError where a temporary file of `needed` bytes, `what` it is, finds no room."""
    free = shutil.disk_usage(_folder().name).free
    if needed > free:
        raise SoundError(
            f"{what} takes {size(needed)}, and only {size(free)} are free in the folder of "
            "temporary files: make room there, or name another folder in TMPDIR."
        )


@contextmanager
def on_disk_with_room() -> Iterator[None]:
    """What writes a temporary file; raises SoundError where the disk is full."""
    try:
        yield
    except OSError as error:
        raise SoundError(
            "There is no room for a large sound in the folder of temporary files "
            f"({error.strerror}): make room there, or name another folder in TMPDIR."
        ) from None


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="sounds-")


def _remove(path: Path) -> None:
    with suppress(OSError):  # a program may still have it open
        path.unlink()


def _size_and_time(file: IO[bytes]) -> tuple[int, int]:
    found = os.fstat(file.fileno())
    return found.st_size, found.st_mtime_ns
