"""Sounds in a text or behind one: a data: URL, base64 as an answer holds it, a file: address."""

import base64
import re
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit
from urllib.request import url2pathname

from helpers.media.sniff import SoundError

SHORTEST_BASE64 = 200  # characters: a shorter text is a name, and no sound is so short
BASE64 = re.compile(r"[A-Za-z0-9+/_\s-]+=*\s*")
# RFC 2397: the media type and its parameters, perhaps `;base64`, a comma, the data
DATA_URL = re.compile(r"data:[^,]*?(;base64)?,", re.IGNORECASE)


def bytes_in(text: str) -> bytes | None:
    """The bytes of a data: URL or of base64; None for all other texts. Raises SoundError."""
    head = DATA_URL.match(text)
    if head:
        rest = text[head.end() :]
        return _decoded(unquote_to_bytes(rest)) if head[1] else unquote_to_bytes(rest)
    if len(text) >= SHORTEST_BASE64 and BASE64.fullmatch(text) and not _is_file(text):
        return _decoded(text.encode("ascii", "replace"))
    return None


def path_of(address: str) -> str:
    """The path in a file: address of this machine (RFC 8089); any other text as it is."""
    parts = urlsplit(address) if address.lower().startswith("file:") else None
    return url2pathname(parts.path) if parts and parts.netloc in ("", "localhost") else address


def _decoded(text: bytes) -> bytes:
    """Base64 in either alphabet (RFC 4648), its padding perhaps missing."""
    plain = re.sub(rb"[\s=]", b"", text).replace(b"-", b"+").replace(b"_", b"/")
    try:
        return base64.b64decode(plain + b"=" * (-len(plain) % 4), validate=True)
    except ValueError:
        raise SoundError(
            "This text is not whole base64: keep every character of it, or load the file itself."
        ) from None


def _is_file(text: str) -> bool:
    try:
        return Path(text).exists()
    except (OSError, ValueError):  # longer than a name may be
        return False
