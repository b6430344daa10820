"""FilePicker: recordings from the learner's own computer, also where the notebook runs on another. The bytes go straight to Python and are in nothing that is saved."""

import contextlib
import html
import io
import os
import sys
import threading
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

import anywidget
import traitlets

from helpers.media.sniff import SoundError
from helpers.sound import Sound
from helpers.units import clock, size

LARGEST = 200_000_000  # bytes: a shared Jupyter server often gives a learner 1 GB, and a file takes three times its size while it is read
LONGEST_NAME = 60  # letters of a file's name in a sentence
FOLDER = Path(__file__).parent / "widgets"


def script(*names: str) -> str:
    """The scripts of helpers/widgets as the one module that anywidget loads; the last names the function that fills a cell."""
    return (
        "\n".join((FOLDER / f"{name}.js").read_text("utf-8") for name in names)
        + f"\nexport default {{ render: {names[-1]} }};\n"
    )


@dataclass
class Item:
    """One file or recording on its way, arrived, or refused. `size` is in bytes, None while a recording goes on, whose `rate` is in Hz."""

    id: str
    name: str
    size: int | None = None
    rate: int | None = None
    data: bytearray = field(default_factory=bytearray)
    sound: Sound | None = None
    refusal: str = ""
    note: str = ""

    @property
    def state(self) -> str:
        if self.refusal or self.sound:
            return "refused" if self.refusal else "held"
        return (
            "recording"
            if self.size is None
            else "arriving"
            if len(self.data) < self.size
            else "reading"
        )

    def shown(self) -> dict:
        """What the page shows of it: words and numbers, never sound."""
        facts = (
            f"{clock(self.sound.seconds)} · {self.sound.format} · {size(self.sound.data)}"
            if self.sound
            else ""
        )
        return {
            "id": self.id,
            "name": self.name,
            "state": self.state,
            "at": len(self.data),
            "size": self.size,
            "facts": facts,
            "note": self.refusal or self.note,
        }


