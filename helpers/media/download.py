"""A recording behind an address, fetched within limits of size and time."""

import io
import queue
import threading
import time
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlparse

from helpers.media.sniff import SoundError

if TYPE_CHECKING:
    import requests

LARGEST_FETCHED = 50_000_000  # bytes
FETCH_SECONDS = 30
PIECE_BYTES = 4096
CONNECT_SECONDS, SILENT_SECONDS = 5, 10  # to a connection, and between two pieces


def fetch(url: str) -> bytes:
    """The bytes behind `url`. Raises SoundError.

    In a thread of its own, because a server that sends a byte now and then is never late for the
    library's own clock.
    """
    answers: queue.SimpleQueue[bytes | SoundError] = queue.SimpleQueue()
    threading.Thread(target=lambda: answers.put(_download(url)), daemon=True).start()
    try:
        answer = answers.get(timeout=FETCH_SECONDS)
    except queue.Empty:
        answer = SoundError(
            f"The address did not deliver within {FETCH_SECONDS} seconds: "
            "download the file and load it from disk."
        )
    if isinstance(answer, SoundError):
        raise answer
    return answer


def name_in(url: str) -> str:
    """The file's name at the end of an address, empty where there is none."""
    return PurePosixPath(unquote(urlparse(url).path)).name


def _download(url: str) -> bytes | SoundError:
    """The bytes, or what went wrong, for the thread that waits."""
    import requests

    until = time.monotonic() + FETCH_SECONDS
    try:
        with requests.get(url, stream=True, timeout=(CONNECT_SECONDS, SILENT_SECONDS)) as response:
            return _refusal(response) or _read(response, until)
    except Exception as error:  # noqa: BLE001 - requests lets some of urllib3, ssl, idna through
        return SoundError(
            f"The recording could not be fetched ({type(error).__name__}): "
            "check the address and your connection."
        )


def _refusal(response: "requests.Response") -> SoundError | None:
    if response.status_code != 200:
        return SoundError(
            f"The address answers {response.status_code} {response.reason}: check it in a browser."
        )
    if "text/html" in response.headers.get("content-type", "").lower():
        return SoundError(
            "The address leads to a web page, not to a sound: "
            "find the address of the recording itself."
        )
    return None


def _read(response: "requests.Response", until: float) -> bytes | SoundError:
    data = io.BytesIO()
    for piece in response.iter_content(PIECE_BYTES):
        data.write(piece)
        if data.tell() > LARGEST_FETCHED:
            return SoundError(
                f"The file behind this address is larger than {LARGEST_FETCHED // 1_000_000} MB: "
                "download it and cut it first."
            )
        if time.monotonic() > until:  # nobody waits any more
            break
    return data.getvalue()
