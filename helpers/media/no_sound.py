"""Files that hold no sound: what they are, how they begin, and how to go on."""

from dataclasses import dataclass

from helpers.media.kinds import begins

CHOOSE = "choose the recording itself"


@dataclass(frozen=True)
class NoSound:
    """A kind of file that holds no sound.

    It begins with one of `marks`: letters of a text in lower case, behind spaces perhaps.
    """

    title: str
    marks: tuple[bytes, ...]
    advice: str = CHOOSE


WEB_PAGE = NoSound(
    "a web page",
    (
        *(b"<!doctype", b"<!--", b"<html", b"<head", b"<body", b"<title", b"<meta", b"<script"),
        b"<div",
    ),
)
PICTURE = NoSound(
    "a picture",
    (
        *(b"\x89png", b"\xff\xd8\xff", b"gif8", b"bm", b"ii*\0", b"mm\0*", b"8bps"),
        *(b"\0\0\0\x0cjp", b"\0\0\0\x0cjxl ", b"riff????webp", b"<svg"),
        *(b"????ftyp" + brand for brand in (b"heic", b"heix", b"hevc", b"mif1", b"avif", b"avis")),
    ),
)
ARCHIVE = NoSound(
    "a document or an archive",
    (
        *(b"%pdf", b"pk\x03\x04", b"pk\x05\x06", b"pk\x07\x08", b"\x1f\x8b", b"7z\xbc\xaf"),
        *(b"rar!\x1a\x07", b"bzh", b"\xfd7zxz", b"\x28\xb5\x2f\xfd", b"\x04\x22m\x18", b"mscf"),
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"hwp document", b"{\\rtf", b"?" * 257 + b"ustar"),
    ),
)
NO_SOUND = (
    WEB_PAGE,
    NoSound("a text in XML, as of a web page", (b"<?xml", b"<error")),
    NoSound(
        "a playlist",
        (
            *(b"#extm3u", b"[playlist]", b"ffconcat", b"v=0\r\n", b"v=0\n", b"<asx", b"rtsp://"),
            *(b"http://", b"https://", b"[internetshortcut]"),
        ),
    ),
    PICTURE,
    ARCHIVE,
    NoSound(
        "a text in JSON, as servers answer where something is wrong",
        (b'{"', b"[{", b'{\n "', b'{\n  "', b'{\r\n  "'),
        "read what it says",
    ),
    NoSound(
        "the note that Git leaves where it has not fetched a large file",
        (b"version https://git-lfs",),
        "fetch it with git lfs pull",
    ),
    NoSound("a text of subtitles", (b"webvtt", b"1\n00:", b"1\r\n00:")),
    NoSound(
        "an array of numpy",
        (b"\x93numpy",),
        "read it with np.load and use Sound.from_samples(samples, sample_rate)",
    ),
    NoSound(
        "what a Mac keeps beside a file, under its name with ._ in front",
        (b"\0\5\x16\7",),
        "choose the file without ._ in its name",
    ),
    NoSound("a program", (b"mz\x90\0", b"\x7felf", b"\xca\xfe\xba\xbe", b"\0asm")),
)


def no_sound(head: bytes) -> NoSound | None:
    """The kind of file without sound that begins so; None for all others."""
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return next((kind for kind in NO_SOUND if begins(text, kind.marks)), None)
