"""A user, a recording and the phrase book: what the tests of the mind share."""

import numpy as np

from helpers.practice.ears.heard import Heard, Word
from helpers.practice.mind.hearing import Hearing
from helpers.practice.mind.phrase_book import answer
from helpers.practice.voice import synthesis
from helpers.speech import prosody

LIMITS, LIMITS_KOREAN = "no language model", "언어 모델이 아닌"
TRAIN, QUESTION = "i am on the train and it is late", "please tell me how long this recording is"
SEA = "The sea is big. The sea is blue and the sea is cold. I like tea."


def hearing(words, verdict="clear", sound="I am on the train and it is late."):
    timed = tuple(Word(word, n * 0.3, n * 0.3 + 0.3, 0.9) for n, word in enumerate(words.split()))
    return Hearing(
        Heard(words, 0.9 if words else 0.2, verdict, timed),
        prosody.measure(
            synthesis.speak(sound, "fable") if sound else np.zeros(48_000), synthesis.RATE
        ),
    )


HEARD = hearing(TRAIN)
ASKING = hearing(QUESTION)
FOREIGN = hearing("", "unclear", "Buenos días. Quisiera una mesa.")
SILENT = hearing("", "no speech", "")


def asked(text, *hearings, system=None):
    messages = [{"role": "system", "content": system}] if system else []
    return answer([*messages, {"role": "user", "content": text}], list(hearings))


def said(text, *hearings, system=None):
    return asked(text, *hearings, system=system).text
