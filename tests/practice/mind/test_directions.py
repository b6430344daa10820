"""Which words direct the voice, and which only look like it.

How it sounds is measured in test_directions_measured.py.
"""

import pytest

from helpers.practice.mind.directions import delivery, manner
from helpers.practice.voice.delivery import LOUDEST, PLAIN


@pytest.mark.parametrize(
    "orders, field, low, high",
    [
        ("Speak slowly.", "speed", 0.5, 0.8),
        ("Read this aloud quickly", "speed", 1.2, 2),
        ("Say it in a whisper", "loudness", 0, 0.4),
        ("Read it out loudly", "loudness", LOUDEST, LOUDEST),
        ("Answer as if to a small child", "pitch", 55, 100),
        ("Sound excited when you speak", "range", 80, 100),
        ("천천히 읽어 주세요", "speed", 0.5, 0.8),
        ("속삭이며 말해 주세요", "loudness", 0, 0.4),
    ],
)
def test_directions(orders, field, low, high):
    assert low <= getattr(delivery(orders), field) <= high


@pytest.mark.parametrize(
    "orders",
    [
        "",
        "Read this aloud",
        "How fast does she speak?",
        "Is the speaker excited?",
        "Do not speak slowly.",
        "Read this out loud",
        "얼마나 빨리 말하나요?",
    ],
)
def test_no_directions(orders):
    assert delivery(orders) == PLAIN


def test_a_manner_needs_not_say_that_it_is_about_speaking():
    assert manner("Cheerful and warm.").pitch > PLAIN.pitch and delivery("Cheerful.") == PLAIN
    assert manner("Voice: calm.\nPace: slow") != PLAIN == manner("")
    assert manner("Do not whisper.") == PLAIN
