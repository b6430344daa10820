"""Words to speech: espeak-ng through ctypes, with thirteen voices of our own that give the same samples for the same words.

espeak-ng is a C library under the GPL that pip fetches as `espeakng-loader`; it is not thread-safe, so one lock goes round it.
"""

import contextlib
import ctypes
import re
import tempfile
import textwrap
import threading
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from helpers.media.codec import resample
from helpers.practice.mind.summary import sentences

RATE = 24_000  # Hz of every answer (api-facts.md §6)
ESPEAK_RATE = 22_050  # Hz that espeak-ng delivers
USUAL_SPEED = 165  # words a minute
LONGEST = (
    500  # characters said in one piece: a text without a full stop must not hold up the others
)
CLEARING = "a."  # said before every phrase and thrown away: espeak-ng begins where its last sound ended, so that one phrase in nine would depend on what was said before
SYNCHRONOUS, DONT_EXIT = 2, 0x8000
UTF8, END_PAUSE = 0x01, 0x1000
SPEED, VOLUME, PITCH, RANGE = 1, 2, 3, 4
VOLUMES = {
    3: 80,
    5: 50,
}  # espeak's volume for each Klatt source, so that all voices are about as loud and none clips at LOUDEST
LOUDEST = 1.33
LANGUAGES = {"en": "gmw/en-US", "ko": "ko", "es": "roa/es"}
OWN_LINES = (
    "name",
    "language",
    "gender",
    "maintainer",
    "status",
    "pitch",
    "flutter",
    "klatt",
    "formant",
    "speed",
    "intonation",
)


@dataclass(frozen=True)
class Timbre:
    """How one voice differs: median pitch in Hz as measured, the base it is set to for that, Klatt source, formant scale and speed in percent, intonation pattern."""

    pitch: int
    base: int
    klatt: int
    formants: int
    speed: int
    intonation: int = 1


TIMBRES = {
    "onyx": Timbre(78, 79, 3, 96, 94),
    "cedar": Timbre(87, 87, 5, 97, 92),
    "echo": Timbre(95, 95, 3, 98, 98),
    "ash": Timbre(103, 101, 5, 99, 104),
    "ballad": Timbre(113, 110, 3, 100, 90, 2),
    "verse": Timbre(124, 121, 5, 101, 104),
    "fable": Timbre(136, 131, 3, 102, 98, 2),
    "alloy": Timbre(149, 143, 5, 103, 100),
    "sage": Timbre(163, 156, 3, 104, 94),
    "marin": Timbre(179, 171, 5, 105, 98),
    "coral": Timbre(195, 184, 3, 106, 102, 2),
    "nova": Timbre(215, 203, 5, 107, 106),
    "shimmer": Timbre(235, 222, 3, 108, 96),
}


@dataclass(frozen=True)
class Delivery:
    """How the words are said: speed and loudness as factors, pitch and its range in espeak's 0 to 100 (50 is usual)."""

    speed: float = 1.0
    pitch: int = 50
    range: int = 50
    loudness: float = 1.0


PLAIN = Delivery()


def speak(
    text: str, voice: str = "alloy", language: str = "en", delivery: Delivery = PLAIN
) -> np.ndarray:
    """`text` as mono float32 samples in [-1, 1] at 24 kHz; `voice` is one of TIMBRES, `language` one of LANGUAGES. Bit-identical for the same arguments on one platform."""
    return np.concatenate(list(phrases(text, voice, language, delivery)))


