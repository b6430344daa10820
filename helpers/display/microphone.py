"""Microphone: a recording made in the page, which arrives in Python while it is made."""

import asyncio
import time
from typing import Any

import traitlets

from helpers.conversion import ANSWER_RATE
from helpers.display.file_picker import FilePicker
from helpers.display.page import has_page
from helpers.display.upload import Upload
from helpers.display.widget_files import script
from helpers.language import translated
from helpers.media import codec
from helpers.media.sniff import SoundError
from helpers.sound import Sound
from helpers.speech import prosody

# Ten minutes at 48 kHz take 58 MB in the page, and some hundred for a moment in Python; for more
# there are programs that record to a file.
LONGEST = 600  # seconds
# Speech into a microphone that works reaches -40 and more at its loudest, also from a metre away; a
# muted one gives -70 or less. widgets/microphone.js has the same limit.
QUIET = -50.0  # dBFS
TICK = 0.02  # seconds between two looks for a recording that is awaited


class Microphone(FilePicker):
    """Record up to `seconds` (1 to 600): `.sound` is a 24 kHz mono wav Sound, "my recording".

    A file can be chosen instead. The browser's echo cancellation, noise suppression and automatic
    gain are off: they are made for calls, and change what is to be measured and heard here.
    Without a recording `.sound` gives `sample` and prints so; without a sample it raises
    SoundError, as it does while a recording goes on. `stopped` is when Stop was pressed, by
    time.perf_counter().
    """

    _esm = script(
        "page",
        "upload_row",
        "file_picker",
        "capture",
        "microphone_refusal",
        "microphone",
        "microphone_widget",
    )
    seconds = traitlets.Int().tag(sync=True)
    _title, _missing = "Microphone", "Nothing was recorded"
    _what_to_do = "press Record in the cell above, speak, press Stop, then run this cell again"

    def __init__(self, seconds: int = 60, sample: Any = None) -> None:
        if not isinstance(seconds, (int, float)) or not 1 <= seconds <= LONGEST:
            raise ValueError(
                translated(
                    f"{seconds!r} is no time limit for a recording: "
                    f"give whole seconds from 1 to {LONGEST}."
                )
            )
        super().__init__(sample)
        self.seconds = int(seconds)
        self.stopped: float | None = None
        self._how = f"run this cell to record up to {self.seconds} seconds"

    async def spoken(self, patience: float = 10) -> Sound:
        """The next recording, as soon as Stop was pressed: `await microphone.spoken()`.

        Where none was begun within `patience` seconds, and where there is no page, `sample`.
        Raises SoundError for a recording that cannot be used, and where there is no sample.
        """
        known = {upload.id for upload in self._uploads}
        until = time.perf_counter() + (patience if has_page() else 0)
        while True:
            latest = [upload for upload in self._uploads if upload.id not in known][-1:]
            if latest and latest[0].state in ("held", "refused"):
                self.stopped = latest[0].ended
                return latest[0].sound or self._sample_instead()
            if not latest and time.perf_counter() >= until:
                self.stopped = time.perf_counter()
                return self._sample_instead()
            await asyncio.sleep(TICK)

    def _sound_of(self, upload: Upload) -> Sound:
        if not upload.rate:
            return super()._sound_of(upload)
        recorded = codec.from_pcm16(upload.take_data())
        samples = codec.resample(recorded, upload.rate, ANSWER_RATE)
        if not samples.size:
            raise SoundError(
                "Nothing was recorded: press Record, wait for the word Recording, then speak."
            )
        if prosody.loudness(samples, ANSWER_RATE)[1].max() < QUIET:
            upload.note = translated(
                "This is very quiet: is the right microphone chosen, is it muted?"
            )
        return Sound.from_samples(samples, ANSWER_RATE, upload.name)