class FilePicker(anywidget.AnyWidget):
    """Choose a recording, or drop it: `.sound` is the Sound, `.sounds` all of them where `multiple=True`, in the order chosen.

    Takes what FFmpeg decodes, up to 200 MB. A file that is refused leaves the earlier choice as it was.
    Without a choice both give `sample` (whatever Sound.load takes) and print so; without a sample they raise SoundError, as they do while a file is still arriving.
    """

    _esm = script("picker")
    _css = (FOLDER / "recorder.css").read_text("utf-8")
    multiple = traitlets.Bool(False).tag(sync=True)
    largest = traitlets.Int(LARGEST).tag(sync=True)
    _title, _how, _missing = (
        "File picker",
        "a button to choose a recording, when this cell is run",
        "No recording was chosen",
    )
    _what_to_do = "choose one in the cell above, then run this cell again"

    def __init__(self, sample=None, multiple: bool = False):
        super().__init__(multiple=multiple)
        self._sample = sample
        self._items: list[Item] = []
        self._lock = (
            threading.RLock()
        )  # JupyterLab has messages handled in a thread of their own, also while a cell runs
        self.on_msg(self._receive)

    @property
    def sound(self) -> Sound:
        return self.sounds[0]

    @property
    def sounds(self) -> list[Sound]:
        with self._lock:  # what is being read is waited for
            items = list(self._items)
        for item in items:
            if item.state not in ("held", "refused"):
                raise SoundError(_unfinished(item))
        held = [item.sound for item in items if item.sound]
        if held:
            return held
        refused = next(
            (
                f"{_short(item.name)} was not taken. {item.refusal}"
                for item in reversed(items)
                if item.refusal
            ),
            None,
        )
        if self._sample is None:
            raise SoundError(refused or f"{self._missing}: {self._what_to_do}.")
        sample = Sound.load(self._sample)
        print(f"{refused or self._missing + '.'} This is the sample, {sample.label}.")
        return [sample]

    def _receive(self, _, content: dict, buffers: list) -> None:
        """One message of the page; the answer to every page that shows this widget is the list of what is here, upon which a page with bytes that are wanted sends the next slice."""
        with self._lock:
            if self._handle(content, buffers):
                for item in [item for item in self._items if item.state == "reading"]:
                    self._tell()
                    self._finish(item)
                self._tell()

    def _handle(self, content: dict, buffers: list) -> bool:
        """What the page begins to send, a slice of it, its end, what it takes back, or a greeting; whether it waits for an answer."""
        item = next((item for item in self._items if item.id == content.get("id")), None)
        match content["type"]:
            case "begin":
                self._begin(
                    Item(
                        content["id"],
                        _readable(content["name"]),
                        content.get("size"),
                        content.get("rate"),
                    )
                )
            case "slice" if (
                item and item.state in ("recording", "arriving") and content["at"] == len(item.data)
            ):  # what comes twice or out of turn is asked for again
                item.data += buffers[0]
                return item.size is not None
            case "end" if item and item.size is None:
                item.size = content["size"]
            case "cancel" if item:
                self._items.remove(item)
        return True

    def _begin(self, item: Item) -> None:
        if not self.multiple:
            self._items = [item for item in self._items if item.sound]
        if (item.size or 0) > LARGEST:
            item.refusal = (
                f"This file has {item.size / 1e6:.0f} MB, more than the {LARGEST // 1_000_000} MB that can be sent from here: "
                f"save its sound alone as mp3 or m4a, or put it beside the notebook and use Sound.load.{self._kept()}"
            )
        self._items.append(item)

    def _finish(self, item: Item) -> None:
        """Bytes become a Sound, or a refusal; what Sound.load prints becomes a note in the widget."""
        said = _Said()
        try:
            with contextlib.redirect_stdout(said):
                item.sound = self._sound_of(item)
        except SoundError as error:
            item.refusal = f"{error}{self._kept()}"
        item.note = " ".join([*said.getvalue().split("\n"), item.note]).strip()
        if item.sound and not self.multiple:
            self._items = [item]

    def _sound_of(self, item: Item) -> Sound:
        file, item.data = io.BytesIO(bytes(item.data)), bytearray()
        file.name = item.name
        return Sound.load(file, item.name)

    def _kept(self) -> str:
        held = next((item.name for item in self._items if item.sound), None)
        return f" {_short(held)} is still chosen." if held and not self.multiple else ""

    def _tell(self) -> None:
        self.send({"type": "items", "items": [item.shown() for item in self._items]})

    def __repr__(self) -> str:
        return f"{self._title}: {'; '.join(repr(item.sound) for item in self._items if item.sound) or self._missing[0].lower() + self._missing[1:]}"

    def _repr_mimebundle_(self, **kwargs):
        if os.environ.get("AUDIO_OUTPUT") == "files":
            return {
                "text/plain": f"{self._title} ({self._how})",
                "text/html": f"<p><b>{self._title}</b> <i>({html.escape(self._how)})</i></p>",
            }
        return super()._repr_mimebundle_(**kwargs)


class _Said(io.StringIO):
    """What one thread prints; the words of others go where they went before."""

    def __init__(self):
        super().__init__()
        self._thread, self._before = threading.get_ident(), sys.stdout

    def write(self, words: str) -> int:
        return (
            super().write(words)
            if threading.get_ident() == self._thread
            else self._before.write(words)
        )


def _unfinished(item: Item) -> str:
    if item.rate:
        return "The recording has not arrived whole: press Stop if it still goes on, then run this cell again; if the page was reloaded meanwhile, record again."
    return f"{_short(item.name)} is still arriving, {len(item.data) / 1e6:.1f} of {item.size / 1e6:.1f} MB: run this cell again when it is there; if the page was reloaded meanwhile, choose it again."


def _readable(name: str) -> str:
    """A file's name in whole letters: a Mac sends Korean ones in pieces, and half letters cannot be printed."""
    return (
        unicodedata.normalize(
            "NFC", " ".join(str(name).split()).encode("utf-8", "replace").decode()
        )
        or "recording"
    )


def _short(name: str) -> str:
    return (
        f"“{name}”" if len(name) <= LONGEST_NAME else f"“{name[: LONGEST_NAME - 16]}…{name[-15:]}”"
    )
