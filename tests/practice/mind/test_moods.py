"""How excited a voice is and the tone of words, said in sentences."""

import pytest

from helpers.practice.mind import moods
from helpers.practice.voice import synthesis
from helpers.speech import prosody


@pytest.fixture(scope="module")
def spoken():
    return prosody.measure(
        synthesis.speak("Good morning. Please book a table for two.", "nova"), synthesis.RATE
    )


def test_feelings_are_an_estimate_that_admits_what_it_cannot_tell(spoken):
    assert "estimate" in moods.arousal(spoken) and "cannot tell joy from anger" in moods.arousal(
        spoken
    )
    assert "어림" in moods.arousal(
        spoken, True
    ) and "기쁨과 화를 구별하지 못합니다" in moods.arousal(spoken, True)


@pytest.mark.parametrize(
    "words, korean, said",
    [
        ("I love it", False, "pleasant ones such as love"),
        ("a terrible day", False, "unpleasant ones such as terrible"),
        (
            "I love the terrible day",
            False,
            "pleasant ones such as love and unpleasant ones such as terrible",
        ),
        ("the train", False, "no tone that I know"),
        ("좋은 날", False, "English words only"),
        ("좋은 날", True, "영어로만"),
        ("I love it", True, "좋은 느낌의 낱말(love)"),
        ("the train", True, "제가 아는 느낌이 없습니다"),
    ],
)
def test_the_tone_of_words_is_said_with_the_words(words, korean, said):
    assert said in moods.tone(words, korean)
