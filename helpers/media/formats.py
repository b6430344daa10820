"""The names of formats: what FFmpeg calls them, what people call them, how files end."""

from pathlib import PurePath
from typing import Any

from helpers.media.encoder import WRITERS
from helpers.media.kinds import BARE, KINDS
from helpers.media.reader import Reader
from helpers.media.sniff import SoundError
from helpers.media.tags import head_of

COVER_PICTURE = 0x400  # AV_DISPOSITION_ATTACHED_PIC of FFmpeg
WRITABLE = ("wav", "pcm16", *WRITERS)
BARE_NAMES = ("pcm16", *(kind.format for kind in BARE))  # what format= may name


def _endings() -> dict[str, tuple[str, ...]]:
    """A file's ending -> the formats it may hold."""
    found: dict[str, dict[str, None]] = {"pcm16": {"pcm16": None}}
    for kind in KINDS:
        for ending in kind.endings:
            found.setdefault(ending, {})[kind.format] = None
    return {ending: tuple(formats) for ending, formats in found.items()}


ENDINGS = _endings()


def format_name(reader: Reader, container: Any, codec: str) -> str:
    """What people call the format of an open file: its container and its codec tell."""
    demuxer, head = str(container.format.name), head_of(reader)
    format = next(kind.format for kind in KINDS if kind.demuxer == demuxer and kind.may_be(head))
    if format == "ogg" and codec == "opus":
        return "opus"
    return "mp4" if format == "m4a" and has_video(container) else format


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
    wanted = next((other for other in ENDINGS[ending] if other in WRITABLE), None)
    instead = f", or use sound.to({wanted!r}).save(…)" if wanted else ""
    raise SoundError(
        f"These bytes are {format} and the name ends in .{ending}: save it as .{format}{instead}."
    )


def check_named(format: str | None) -> None:
    """Raises SoundError where a format is named that is no name for bytes without a header."""
    if format not in (None, *BARE_NAMES):
        raise SoundError(
            f"{str(format)[:50]!r} need not be named, because the file tells: leave format out, or "
            f"for samples without a header give one of {', '.join(BARE_NAMES)}."
        )
