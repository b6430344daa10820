"""Sounds in a text or behind one: a data: URL, base64 as an answer holds it, a file: address."""

import base64
import re
from pathlib import Path
from urllib.parse import unquote_to_bytes
from urllib.request import url2pathname

from helpers.media.sniff import SoundError

NOT_WHOLE = "This text is not whole base64: keep every character of it, or load the file itself."
SHORTEST_BASE64 = 200  # characters: a shorter text is a name, and no sound is so short
BASE64 = re.compile(r"[A-Za-z0-9+/_\s-]+=*\s*")
# RFC 2397: the media type and its parameters, perhaps `;base64`, a comma, the data
DATA_URL = re.compile(r"""data:(?:[^,"]|"[^"]*")*?(;base64)?,""", re.IGNORECASE)
LONGEST_PATH = 4096  # characters; Linux takes no longer ones
QUOTED = re.compile(r"""b?(["'])(.+)\1""", re.DOTALL)  # as Windows copies a path, as bytes print
FILE_ADDRESS = re.compile(r"file:(?://(?:localhost)?(?=/))?(?!//)", re.IGNORECASE)


def bytes_in(text: str) -> bytes | None:
    """The bytes of a data: URL or of base64; None for all other texts. Raises SoundError."""
    head = DATA_URL.match(text)
    if head:
        rest = text[head.end() :]
        return _decoded(unquote_to_bytes(rest)) if head[1] else unquote_to_bytes(rest)
    if len(text) < SHORTEST_BASE64 or _is_file(text):
        return None
    if BASE64.fullmatch(text):
        return _decoded(text.encode("ascii", "replace"))
    if len(text) > LONGEST_PATH:
        raise SoundError(NOT_WHOLE)
    return None


def tidied(text: str) -> str:
    """A name, an address or base64 without the spaces and quotes that were copied with it."""
    if _is_file(text):
        return text
    bare = text.strip()
    quoted = QUOTED.fullmatch(bare)
    return quoted[2].strip() if quoted else bare


def path_of(address: str) -> str:
    """The path in a file: address of this machine (RFC 8089); any other text as it is."""
    begins = FILE_ADDRESS.match(address)
    if not begins:
        return address
    path = address[begins.end() :]
    return path if _is_file(path) else url2pathname(path)  # a # or % may stand for itself


def _decoded(text: bytes) -> bytes:
    """Base64 in either alphabet (RFC 4648), its padding perhaps missing."""
    plain = re.sub(rb"[\s=]", b"", text).replace(b"-", b"+").replace(b"_", b"/")
    try:
        return base64.b64decode(plain + b"=" * (-len(plain) % 4), validate=True)
    except ValueError:
        raise SoundError(NOT_WHOLE) from None


def _is_file(text: str) -> bool:
    try:
        return Path(text).exists()
    except (OSError, ValueError):  # longer than a name may be
        return False
