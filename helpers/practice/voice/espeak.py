"""Words to speech by espeak-ng: at once, in thirteen voices, the same samples every time.

espeak-ng is a C library under the GPL that pip fetches as `espeakng-loader`. It is not
thread-safe: one lock goes round it.
"""

import contextlib
import ctypes
import functools
import shutil
import tempfile
import threading
from pathlib import Path

import numpy as np

from helpers.practice.voice import names
from helpers.practice.voice.delivery import Delivery
from helpers.practice.voice.timbres import TIMBRES, VOLUMES, voice_file

LANGUAGES = {"en": "gmw/en-US", "ko": "ko", "es": "roa/es"}  # files in espeak-ng's data
USUAL_SPEED = 165  # words a minute
CLEARING = "a."  # said before every phrase and dropped: espeak-ng begins where its last sound
# ended, so that one phrase in nine would depend on what was said before
SYNCHRONOUS, DONT_EXIT = 2, 0x8000  # these and below: speak_lib.h
UTF8, END_PAUSE = 0x01, 0x1000
SPEED, VOLUME, PITCH, RANGE = 1, 2, 3, 4
IPA = 0x02
LONGEST_PATH = 59  # bytes of a voice file's path that espeak-ng reads
LONGEST_DATA = 150  # bytes of the path to its data: its buffer has 160, a file's name included
DATA = "espeak-ng-data"
CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


class Espeak:
    """The library with its voice files, which lie in a temporary folder. Use `synthesiser()`."""

    name = names.NAMES[names.ESPEAK]
    rate = 22_050  # Hz that espeak-ng delivers

    def __init__(self) -> None:
        import espeakng_loader

        self._lock = threading.Lock()
        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        self._data = Path(espeakng_loader.get_data_path())
        self.folder = tempfile.TemporaryDirectory(prefix="practice-voices-")
        self._moved = not is_plain(self._data, LONGEST_DATA)
        if self._moved:
            shutil.copytree(self._data, Path(self.folder.name) / DATA)
        path = DATA if self._moved else str(self._data)  # needed: another is compiled in
        with self._reading():
            rate = self._library.espeak_Initialize(SYNCHRONOUS, 0, path.encode(), DONT_EXIT)
        if rate != self.rate:
            raise RuntimeError("espeak-ng did not start: reinstall espeakng-loader.")
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        self._blocks: list[bytes] = []
        self._callback = CALLBACK(self._receive)  # kept: the library calls it later
        self._library.espeak_SetSynthCallback(self._callback)

    def say(
        self, phrase: str, voice: str, language: str, delivery: Delivery, pause: bool
    ) -> np.ndarray:
        """`phrase` as mono float32 samples in [-1, 1] at `rate`, with a pause behind it or not.

        `voice` is one of TIMBRES, `language` one of LANGUAGES. Bit-identical for the same
        arguments on one platform.
        """
        with self._lock, self._reading():
            self._load(self._voice_file(voice, language))
            self._set(TIMBRES[voice].speed / 100, VOLUMES[TIMBRES[voice].klatt], delivery)
            self._synthesise(CLEARING, END_PAUSE)
            pcm = self._synthesise(phrase, END_PAUSE if pause else 0)
        return np.frombuffer(pcm, np.int16).astype(np.float32) / 32768

    def phonemes(self, text: str, language: str) -> str:
        """`text` in the International Phonetic Alphabet, without its punctuation marks.

        What stands in another alphabet is read by that language's rules, behind a remark
        such as "(en)".
        """
        with self._lock, self._reading():
            self._load(self._voice_file(next(iter(TIMBRES)), language))
            data = ctypes.create_string_buffer(text.encode())
            place = ctypes.c_void_p(ctypes.addressof(data))
            clauses = []
            while place.value:  # each call reads one clause, and at the end sets it to NULL
                read = self._library.espeak_TextToPhonemes(ctypes.byref(place), UTF8, IPA)
                clauses.append(read.decode())
        return " ".join(filter(None, clauses))

    def _set(self, speed: float, volume: int, delivery: Delivery) -> None:
        values = {
            SPEED: round(USUAL_SPEED * delivery.speed * speed),
            VOLUME: round(volume * delivery.loudness),
            PITCH: delivery.pitch,
            RANGE: delivery.range,
        }
        for parameter, value in values.items():
            self._library.espeak_SetParameter(parameter, value, 0)

    def _synthesise(self, words: str, flags: int) -> bytes:
        """pcm16 of `words`. With one seed, flutter 0 and a Klatt voice: the same every time."""
        self._blocks = []
        self._library.espeak_ng_SetRandSeed(1)
        data = words.encode()
        self._library.espeak_Synth(data, len(data) + 1, 0, 1, 0, UTF8 | flags, None, None)
        self._library.espeak_Synchronize()
        return b"".join(self._blocks)

    def _receive(self, samples: "ctypes._Pointer[ctypes.c_short]", count: int, _events: int) -> int:
        if samples and count > 0:
            self._blocks.append(ctypes.string_at(samples, count * 2))
        return 0

    def _reading(self) -> contextlib.AbstractContextManager[object]:
        """While espeak-ng may read its data: the working folder is theirs where they were moved."""
        return contextlib.chdir(self.folder.name) if self._moved else contextlib.nullcontext()

    def _load(self, path: Path) -> None:
        """Load a voice file. espeak-ng reads a plus in its path as a variant of the voice."""
        plain = is_plain(path, LONGEST_PATH) and "+" not in str(path)
        name = str(path if plain else path.name).encode()
        with contextlib.nullcontext() if plain else contextlib.chdir(path.parent):
            if self._library.espeak_ng_SetVoiceByFile(name):
                raise RuntimeError(f"espeak-ng does not load the voice {path.name}.")

    def _voice_file(self, voice: str, language: str) -> Path:
        path = Path(self.folder.name) / f"{language}-{voice}"
        if not path.exists():
            language_file = (self._data / "lang" / LANGUAGES[language]).read_text("utf-8")
            path.write_text(voice_file(voice, language, language_file), "utf-8")
        return path


def is_plain(path: Path, longest: int) -> bool:
    """Whether espeak-ng opens this path. Of others only a name in the working folder works.

    It cuts what is longer, and on Windows it knows no letters beyond ASCII.
    """
    return str(path).isascii() and len(str(path)) <= longest


@functools.cache
def _started() -> Espeak:
    return Espeak()


_starting = threading.Lock()


def synthesiser() -> Espeak:
    """The one espeak-ng of this process, started when it is first needed."""
    with _starting:
        return _started()


def tidy() -> None:
    """Remove the voice files, where the process will end without doing so."""
    if _started.cache_info().currsize:
        _started().folder.cleanup()
