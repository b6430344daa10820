"""Bytes that are no sound: what they are, and what to do."""

import codecs

from helpers.errors import CourseError
from helpers.media.kinds import BARE, kind_of, unread_kind

NOT_SOUND = {  # what a file is -> how it may begin, in lower case
    "a web page": (b"<!doctype", b"<!--", b"<html", b"<head", b"<?xml"),
    "a playlist": (b"#extm3u", b"[playlist]", b"ffconcat", b"v=0\r\n", b"v=0\n"),
    "a picture": (b"\x89png", b"\xff\xd8\xff", b"gif8", b"bm", b"ii*\0", b"mm\0*"),
    "a document or an archive": (b"%pdf", b"pk\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf"),
}
UNKNOWN = "These bytes are in a format that is not known here, or no sound that can be decoded"


class SoundError(CourseError, ValueError):
    """What is wrong with a sound, and what to do about it, in one sentence."""


def name_other_kind(head: bytes) -> str | None:
    """One sentence for a file that is surely no sound; None where only decoding can tell.

    `head` is the beginning of the file; empty where the file is.
    """
    if not head:
        return "The file is empty: record it or export it again."
    if head[8:12] == b"WEBP":
        return "This is a picture, not a sound: choose the recording itself."
    unread = unread_kind(head)
    if unread:
        return f"This is {unread.title}, {unread.why}: {unread.advice}."
    beginning = head[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for kind, beginnings in NOT_SOUND.items():
        if beginning.startswith(beginnings):
            return f"This is {kind}, not a sound: choose the recording itself."
    return None


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
        return "This is text, not a sound, whatever its name says: choose a recording."
    return (
        f"{UNKNOWN}: export the recording as wav, mp3 or m4a and try again, "
        'or where they are samples without a header load them with format="pcm16", '
        f"or {', '.join(kind.format for kind in BARE)}."
    )


def _is_text(head: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()  # incremental: a letter may be cut in two
    try:
        return b"\0" not in head and bool(decoder.decode(head))
    except UnicodeDecodeError:
        return False
