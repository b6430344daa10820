"""One recording on its way from the page to Python: its state, its name, what is said of it."""

import unicodedata
from dataclasses import dataclass, field

from helpers.sound import Sound
from helpers.units import clock, size

LONGEST_NAME = 60  # letters of a file's name in a sentence
END_OF_NAME = 15  # letters kept of the end of a longer one


@dataclass
class Upload:
    """One file or recording on its way, arrived, or refused."""

    id: str
    name: str
    size: int | None = None
    """Bytes; None while a recording goes on."""
    rate: int | None = None
    """Hz of a recording's samples; None for a file."""
    data: bytearray = field(default_factory=bytearray)
    sound: Sound | None = None
    refusal: str = ""
    note: str = ""
    ended: float | None = None
    """When Stop was pressed, by time.perf_counter(); None for a file."""

    @property
    def state(self) -> str:
        """One of refused, held, recording, arriving, reading."""
        if self.refusal:
            return "refused"
        if self.sound:
            return "held"
        if self.size is None:
            return "recording"
        return "arriving" if len(self.data) < self.size else "reading"

    def take_data(self) -> bytes:
        """The bytes that arrived, which are then held here no longer."""
        data, self.data = bytes(self.data), bytearray()
        return data

    def for_page(self) -> dict[str, str | int | None]:
        """What the page shows of it: words and numbers, never sound."""
        facts = ""
        if self.sound:
            facts = f"{clock(self.sound.seconds)} · {self.sound.format} · {size(self.sound.size)}"
        return {
            "id": self.id,
            "name": self.name,
            "state": self.state,
            "at": len(self.data),
            "size": self.size,
            "facts": facts,
            "note": self.refusal or self.note,
        }

    def why_unfinished(self) -> str:
        """What to say to somebody who asks for the sound before it is here."""
        if self.rate:
            return (
                "The recording has not arrived whole: press Stop if it still goes on, then run "
                "this cell again; if the page was reloaded meanwhile, record again."
            )
        arrived = f"{len(self.data) / 1e6:.1f} of {(self.size or 0) / 1e6:.1f} MB"
        return (
            f"{quoted(self.name)} is still arriving, {arrived}: run this cell again when it is "
            "there; if the page was reloaded meanwhile, choose it again."
        )


def readable(name: str) -> str:
    """A file's name in whole letters.

    A Mac sends Korean letters in pieces (NFD), and half letters cannot be printed.
    """
    whole = " ".join(str(name).split()).encode("utf-8", "replace").decode()
    return unicodedata.normalize("NFC", whole) or "recording"


def quoted(name: str) -> str:
    """A name in quotation marks, without its middle where it is long."""
    if len(name) <= LONGEST_NAME:
        return f"“{name}”"
    return f"“{name[: LONGEST_NAME - END_OF_NAME - 1]}…{name[-END_OF_NAME:]}”"
