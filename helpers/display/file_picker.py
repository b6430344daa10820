"""FilePicker: recordings from the learner's own computer, also where the notebook runs elsewhere.

The bytes go straight to Python and are in nothing that is saved.
"""

import io
import threading
import time
from typing import Any

import traitlets
from ipywidgets import ValueWidget

from helpers.display.static_widget import StaticWidget, static_html
from helpers.display.thread_output import captured_in_this_thread
from helpers.display.upload import Upload, quoted, readable
from helpers.display.widget_files import script, style
from helpers.language import translated
from helpers.media.sniff import SoundError
from helpers.sound import Sound

# A shared Jupyter server often gives a learner 1 GB, and a file takes three times its size while
# it is read.
LARGEST = 200_000_000  # bytes


class FilePicker(StaticWidget, ValueWidget):
    """Choose a recording, or drop it.

    `.sound` is the Sound, `.sounds` all of them where `multiple=True`, in the order chosen. Takes
    what `Sound.load` takes, up to 200 MB. A file that is refused leaves the earlier choice as it
    was. Without a choice both give `sample` (whatever Sound.load takes) and print so; without a
    sample they raise SoundError, as they do while a file is still arriving. `value` is a tuple of
    the Sounds chosen, empty before; it can be observed, and is never sent to the page.
    """

    _esm = script("page", "upload_row", "file_picker", "file_picker_widget")
    _css = style("recorder")
    value = traitlets.Tuple(read_only=True)
    multiple = traitlets.Bool(False).tag(sync=True)
    largest = traitlets.Int(LARGEST).tag(sync=True)
    _title = "File picker"
    _how = "run this cell to choose a recording"
    _missing = "No recording was chosen"
    _what_to_do = "choose one in the cell above, then run this cell again"

    def __init__(self, sample: Any = None, multiple: bool = False) -> None:
        super().__init__(multiple=multiple)
        self._sample = sample
        self._uploads: list[Upload] = []
        # JupyterLab has messages handled in a thread of their own, also while a cell runs
        self._lock = threading.RLock()
        self.on_msg(self._receive)

    @property
    def sound(self) -> Sound:
        """The recording, or the first of several."""
        return (self.chosen() or [self._sample_instead()])[0]

    @property
    def sounds(self) -> list[Sound]:
        """All recordings in the order chosen, or the sample: at least one.

        Of several files it prints how many were taken, where some were not.
        """
        chosen = self.chosen()
        refused = [upload.name for upload in self._uploads if upload.refusal]
        if chosen and refused and self.multiple:
            of_all = f"{len(chosen)} of {len(chosen) + len(refused)} taken"
            print(translated(f"{of_all}. Not taken: {', '.join(map(quoted, refused))}."))
        return chosen or [self._sample_instead()]

    def chosen(self) -> list[Sound]:
        """All recordings in the order chosen, perhaps none. What is being read is waited for.

        Raises SoundError while one is still arriving.
        """
        with self._lock:
            uploads = list(self._uploads)
        for upload in uploads:
            if upload.state not in ("held", "refused"):
                raise SoundError(upload.why_unfinished())
        return [upload.sound for upload in uploads if upload.sound]

    def _sample_instead(self) -> Sound:
        refused = [upload for upload in self._uploads if upload.refusal]
        reason = ""
        if refused:
            reason = translated(f"{quoted(refused[-1].name)} was not taken. {refused[-1].refusal}")
        if self._sample is None:
            missing, advice = translated(self._missing), translated(self._what_to_do)
            raise SoundError(reason or f"{missing}: {advice}.")
        sample = Sound.load(self._sample)
        why = reason or f"{translated(self._missing)}."
        print(f"{why} {translated(f'This is the sample, {sample.label}.')}")
        return sample

    def _receive(self, _: Any, content: dict, buffers: list) -> None:
        """One message of the page.

        The answer, to every page that shows this widget, is the list of what is here; upon it a
        page with bytes that are missing sends the next slice.
        """
        with self._lock:
            if not self._handle(content, buffers):
                return
            for upload in [upload for upload in self._uploads if upload.state == "reading"]:
                self._tell_pages()
                self._finish(upload)
            self._tell_pages()
            held = tuple(upload.sound for upload in self._uploads if upload.sound)
            self.set_trait("value", held)

    def _handle(self, content: dict, buffers: list) -> bool:
        """Follow one message; whether the page waits for an answer.

        The page begins to send, sends a slice, ends a recording, cancels, or says hello. A slice
        that comes twice or out of turn is left out, and so asked for again.
        """
        named = [upload for upload in self._uploads if upload.id == content.get("id")]
        upload = named[0] if named else None
        match content["type"]:
            case "begin":
                name, rate = readable(content["name"]), content.get("rate")
                self._begin(Upload(content["id"], name, content.get("size"), rate))
            case "slice" if upload and _is_next(upload, content["at"]):
                upload.data += buffers[0]
                return upload.size is not None
            case "end" if upload and upload.size is None:
                upload.size = content["size"]
                upload.ended = time.perf_counter() - content.get("waited", 0)
            case "cancel" if upload:
                self._uploads.remove(upload)
        return True

    def _begin(self, upload: Upload) -> None:
        if not self.multiple:
            self._uploads = [upload for upload in self._uploads if upload.sound]
        if upload.size and upload.size > LARGEST:
            upload.refusal = translated(
                f"This file has {upload.size / 1e6:.0f} MB, more than the "
                f"{LARGEST // 1_000_000} MB that can be sent from here: save its sound alone as "
                "mp3 or m4a, or put it beside the notebook and use Sound.load."
                f"{self._still_chosen()}"
            )
        self._uploads.append(upload)

    def _finish(self, upload: Upload) -> None:
        """Bytes become a Sound, or a refusal; what Sound.load prints becomes a note."""
        with captured_in_this_thread() as printed:
            try:
                upload.sound = self._sound_of(upload)
            except SoundError as error:
                upload.refusal = f"{error}{translated(self._still_chosen())}"
        upload.note = " ".join([*printed.getvalue().split("\n"), upload.note]).strip()
        if upload.sound and not self.multiple:
            self._uploads = [upload]

    def _sound_of(self, upload: Upload) -> Sound:
        """The Sound in the bytes that arrived. Raises SoundError."""
        file = io.BytesIO(upload.take_data())
        file.name = upload.name
        return Sound.load(file, upload.name)

    def _still_chosen(self) -> str:
        held = [upload.name for upload in self._uploads if upload.sound]
        return f" {quoted(held[0])} is still chosen." if held and not self.multiple else ""

    def _tell_pages(self) -> None:
        items = [upload.for_page() for upload in self._uploads]
        self.send({"type": "items", "items": items})

    def __repr__(self) -> str:
        held = "; ".join(repr(upload.sound) for upload in self._uploads if upload.sound)
        missing = self._missing[0].lower() + self._missing[1:]
        return f"{translated(self._title)}: {held or translated(missing)}"

    def static_text(self) -> tuple[str, str]:
        """What it is, and what it does when its cell is run."""
        title, how = translated(self._title), translated(self._how)
        return f"{title} ({how})", static_html(title, "", how)


def _is_next(upload: Upload, at: int) -> bool:
    """Whether a slice that begins at byte `at` is the one that is missing."""
    return upload.state in ("recording", "arriving") and at == len(upload.data)
