"""Text to speech, phrase by phrase: what the rest of the engine calls."""

from collections.abc import Iterator
from typing import Protocol

import numpy as np

from helpers.media.codec import resample
from helpers.practice.voice import espeak
from helpers.practice.voice.delivery import PLAIN, Delivery
from helpers.practice.voice.phrases import phrases

RATE = 24_000  # Hz of every answer (docs/protocol.md §6)
SILENCE = RATE // 10  # samples that answer a text without a word to say


class Synthesiser(Protocol):
    """What makes sound of a phrase."""

    description: str  # what speaks, in a few words
    rate: int  # Hz of what it says

    def say(
        self, phrase: str, voice: str, language: str, delivery: Delivery, pause: bool
    ) -> np.ndarray:
        """`phrase` as mono float32 samples in [-1, 1], with a pause behind it or not."""
        ...


def speak(
    text: str,
    voice: str = "alloy",
    language: str = "en",
    delivery: Delivery = PLAIN,
) -> np.ndarray:
    """`text` as mono float32 samples in [-1, 1] at RATE; `voice` is one of TIMBRES.

    `language` is one of espeak.LANGUAGES. Bit-identical for the same arguments on one platform.
    """
    return np.concatenate(list(blocks(text, voice, language, delivery)))


def blocks(
    text: str, voice: str = "alloy", language: str = "en", delivery: Delivery = PLAIN
) -> Iterator[np.ndarray]:
    """The same speech, one array for each of `phrases(text)`, as soon as it is made.

    A text without a word to say gives a short silence.
    """
    synthesiser = espeak.synthesiser()
    parts = phrases(text)
    for number, phrase in enumerate(parts, 1):
        mono = synthesiser.say(phrase, voice, language, delivery, pause=number < len(parts))
        yield resample(mono, synthesiser.rate, RATE)
    if not parts:
        yield np.zeros(SILENCE, np.float32)


def tidy() -> None:
    """Remove what lies in temporary folders, where the process will end without doing so."""
    espeak.tidy()
