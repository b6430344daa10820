"""The names of formats: what FFmpeg calls them, what people call them, how files end."""

from pathlib import PurePath
from typing import Any

from helpers.media.encoder import WRITERS
from helpers.media.reader import Reader, read_at
from helpers.media.sniff import SoundError

MP4_FAMILY = "mov,mp4,m4a,3gp,3g2,mj2"  # FFmpeg has one reader for all of them
NAMES = {MP4_FAMILY: "m4a", "matroska,webm": "webm", "asf": "wma"}  # FFmpeg's -> people's
COVER_PICTURE = 0x400  # AV_DISPOSITION_ATTACHED_PIC of FFmpeg
ENDINGS = {  # a file's ending -> the formats it may hold
    **{
        name: (name,)
        for name in (
            *("wav", "mp3", "flac", "webm", "aac", "pcm16", "amr", "caf", "wma", "aiff", "au"),
            *("w64", "avi", "mpegts", "flv", "wv"),
        )
    },
    **dict.fromkeys(
        ("m4a", "mp4", "m4b", "m4v", "mov", "3gp", "3g2", "3ga"), ("m4a", "mp4", "3gp")
    ),
    **dict.fromkeys(("opus", "ogg", "oga"), ("opus", "ogg")),
    **dict.fromkeys(("mkv", "mka"), ("webm",)),
    **dict.fromkeys(("aif", "aifc"), ("aiff",)),
    **dict.fromkeys(("mpg", "mpeg", "vob"), ("mpeg",)),
    "snd": ("au",),
    "ts": ("mpegts",),
}


def format_name(reader: Reader, container: Any, codec: str) -> str:
    """What people call the format of an open file: its container and its codec tell."""
    name = str(container.format.name)
    if name == "ogg" and codec == "opus":
        return "opus"
    if name == MP4_FAMILY and read_at(reader, 8, 3) == b"3gp":
        return "3gp"
    if name == MP4_FAMILY and has_video(container):
        return "mp4"
    return NAMES.get(name, name)


def has_video(container: Any) -> bool:
    """Whether a file holds a moving picture; a cover is none."""
    return any(
        stream.average_rate and not stream.disposition.value & COVER_PICTURE
        for stream in container.streams.video
    )


def ending_of(name: str) -> str:
    """The ending of a file's name, in lower case and without its dot."""
    return PurePath(name).suffix[1:].lower()


def fits_ending(format: str, name: str) -> bool:
    """Whether a file of this name may hold this format; unknown endings hold anything."""
    return format in ENDINGS.get(ending_of(name), (format,))


def check_ending(format: str, name: str) -> None:
    """Raises SoundError where the name of a file to be written names another format."""
    if fits_ending(format, name):
        return
    ending = ending_of(name)
    wanted = ENDINGS[ending][0]
    can_be_written = wanted in ("wav", "pcm16", *WRITERS)
    instead = f", or use sound.to({wanted!r}).save(…)" if can_be_written else ""
    raise SoundError(
        f"These bytes are {format} and the name ends in .{ending}: save it as .{format}{instead}."
    )


def check_named(format: str | None) -> None:
    """Raises SoundError where a format is named that is no name for bytes without a header."""
    if format not in (None, "pcm16"):
        raise SoundError(
            f"{str(format)[:50]!r} need not be named, because the file tells: "
            'leave format out, or give "pcm16" for samples without a header.'
        )
