"""Keys: cleaned, checked, sent, and never shown."""

import re
import unicodedata
from typing import Self

from helpers.engine.errors import SettingError

SHOWN_AS = "***"
PART = 8  # characters: no piece of a key that long may appear anywhere
REAL = 24  # characters: shorter ones are words ("not-needed"), hidden only where they stand whole
WRAPPING = " \t\r\n\v\f\u00a0\"'"  # what copying and `set NAME="..."` in Windows' cmd add
FOREIGN = re.compile(r"[^\x21-\x7e]|[\"'`<>(){},;$\\]")  # no key has these
STARRED = re.compile(r"[^\s\"']*\*{3,}[^\s\"'.,]*")  # a key as a server shortens it: its two ends

_known: set[str] = set()


class Secret(str):
    """Text that reads as `***` wherever it is printed, copied into a dict, dumped or pickled.

    `encode()`, which every HTTP library calls to send a header, gives the text itself.
    """

    __slots__ = ("_text",)
    _text: str

    def __new__(cls, text: str) -> Self:
        """A secret of `text`."""
        secret = super().__new__(cls, SHOWN_AS)
        secret._text = text
        return secret

    def encode(self, encoding: str = "utf-8", errors: str = "strict") -> bytes:
        """The text itself as bytes."""
        return self._text.encode(encoding, errors)

    @classmethod
    def of(cls, text: str) -> Self:
        """`text` itself where it is a secret already."""
        return text if isinstance(text, cls) else cls(text)

    @property
    def is_blank(self) -> bool:
        """Is there nothing but white space in it?"""
        return not self._text.strip(WRAPPING)

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (SHOWN_AS,)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self


def checked(key: Secret, setting: str) -> Secret:
    """`key` without what copying adds to it, remembered so that `hidden` finds it.

    Raises SettingError, without a character of the key, where it cannot be one.
    """
    cleaned = Secret(key._text.strip(WRAPPING))
    remember(cleaned._text)
    fault = _fault(cleaned)
    if fault:
        raise SettingError(f"The key in {setting} {fault}: copy it again from where you got it.")
    return cleaned


def remember(text: str) -> None:
    """From now on `hidden` takes `text`, a key or what looks like one, out of everything."""
    text = text.strip(WRAPPING)
    if len(text) >= PART:
        _known.add(text)


def looks_real(text: str) -> bool:
    """Is it a key, put where something else belongs?"""
    return text.startswith("sk-") or any(key in text for key in _known)


def bearer(key: Secret) -> Secret:
    """The value of the Authorization header for `key` (RFC 6750 §2.1)."""
    return Secret(f"Bearer {key._text}")


def hidden(text: str) -> str:
    """`text` without any part of a known key, and without keys as servers shorten them."""
    for key in _known:
        text = _without(key, text)
    return STARRED.sub(SHOWN_AS, text) if "***" in text else text


def hidden_bytes(data: bytes) -> bytes:
    """The same for bytes of any encoding that keeps ASCII."""
    return hidden(data.decode("latin-1")).encode("latin-1")


class Filter:
    """Takes whole keys out of bytes that come in pieces, wherever a piece ends."""

    def __init__(self) -> None:
        self._held = b""

    def passed(self, piece: bytes) -> bytes:
        """What can be handed on now; the beginning of what may become a key is held back."""
        data = self._held + piece
        held = 0
        for key in _known:
            text = key.encode(errors="surrogatepass")
            data = data.replace(text, SHOWN_AS.encode())
            sizes = (size for size in range(len(text) - 1, 0, -1) if data.endswith(text[:size]))
            held = max(held, next(sizes, 0))
        end = len(data) - held
        self._held = data[end:]
        return data[:end]

    def all_of(self, data: bytes) -> bytes:
        """`data`, which comes in one piece."""
        return self.passed(data) + self.rest()

    def rest(self) -> bytes:
        """What was held back and became no key."""
        rest, self._held = self._held, b""
        return rest


def _fault(key: Secret) -> str:
    """What is wrong with a key, "" where nothing is."""
    text = key._text
    found = FOREIGN.search(text)
    if not text:
        return "is empty"
    if not found:
        return ""
    character = found[0]
    if character.isspace():
        return "has a space or a line end inside"
    category = unicodedata.category(character)
    if category == "Pd":
        return "has a dash of typography in it where a hyphen belongs"
    if category in ("Cf", "Cc", "Cs", "Co", "Cn"):
        return "has an invisible character in it"
    if not character.isascii():
        return "has a letter in it that no key has"
    return f"has the sign {character} in it, which no key has"


def _without(key: str, text: str) -> str:
    """`text` with every stretch of PART or more characters of `key` hidden."""
    size = PART if len(key) >= REAL else len(key)
    stretches = []
    for start in range(len(key) - size + 1):
        part, at = key[start : start + size], -1
        while (at := text.find(part, at + 1)) >= 0:
            stretches.append((at, at + size))
    for start, end in _joined(stretches):
        text = text[:start] + SHOWN_AS + text[end:]
    return text


def _joined(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches that touch made one, the last first."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined[::-1]
