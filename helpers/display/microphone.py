"""Microphone: a recording made in the page, which arrives in Python while it is made."""

import traitlets

from helpers.conversion import ANSWER_RATE
from helpers.display.file_picker import FilePicker, Item, script
from helpers.media import codec
from helpers.media.sniff import SoundError
from helpers.sound import Sound
from helpers.speech import prosody

LONGEST = 600  # seconds: ten minutes at 48 kHz take 58 MB in the page, and some hundred for a moment in Python; for more there are programs that record to a file
QUIET = -50.0  # dBFS: speech into a microphone that works reaches -40 and more at its loudest, also from a metre away; a muted one gives -70 or less


class Microphone(FilePicker):
    """Record up to `seconds` (1 to 600): `.sound` is a 24 kHz mono wav Sound named "my recording". A file can be chosen instead.

    The browser's echo cancellation, noise suppression and automatic gain are off: they are made for calls, and change what is to be measured and heard here.
    Without a recording `.sound` gives `sample` and prints so; without a sample it raises SoundError, as it does while a recording goes on.
    """

    _esm = script("picker", "sound", "microphone")
    seconds = traitlets.Int().tag(sync=True)
    _title, _missing = "Microphone", "Nothing was recorded"
    _what_to_do = "press Record in the cell above, speak, press Stop, then run this cell again"

    def __init__(self, seconds: int = 60, sample=None):
        if not isinstance(seconds, (int, float)) or not 1 <= seconds <= LONGEST:
            raise ValueError(
                f"{seconds!r} is no time limit for a recording: give whole seconds from 1 to {LONGEST}."
            )
        super().__init__(sample)
        self.seconds = int(seconds)
        self._how = f"a button to record up to {self.seconds} seconds, when this cell is run"

    def _sound_of(self, item: Item) -> Sound:
        if not item.rate:
            return super()._sound_of(item)
        pcm, item.data = bytes(item.data), bytearray()
        samples = codec.resample(codec.from_pcm16(pcm), item.rate, ANSWER_RATE)
        if not samples.size:
            raise SoundError(
                "Nothing was recorded: press Record, wait for the word Recording, then speak."
            )
        if prosody.loudness(samples, ANSWER_RATE)[1].max() < QUIET:
            item.note = "This is very quiet: is the right microphone chosen, is it muted?"
        return Sound.from_samples(samples, ANSWER_RATE, item.name)
