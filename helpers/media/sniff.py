"""Bytes that are no sound: what they are, and what to do."""

import codecs

from helpers.errors import CourseError


class SoundError(CourseError, ValueError):
    """What is wrong with a sound, and what to do about it, in one sentence."""


NOT_SOUND = {  # how bytes begin -> what they are
    "a web page": (b"<!doctype", b"<!--", b"<html", b"<head", b"<?xml"),
    "a playlist": (b"#extm3u", b"[playlist]", b"ffconcat", b"v=0\r\n", b"v=0\n"),
    "a picture": (b"\x89png", b"\xff\xd8\xff", b"gif8", b"bm", b"ii*\0", b"mm\0*"),
    "a document or an archive": (b"%pdf", b"pk\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf"),
}


def what_it_is(data: bytes) -> str | None:
    """One sentence for bytes that are surely something else than sound; None where only decoding can tell."""
    if not data:
        return "The file is empty: record it or export it again."
    if data[8:12] == b"WEBP":
        return "This is a picture, not a sound: choose the recording itself."
    head = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for kind, beginnings in NOT_SOUND.items():
        if head.startswith(beginnings):
            return f"This is {kind}, not a sound: choose the recording itself."
    return None


def why_not(data: bytes) -> str:
    """One sentence for bytes that FFmpeg does not take for sound: what they look like, and what to do."""
    if data[4:8] == b"ftyp":
        return "The recording ends before its index was written, so nothing can be decoded: copy the whole file again."
    if data[:4] in (b"RIFF", b"OggS", b"fLaC", b"\x1aE\xdf\xa3") or data[:3] == b"ID3":
        return "The file begins like a recording but breaks off or is damaged: copy the whole file again."
    try:
        if b"\0" not in data[:2000] and codecs.getincrementaldecoder("utf-8")().decode(
            data[:2000]
        ):  # incremental, because the cut may go through a letter
            return "This is text, not a sound, whatever its name says: choose a recording."
    except UnicodeDecodeError:
        pass
    return "These bytes are no sound that can be decoded: export the recording as wav, mp3 or m4a and try again."
