"""Where a sound comes from: a path, an address, bytes or an open file, read within limits."""

import difflib
import io
import os
import queue
import threading
import time
import unicodedata
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlparse

import numpy as np

from helpers.media.sniff import SoundError

LARGEST_FETCHED = 50_000_000  # bytes
LARGEST_READ = 500_000_000  # bytes
FETCH_SECONDS = 30


def read(source) -> tuple[bytes, str]:
    """The bytes of `source` and its name, empty where it has none."""
    if isinstance(source, (bytes, bytearray, memoryview)):
        return bytes(source), ""
    if hasattr(source, "read"):
        return _read_open(source)
    if isinstance(source, str) and source.lower().startswith(("http://", "https://")):
        return _fetch(source)
    if isinstance(source, (str, os.PathLike)):
        return _read_file(source)
    instead = (
        "use Sound.from_samples(samples, sample_rate)"
        if isinstance(source, np.ndarray)
        else "give a path, a URL, bytes or an open file"
    )
    raise SoundError(f"A sound cannot be loaded from {type(source).__name__}: {instead}.")


def _read_open(file) -> tuple[bytes, str]:
    try:
        data = file.read()
    except Exception as error:  # any class can have a `read`, and fail in its own way
        data = "" if isinstance(error, UnicodeDecodeError) else None
    if isinstance(data, str):
        raise SoundError('This file object gives text: open it with open(path, "rb").')
    if not isinstance(data, (bytes, bytearray)):
        raise SoundError('This file object cannot be read: open it again with open(path, "rb").')
    name = getattr(file, "name", "")
    return bytes(data), Path(name).name if isinstance(name, str) else ""


def _read_file(source) -> tuple[bytes, str]:
    try:
        path = _found(Path(source).expanduser())
        if path.is_dir():
            raise SoundError(f"{path} is a folder: name one recording in it.")
        megabytes = path.stat().st_size / 1e6
        if not path.is_file():
            raise SoundError(f"{path} is a device or a pipe, not a file: name a recording.")
        if megabytes > LARGEST_READ / 1e6:
            raise SoundError(
                f"{path.name} has {megabytes:.0f} MB, more than the {LARGEST_READ // 1_000_000} MB this course reads: export it as mp3 or cut it first."
            )
        return path.read_bytes(), path.name.encode("utf-8", "replace").decode()
    except SoundError:
        raise
    except (FileNotFoundError, NotADirectoryError):
        raise SoundError(f"There is no file {source}: {_near(Path(source).expanduser())}") from None
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise SoundError(
            f"{str(source)[:200]!r} cannot be read ({getattr(error, 'strerror', None) or error}): check the name and your permission."
        ) from None


def _found(path: Path) -> Path:
    """`path`, or the file beside it whose name differs only in how its letters are put together: a Mac writes Korean names in pieces."""
    return path if path.exists() else _beside(path).get(_letters(path.name), path)


def _near(path: Path) -> str:
    beside = _beside(path)
    near = difflib.get_close_matches(_letters(path.name), beside, 1, 0.5)
    return f"did you mean {beside[near[0]].name}?" if near else "check the name and the folder."


def _beside(path: Path) -> dict[str, Path]:
    try:
        return {_letters(other.name): other for other in path.parent.iterdir()}
    except OSError:
        return {}


def _letters(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _fetch(url: str) -> tuple[bytes, str]:
    """The bytes behind `url` and their name. In a thread of its own, because a server that sends a byte now and then is never late for the library's own clock."""
    answers = queue.SimpleQueue()
    threading.Thread(target=lambda: answers.put(_download(url)), daemon=True).start()
    try:
        answer = answers.get(timeout=FETCH_SECONDS)
    except queue.Empty:
        answer = SoundError(
            f"The address did not deliver within {FETCH_SECONDS} seconds: download the file and load it from disk."
        )
    if isinstance(answer, SoundError):
        raise answer
    return answer, PurePosixPath(unquote(urlparse(url).path)).name


def _download(url: str) -> bytes | SoundError:
    import requests

    until, data = time.monotonic() + FETCH_SECONDS, io.BytesIO()
    try:
        with requests.get(url, stream=True, timeout=(5, 10)) as response:
            if response.status_code != 200:
                return SoundError(
                    f"The address answers {response.status_code} {response.reason}: check it in a browser."
                )
            if "text/html" in response.headers.get("content-type", "").lower():
                return SoundError(
                    "The address leads to a web page, not to a sound: find the address of the recording itself."
                )
            for piece in response.iter_content(4096):
                data.write(piece)
                if data.tell() > LARGEST_FETCHED:
                    return SoundError(
                        f"The file behind this address is larger than {LARGEST_FETCHED // 1_000_000} MB: download it and cut it first."
                    )
                if time.monotonic() > until:  # nobody waits any more
                    break
    except (
        Exception
    ) as error:  # beside its own errors, requests lets some of urllib3, ssl and idna through
        return SoundError(
            f"The recording could not be fetched ({type(error).__name__}): check the address and your connection."
        )
    return data.getvalue()
