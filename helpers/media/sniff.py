"""Bytes that are no sound: what they are, and what to do."""

import codecs
import re
import string

from helpers.errors import CourseError
from helpers.media.kinds import BARE, kind_of, unread_kind
from helpers.media.no_sound import no_sound

SURE_BEGINNINGS = re.compile(  # of files, long enough to be found among other bytes
    rb"RIFF....WAVE|OggS\x00\x02|fLaC\x00\x00\x00\x22|\x00\x00..ftyp|FORM....AIF[FC]|"
    rb"\x1a\x45\xdf\xa3[\x80-\xff]|caff\x00\x01",
    re.DOTALL,
)
# its first line has 60 characters, at least
BASE64_TEXT = re.compile(rb"(data:[\w/.;=+-]+,)?[\w+/-]{60}[\w+/\s-]*=*\s*", re.ASCII)
ENCODINGS = ("utf-8", "utf-16", "cp949")  # cp949: as Korean Windows writes
WRITTEN = frozenset(string.printable + "\ufeff…“”‘’·")
UNKNOWN = "These bytes are in a format that is not known here, or no sound that can be decoded"


class SoundError(CourseError, ValueError):
    """What is wrong with a sound, and what to do about it, in one sentence."""


def name_other_kind(head: bytes) -> str | None:
    """One sentence for a file that is surely no sound; None where only decoding can tell.

    `head` is the beginning of the file; empty where the file is.
    """
    if not head:
        return "The file is empty: record it or export it again."
    unread = unread_kind(head)
    if unread:
        return f"This is {unread.title}, {unread.why}: {unread.advice}."
    other = no_sound(head)
    return f"This is {other.title}, not a sound: {other.advice}." if other else None


def explain_failure(head: bytes) -> str:
    """One sentence for a file that FFmpeg does not decode: what `head` looks like, what to do."""
    if head[4:8] == b"ftyp":
        return (
            "The recording ends before its index was written, so nothing can be decoded: "
            "copy the whole file again."
        )
    kind = kind_of(head)
    if kind or head.startswith((b"RIFF", b"ID3")):
        begins_like = kind.title if kind else "a recording"
        damaged = f"The file begins like {begins_like} but breaks off or is damaged"
        return f"{damaged}: copy the whole file again."
    if _is_text(head):
        return _explain_text(head)
    if inside := SURE_BEGINNINGS.search(head):
        kind = kind_of(head[inside.start() :])
        title = kind.title if kind else "a recording"
        return (
            f"Other bytes stand before the sound, and {title} begins behind the first "
            f"{inside.start()}: save it again without them."
        )
    return (
        f"{UNKNOWN}: export the recording as wav, mp3 or m4a and try again, "
        'or where they are samples without a header load them with format="pcm16", '
        f"or {', '.join(kind.format for kind in BARE)}."
    )


def _explain_text(head: bytes) -> str:
    if BASE64_TEXT.fullmatch(head):
        return (
            "This is text, and it looks like base64: "
            "read it with open(path).read() and load that text."
        )
    return "This is text, not a sound, whatever its name says: choose a recording."


def _is_text(head: bytes) -> bool:
    return any(_is_text_in(encoding, head) for encoding in ENCODINGS)


def _is_text_in(encoding: str, head: bytes) -> bool:
    """Whether all of `head` are letters that people write, in this encoding."""
    if encoding == "utf-16" and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    decoder = codecs.getincrementaldecoder(encoding)()  # incremental: a letter may be cut in two
    try:
        letters = decoder.decode(head)
    except UnicodeDecodeError:
        return False
    if encoding == "utf-8":
        return "\0" not in letters and bool(letters)
    return bool(letters) and all(letter in WRITTEN or "가" <= letter <= "힣" for letter in letters)
