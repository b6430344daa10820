"""The store: a folder with one file for each answer, and one for each recording made small.

A name appears whole or not at all, so that a crash leaves nothing half written. The names are
SHA-256 sums of what was asked, so that another prompt never finds this one's answer.
"""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from types import TracebackType

from helpers.archive.errors import StoreError
from helpers.archive.locks import lock

ANSWER, STREAM = "json", "sse"  # endings of the two forms that an answer has
LEAST_FREE = 50_000_000  # bytes; with less an answer that was paid for might not be written
UNFINISHED = ".unfinished"


class Store:
    """A folder of answers and small recordings. Inside a `with` block nobody else may write to it.

    Its files are for the learner's eyes too: an answer is the JSON that the engine sent. Git
    ignores the folder, because it holds what people said. Raises StoreError.
    """

    def __init__(self, folder: str | os.PathLike) -> None:
        self.folder = Path(folder).expanduser()
        self._lock: int | None = None
        self._lost: StoreError | None = None

    def __enter__(self) -> "Store":
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
            if not lock(self._lock):
                raise StoreError(
                    f"Another run is at work in {self.folder}: wait until it has ended, "
                    "or name another store."
                )
            self._tidy()
        except OSError as error:
            self._close()
            raise self._unwritable(error) from None
        except StoreError:
            self._close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def answer(self, key: str) -> tuple[bytes, str] | None:
        """The body of the answer to the request with this key, and its form; None without one."""
        for form in (ANSWER, STREAM):
            data = self._read(self._path("answers", key, form))
            if data and _is_whole(data, form):
                return data, form
        return None

    def keep_answer(self, key: str, data: bytes, form: str) -> None:
        """Keep an answer's body under the key of its request.

        Where that fails `check_kept` raises: an answer that was paid for still makes its row.
        """
        try:
            self._write(self._path("answers", key, form), data)
        except StoreError as error:
            self._lost = error

    def check_kept(self) -> None:
        """Raise StoreError where an answer could not be kept."""
        if self._lost:
            raise self._lost

    def prepared(self, key: str, part: str) -> bytes | None:
        """One part of what was made of a recording, its `facts` say; None where it is not there."""
        return self._read(self._path("prepared", key, part))

    def prepared_path(self, key: str, part: str) -> Path:
        """The file of that part."""
        return self._path("prepared", key, part)

    def keep_prepared(self, key: str, part: str, data: bytes) -> None:
        """Keep one part of what was made of a recording."""
        self._write(self._path("prepared", key, part), data)

    def check_room(self) -> None:
        """Raise StoreError where an answer could not be kept, or the disk is almost full."""
        self.check_kept()
        free = shutil.disk_usage(self.folder).free
        if free < LEAST_FREE:
            raise StoreError(
                f"The disk of {self.folder} has {free // 1_000_000} MB left, and answers need "
                f"{LEAST_FREE // 1_000_000} MB: make room there, or name another store. "
                "Nothing more was sent."
            )

    def _path(self, kind: str, key: str, ending: str) -> Path:
        return self.folder / kind / key[:2] / f"{key[2:]}.{ending}"

    def _read(self, path: Path) -> bytes | None:
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(
                f"{path} cannot be read ({error.strerror}): check the permissions of the store."
            ) from None

    def _write(self, path: Path, data: bytes) -> None:
        try:
            try:
                _write_whole(path, data)
            except FileNotFoundError:  # the first file of this folder
                path.parent.mkdir(parents=True, exist_ok=True)
                _write_whole(path, data)
        except OSError as error:
            raise self._unwritable(error) from None

    def _unwritable(self, error: OSError) -> StoreError:
        return StoreError(
            f"The store {self.folder} cannot be written ({error.strerror}): make room or give "
            "permission there, or name another folder as the store."
        )

    def _tidy(self) -> None:
        """Remove what a crash left unfinished; keep the folder out of Git."""
        for path in self.folder.glob(f"*/*/*{UNFINISHED}"):
            path.unlink()
        _write_whole(self.folder / ".gitignore", b"*\n")

    def _close(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def key_of(*parts: bytes | str) -> str:
    """A SHA-256 sum over all parts: no two lists of parts have the same."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


def _write_whole(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(UNFINISHED, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _is_whole(data: bytes, form: str) -> bool:
    """Whether a file holds an answer; a machine that lost its power may leave an empty one."""
    if form == STREAM:
        return b"[DONE]" in data[-100:]
    return data.lstrip()[:1] == b"{" and data.rstrip()[-1:] == b"}"
