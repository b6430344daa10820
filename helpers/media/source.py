"""Where a sound comes from: a path, an address, bytes or an open file, read within limits."""

import difflib
import io
import os
import re
import stat
import unicodedata
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from helpers.media.download import fetch, name_in
from helpers.media.sniff import SoundError
from helpers.media.text_source import bytes_in, path_of, tidied

SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://|blob:|about:", re.IGNORECASE)
WINDOWS_PATH = re.compile(r"[a-z]:[\\/]|\\\\", re.IGNORECASE)
LIKE_ENOUGH = 0.5  # of 1: how like a name has to be to be offered instead of a missing one


def open_source(source: Any) -> BinaryIO:
    """A path, URL, base64, bytes or file object as an open reader, to be closed by the caller.

    It is seekable. A URL may be one of http, https, file and data; a file object is read from where
    it stands, or from its beginning where it stands at its end.
    Its `name` is a path or a file's name, empty where there is none. Raises SoundError.
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        return _in_memory(bytes(source))
    if hasattr(source, "read"):
        return _in_memory(_read_open(source), name_of(source))
    source = tidied(source) if isinstance(source, str) else source
    if isinstance(source, str) and source.lower().startswith(("http://", "https://")):
        return _in_memory(fetch(source), name_in(source))
    if isinstance(source, str) and (data := bytes_in(source)) is not None:
        return _in_memory(data)
    if isinstance(source, (str, os.PathLike)):
        return _open_file(path_of(source) if isinstance(source, str) else source)
    raise SoundError(
        f"A sound cannot be loaded from {type(source).__name__}: {_advice_on_type(source)}"
    )


def path_to_write(path: Any) -> Path:
    """The path that a sound is to be saved at. Raises SoundError for what is none."""
    try:
        target = Path(path_of(path) if isinstance(path, str) else path).expanduser()
    except (TypeError, RuntimeError):  # RuntimeError: the home folder of nobody
        raise SoundError(
            f"{str(path)[:200]!r} is no name of a file: give one, for instance 'answer.wav'."
        ) from None
    if os.path.isdir(target):  # noqa: PTH112 - Path.is_dir fails where a name is too long
        raise SoundError(
            f"{target} cannot be written, it is a folder: name a file in it, as answer.wav."
        )
    return target


def _advice_on_type(source: Any) -> str:
    if isinstance(source, np.ndarray):
        return "use Sound.from_samples(samples, sample_rate)."
    if isinstance(source, (list, tuple, set)):
        return "load each of them alone, [Sound.load(one) for one in them]."
    if isinstance(source, dict) or hasattr(source, "choices") or hasattr(source, "audio"):
        return "use Sound.from_message(completion.choices[0].message)."
    return "give a path, a URL, bytes or an open file."


def name_of(reader: BinaryIO) -> str:
    """The name of an open file without its folder; empty where it has none."""
    name = getattr(reader, "name", "")  # a number where it was opened by one
    return Path(name).name.encode("utf-8", "replace").decode() if isinstance(name, str) else ""


def unreadable(source: Any, error: Exception) -> SoundError:
    """What to say where reading `source` fails, whether as it is opened or on the way."""
    reason = getattr(error, "strerror", None) or error
    return SoundError(
        f"{str(source)[:200]!r} cannot be read ({reason}): check the name and your permission."
    )


def _in_memory(data: bytes, name: str = "") -> BinaryIO:
    reader = io.BytesIO(data)
    reader.name = name
    return reader


def _read_open(file: Any) -> bytes:
    try:
        data = file.read()
        if data in (b"", ""):
            data = _read_again(file)
    except UnicodeDecodeError:
        data = ""
    except Exception:  # noqa: BLE001 - any class can have a `read`, and fail in its own way
        data = None
    if isinstance(data, str):
        raise SoundError('This file object gives text: open it with open(path, "rb").')
    if not isinstance(data, (bytes, bytearray)):
        raise SoundError('This file object cannot be read: open it again with open(path, "rb").')
    return bytes(data)


def _read_again(file: Any) -> Any:
    """All of a file that stands at its end, as a buffer does that has just been written."""
    if not (hasattr(file, "seekable") and file.seekable()):
        return b""
    file.seek(0)
    return file.read()


def _open_file(source: str | os.PathLike) -> BinaryIO:
    try:
        if not str(source).strip():
            raise SoundError("The name of the file is empty: give its path.")
        path = _found(Path(source).expanduser())
        _refuse_other_than_files(path)
        return path.open("rb")
    except SoundError:
        raise
    except (FileNotFoundError, NotADirectoryError):
        shown = source if str(source).isprintable() else repr(source)
        raise SoundError(f"There is no file {shown}: {_advice_on_name(source)}") from None
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise unreadable(source, error) from None


def _refuse_other_than_files(path: Path) -> None:
    if path.is_dir():
        raise SoundError(f"{path} is a folder: name one recording in it.")
    if not stat.S_ISREG(path.stat().st_mode):
        raise SoundError(f"{path} is a device or a pipe, not a file: name a recording.")


def _found(path: Path) -> Path:
    """`path`, or the file beside it whose name has the same letters, put together otherwise.

    A Mac writes Korean names in pieces.
    """
    return path if path.exists() else _neighbours(path).get(_composed(path.name), path)


def _advice_on_name(source: str | os.PathLike) -> str:
    """What to do where there is no file of this name."""
    name, path = str(source), Path(source).expanduser()
    if any(letter < " " for letter in name):
        return r"a backslash changes letters behind it, so write the path as r'C:\Users\me'."
    if name.lower().startswith("file:") or (os.name != "nt" and WINDOWS_PATH.match(name)):
        return "that is a path of another computer, so copy the file to this one."
    if scheme := SCHEME.match(name):
        return f"addresses with {scheme[0]} are not read, so download it and load that file."
    if name.lower().startswith("www."):
        return "begin an address with https://."
    if path.is_symlink():
        return "this link leads to a file that is gone."
    if "*" in name:
        return "name one file, or list them with Path.glob and load each alone."
    return _near_name(path)


def _near_name(path: Path) -> str:
    neighbours = _neighbours(path)
    near = difflib.get_close_matches(_composed(path.name), neighbours, 1, LIKE_ENOUGH)
    return f"did you mean {neighbours[near[0]].name}?" if near else "check the name and the folder."


def _neighbours(path: Path) -> dict[str, Path]:
    """The files in the same folder by their names; empty where there is no such folder."""
    try:
        return {_composed(other.name): other for other in path.parent.iterdir() if other.is_file()}
    except OSError:
        return {}


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)
