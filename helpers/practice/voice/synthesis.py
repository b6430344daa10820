"""Text to speech, phrase by phrase: what the rest of the engine calls.

PRACTICE_VOICE=kokoro has the natural voice speak, where it is installed; else espeak-ng speaks.
"""

from collections.abc import Iterator
from typing import Protocol

import numpy as np

from helpers.media.codec import resample
from helpers.practice.voice import espeak, kokoro, names
from helpers.practice.voice.delivery import PLAIN, Delivery
from helpers.practice.voice.korean_numbers import spoken_numbers
from helpers.practice.voice.phrases import phrases

RATE = 24_000  # Hz of every answer (docs/protocol.md §6)
SILENCE = RATE // 10  # samples that answer a text without a word to say


class Synthesiser(Protocol):
    """What makes sound of a phrase."""

    name: str  # "espeak-ng"
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
    synthesiser: Synthesiser | None = None,
) -> np.ndarray:
    """`text` as mono float32 samples in [-1, 1] at RATE; `voice` is one of TIMBRES.

    `language` is one of espeak.LANGUAGES; without a `synthesiser` it is `chosen()`. The same
    arguments give the same samples on one machine.
    """
    return np.concatenate(list(blocks(text, voice, language, delivery, synthesiser)))


def blocks(
    text: str,
    voice: str = "alloy",
    language: str = "en",
    delivery: Delivery = PLAIN,
    synthesiser: Synthesiser | None = None,
) -> Iterator[np.ndarray]:
    """The same speech, one array for each phrase, as soon as it is made.

    A text without a word to say gives a short silence.
    """
    synthesiser = synthesiser or chosen()
    parts = phrases(spoken_numbers(text) if language == "ko" else text)
    for number, phrase in enumerate(parts, 1):
        mono = synthesiser.say(phrase, voice, language, delivery, pause=number < len(parts))
        yield resample(mono, synthesiser.rate, RATE)
    if not parts:
        yield np.zeros(SILENCE, np.float32)


def chosen() -> Synthesiser:
    """What speaks."""
    natural = kokoro.synthesiser() if names.wanted() == names.KOKORO else None
    return natural or espeak.synthesiser()


def tidy() -> None:
    """Remove what lies in temporary folders, where the process will end without doing so."""
    espeak.tidy()
