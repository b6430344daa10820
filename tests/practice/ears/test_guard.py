"""What the model writes is believed, doubted or refused."""

import pytest

from helpers.practice.ears import guard
from helpers.practice.ears.heard import Word
from helpers.practice.ears.whisper import Piece

WORDS = (Word("Good", 0, 0.4, 0.9), Word("morning,", 0.4, 1, 0.9), Word("all.", 1, 1.3, 0.9))
GOOD = Piece(WORDS, "en", 0.9, 0.1, -0.2, 0.9)


def piece(*texts, **changed):
    words = tuple(Word(text, n, n + 1, 0.9) for n, text in enumerate(texts)) or GOOD.words
    values = {name: getattr(GOOD, name) for name in Piece.__dataclass_fields__}
    return Piece(**(values | {"words": words} | changed))


@pytest.mark.parametrize(
    "heard, verdict",
    [
        (GOOD, "words"),
        (piece("네."), "words"),
        (piece("5"), "words"),
        (piece(no_speech=0.9, language_probability=0.5), "no speech"),
        (piece(no_speech=0.9), "words"),
        (piece(no_speech=0.9, score=-1.0), "unclear"),
        (piece("..."), "no speech"),
        (piece("♪"), "no speech"),
        (piece("a"), "no speech"),
        (piece(language_probability=0.05), "unclear"),
        (piece(language_probability=0.2), "words"),
        (piece(language="th", score=-0.6), "unclear"),
        (piece(language="es"), "words"),
        (piece(score=-2.0, no_speech=0.5), "no speech"),
        (piece(repetition=4.0), "words"),
        (piece(repetition=4.0, score=-0.5), "unclear"),
        (piece("Hello.", score=-1.0), "words"),
        (piece("NABSA", words=(Word("NABSA", 0, 1.8, 0.6),), score=-1.0), "unclear"),
        (piece("Thank", "you.", words=WORDS[:2], score=-1.2), "words"),
        (piece("Thank", "you.", score=-1.2), "unclear"),
        (piece(score=-1.2), "unclear"),
        (piece(language_probability=0.2, no_speech=0.9), "no speech"),
    ],
)
def test_verdicts(heard, verdict):
    assert guard.judge(heard) == verdict
