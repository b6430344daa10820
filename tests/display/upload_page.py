"""A page that sends recordings to Python, as widgets/file_picker.js does."""

from helpers.media import codec
from tests.environment import ROOT

WEATHER = (ROOT / "data" / "weather.mp3").read_bytes()


RATE = 24000


class Page:
    """A page that begins, answers what Python asks for, and keeps what Python told last."""

    def __init__(self, widget, slice=20_000):
        self.widget, self.slice, self.files, self.told, self.history = widget, slice, {}, [], []
        widget.send = self._hear

    def _hear(self, content):
        self.told = content["items"]
        self.history.append([item["state"] for item in self.told])

    def say(self, kind, id, *buffers, **more):
        self.widget._handle_custom_msg(
            {"type": kind, "id": id, **more}, [memoryview(buffer) for buffer in buffers]
        )

    def begin(self, id, name, data=None, rate=None):
        self.files[id] = data
        self.say("begin", id, name=name, size=None if data is None else len(data), rate=rate)

    def pass_on(self, id) -> bool:
        """Send the slice that Python asks for; False where it asks for none."""
        at = next(
            (item["at"] for item in self.told if item["id"] == id and item["state"] == "arriving"),
            None,
        )
        if at is not None:
            self.say("slice", id, self.files[id][at : at + self.slice], at=at)
        return at is not None

    def choose(self, id, name, data):
        self.begin(id, name, data)
        while self.pass_on(id):
            pass

    def record(self, id, samples, rate, piece=0.5):
        self.begin(id, "my recording", rate=rate)
        self.files[id] = codec.to_pcm16(samples)
        step = int(piece * rate) * 2
        for at in range(0, len(self.files[id]), step):
            self.say("slice", id, self.files[id][at : at + step], at=at)
        self.say("end", id, size=len(self.files[id]))

    def note(self, id):
        return next(item["note"] for item in self.told if item["id"] == id)


def one(widget, *arguments, **options):
    made = widget(*arguments, **options)
    return made, Page(made)
