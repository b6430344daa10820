"""Files too large to be held in memory: they stay on disk, and are read when they are needed."""

import io
import os
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any, BinaryIO

from helpers.media.reader import Reader, read_at, size_of
from helpers.media.sniff import SoundError
from helpers.media.wav import repair_wav, true_head

LARGEST_HELD = 20_000_000  # bytes; as much as may be sent (docs/protocol.md §2.3)
LARGEST_READ = 500_000_000  # bytes that are read into memory at once
PIECE_BYTES = 1 << 20


@dataclass(frozen=True)
class StoredFile:
    """A file on disk as it was when it was loaded; reading it says when it has changed since.

    `size` in bytes, `modified` in nanoseconds since 1970. `head` stands for as many bytes at its
    beginning: the header of a WAV with true sizes, empty where there is nothing to repair.
    """

    path: Path
    size: int
    modified: int
    head: bytes = b""

    @classmethod
    def of(cls, file: IO[bytes], head: bytes = b"") -> "StoredFile":
        """The file that is open here."""
        return cls(Path(file.name).absolute(), *_size_and_time(file), head)

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The file, open for reading. Raises SoundError where it has changed or is gone."""
        try:
            file = self.path.open("rb")
        except OSError as error:
            raise SoundError(
                f"{self.path.name} can no longer be read ({error.strerror}), and it is not held "
                "in memory: load it again from where it is now."
            ) from None
        with file:
            if _size_and_time(file) != (self.size, self.modified):
                raise SoundError(
                    f"{self.path.name} has changed since it was loaded: load it again."
                )
            yield file

    def pieces(self) -> Iterator[bytes]:
        """Its bytes, one piece after the other. Raises SoundError."""
        with self.opened() as file:
            yield self.head
            file.seek(len(self.head))
            while piece := file.read(PIECE_BYTES):
                yield piece


Content = bytes | StoredFile  # of a file: in memory, or on disk


def content_of(reader: Reader) -> Content:
    """What an open file holds, a WAV with true sizes: a large file stays on disk."""
    if isinstance(reader, io.BufferedReader) and size_of(reader) > LARGEST_HELD:
        return StoredFile.of(reader, true_head(reader))
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
    if not content.head and path.exists() and path.samefile(content.path):
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
