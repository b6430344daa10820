"""Human speech that Debian packages: the prompts of the Asterisk telephone system.

They stay where the package put them (`apt install asterisk-core-sounds-en-g722
asterisk-core-sounds-en`, and `-es-g722`, `-fr-g722` for Spanish and French).
"""

import gzip
import io
import re
from pathlib import Path

import av
import numpy as np

from helpers.media.codec import resample

RATE = 16_000
VOICES = {"en": "en_US_f_Allison", "es": "es_MX_f_Allison", "fr": "fr_CA_f_June"}
TEXTS = "doc/asterisk-core-sounds-en/core-sounds-en.txt.gz"
SOUNDS = "asterisk/sounds"
WORDS = 4  # a prompt with fewer is part of a sentence
PLAIN = r"(?!.*(\b\w ){3})[\w\s.,;:!?'\"-]+"  # no descriptions, no signs, no letters one by one
NO_SPEECH = ("ascending-2tone", "descending-2tone", "beep", "beeperr", "tt-monkeys")


def english(share: Path, most: int = 100) -> list[tuple[str, np.ndarray]]:
    """(words, samples at 16 kHz) of at most `most` whole sentences; `share` is /usr/share."""
    with gzip.open(share / TEXTS, "rt", encoding="utf-8") as file:
        texts = dict(re.findall(r"^([\w/-]+): (.+)$", file.read(), re.MULTILINE))
    folder = share / SOUNDS / VOICES["en"]
    whole = [
        (text, folder / f"{name}.g722")
        for name, text in sorted(texts.items())
        if len(text.split()) >= WORDS
        and re.fullmatch(PLAIN, text)
        and (folder / f"{name}.g722").is_file()
    ]
    return [(text, _samples(path)) for text, path in _spread(whole, most)]


def foreign(share: Path, language: str, most: int = 30) -> list[np.ndarray]:
    """Prompts of two seconds and more in "es" or "fr", samples at 16 kHz."""
    folder = share / SOUNDS / VOICES[language]
    long = [path for path in sorted(folder.glob("*.g722")) if path.stat().st_size > 2 * 8_000]
    spoken = [path for path in long if path.stem not in NO_SPEECH]
    return [_samples(path) for path in _spread(spoken, most)]


def no_speech(share: Path) -> list[np.ndarray]:
    """Tones, and monkeys."""
    folder = share / SOUNDS / VOICES["en"]
    return [_samples(folder / f"{name}.g722") for name in NO_SPEECH]


def _spread(found: list, most: int) -> list:
    """At most `most` of them, from all over the list."""
    return [found[at * len(found) // min(most, len(found))] for at in range(min(most, len(found)))]


def _samples(path: Path) -> np.ndarray:
    """Mono samples in [-1, 1]; G.722 has no header, so the format is named."""
    with av.open(io.BytesIO(path.read_bytes()), format="g722") as container:
        frames = [frame.to_ndarray() for frame in container.decode(audio=0)]
        rate = container.streams.audio[0].rate
    mono = np.concatenate(frames, axis=1)[0].astype(np.float32) / 32_768
    return resample(mono, rate, RATE)