def phrases(text: str, voice: str = "alloy", language: str = "en", delivery: Delivery = PLAIN):
    """The same speech, one array for each of `pieces(text)`, as soon as it is made. A text without a word to say gives a short silence."""
    parts = pieces(text)
    for number, phrase in enumerate(parts, 1):
        pcm = _engine().say(phrase, voice, language, delivery, pause=number < len(parts))
        yield resample(pcm.astype(np.float32) / 32768, ESPEAK_RATE, RATE)
    if not parts:
        yield np.zeros(RATE // 10, np.float32)


def pieces(text: str) -> list[str]:
    """The sentences of `text` as they are said, so that speech can start before the whole is made; very long ones in parts, those without a word or a sign not at all."""
    spoken = [
        sentence
        for sentence in sentences(readable(text))
        if any(letter.isalnum() or unicodedata.category(letter)[0] == "S" for letter in sentence)
    ]
    return [
        part
        for sentence in spoken
        for part in textwrap.wrap(sentence, LONGEST, break_on_hyphens=False)
    ]


def readable(text: str) -> str:
    """Text without the marks that are for the eye: Markdown's asterisks, hashes, backticks and link addresses."""
    text = text.encode("utf-8", "replace").decode().replace("\0", " ")
    text = re.sub(
        r"\[([^\[\]\n]{1,200})\]\([^()\s]{1,2000}\)", r"\1", text
    )  # bounded: thousands of open brackets must not take minutes
    text = re.sub(r"[*_`#~|]+", " ", text)
    return re.sub(r"[^\S\n]+", " ", text).strip()


class _Espeak:
    def __init__(self):
        import espeakng_loader

        self.lock = threading.Lock()
        self.library = ctypes.CDLL(espeakng_loader.get_library_path())
        self.data = Path(espeakng_loader.get_data_path())
        if (
            self.library.espeak_Initialize(SYNCHRONOUS, 0, str(self.data).encode(), DONT_EXIT)
            != ESPEAK_RATE
        ):  # the path is needed: another is compiled in
            raise RuntimeError("espeak-ng did not start: reinstall espeakng-loader.")
        self.pieces = []
        callback = ctypes.CFUNCTYPE(
            ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
        )
        self.callback = callback(self._take)  # kept: the library calls it later
        self.library.espeak_SetSynthCallback(self.callback)
        self.folder = tempfile.TemporaryDirectory(prefix="practice-voices-")

    def _take(self, samples, count, _events) -> int:
        if samples and count > 0:
            self.pieces.append(ctypes.string_at(samples, count * 2))
        return 0

    def say(
        self, phrase: str, voice: str, language: str, delivery: Delivery, pause: bool
    ) -> np.ndarray:
        with self.lock:
            self.pieces = []
            self._load(self._voice_file(voice, language))
            for parameter, value in (
                (SPEED, round(USUAL_SPEED * delivery.speed * TIMBRES[voice].speed / 100)),
                (VOLUME, round(VOLUMES[TIMBRES[voice].klatt] * delivery.loudness)),
                (PITCH, delivery.pitch),
                (RANGE, delivery.range),
            ):
                self.library.espeak_SetParameter(parameter, value, 0)
            self._synthesise(CLEARING, END_PAUSE)
            self.pieces = []
            self._synthesise(phrase, END_PAUSE if pause else 0)
            return np.frombuffer(b"".join(self.pieces), np.int16)

    def _synthesise(self, words: str, flags: int) -> None:
        """Into `pieces`. With one seed, flutter 0 and a Klatt voice: the same samples every time."""
        self.library.espeak_ng_SetRandSeed(1)
        data = words.encode()
        self.library.espeak_Synth(data, len(data) + 1, 0, 1, 0, UTF8 | flags, None, None)
        self.library.espeak_Synchronize()

    def _load(self, path: Path) -> None:
        """Load a voice file. espeak-ng cuts its path after 59 bytes, reads a plus as a variant and knows no letters beyond ASCII on Windows; then only its bare name will do."""
        plain = str(path).isascii() and len(str(path)) < 60 and "+" not in str(path)
        with contextlib.nullcontext() if plain else contextlib.chdir(path.parent):
            if self.library.espeak_ng_SetVoiceByFile(str(path if plain else path.name).encode()):
                raise RuntimeError(f"espeak-ng does not take the voice {path.name}.")

    def _voice_file(self, voice: str, language: str) -> Path:
        """The voice as espeak-ng reads it: the language's own lines from the package, then ours."""
        path = Path(self.folder.name) / f"{language}-{voice}"
        if not path.exists():
            timbre = TIMBRES[voice]
            lines = (self.data / "lang" / LANGUAGES[language]).read_text("utf-8").splitlines()
            kept = [line for line in lines if line.strip() and line.split()[0] not in OWN_LINES]
            ours = [
                f"pitch {round(0.84 * timbre.base)} {round(1.18 * timbre.base)}",
                "flutter 0",
                f"klatt {timbre.klatt}",
                f"intonation {timbre.intonation}",
            ]
            ours += [f"formant {number} {timbre.formants} 100 100" for number in range(9)]
            path.write_text(
                "\n".join([f"name {voice}", f"language {language}", *kept, *ours]) + "\n", "utf-8"
            )
        return path


_started = None
_starting = threading.Lock()


def _engine() -> _Espeak:
    global _started
    with _starting:
        _started = _started or _Espeak()
    return _started


def tidy() -> None:
    """Remove the voice files, where the process will end without doing so."""
    if _started:
        _started.folder.cleanup()
