"""What was heard and measured, said in sentences."""

import re
from dataclasses import replace

import numpy as np
import pytest

from helpers.media.codec import resample
from helpers.practice.ears import pocketsphinx
from helpers.practice.ears.heard import Heard, Word
from helpers.practice.mind import facts
from helpers.practice.voice import synthesis
from helpers.speech import prosody

FACTS = (facts.length, facts.speed, facts.height, facts.strength, facts.everything, facts.arousal)


@pytest.fixture(scope="module")
def spoken():
    return prosody.measure(
        synthesis.speak("Good morning. Please book a table for two.", "nova"), synthesis.RATE
    )


@pytest.fixture(scope="module")
def silent():
    return prosody.measure(np.zeros(48_000, np.float32), 24_000)


def heard(*sure):
    words = [
        Word(f"word{n}", n * 0.4, n * 0.4 + 0.3, confidence) for n, confidence in enumerate(sure)
    ]
    return Heard(" ".join(word.text for word in words), 0.5, "clear", tuple(words))


def test_each_fact_says_its_number(spoken):
    seconds, rate, pitch, below = (
        f"{spoken.seconds:.1f}",
        f"{spoken.rate:.1f}",
        str(round(spoken.pitch)),
        str(round(-spoken.loudness)),
    )
    for korean in (False, True):
        assert seconds in facts.length(spoken, korean) and rate in facts.speed(spoken, korean)
        assert (
            pitch in facts.height(spoken, korean)
            and str(round(spoken.pitch_low)) in facts.height(spoken, korean)
            and below in facts.strength(spoken, korean)
        )
        assert all(
            number in facts.everything(spoken, korean) for number in (seconds, rate, pitch, below)
        )
        assert all(number in facts.arousal(spoken, korean) for number in (rate, pitch, below))


def test_pauses_are_counted_in_words(spoken):
    for count, words in ((0, "no pause"), (1, "one pause"), (3, "3 pauses")):
        assert words in facts.length(replace(spoken, pauses=((1.0, 1.5),) * count))
    assert "3번" in facts.length(replace(spoken, pauses=((1.0, 1.5),) * 3), True)
    assert "without a pause" in facts.everything(
        replace(spoken, pauses=())
    ) and "no pauses" in facts.arousal(replace(spoken, pauses=()))


@pytest.mark.parametrize("fact", FACTS)
@pytest.mark.parametrize("korean", [False, True])
def test_facts_are_sentences_in_the_askers_language_and_never_percentages(
    spoken, silent, fact, korean
):
    for measured in (spoken, silent):
        said = fact(measured, korean)
        assert said.endswith(".") and "nan" not in said and "%" not in said and "inf" not in said
        assert bool(re.search("[가-힣]", said)) == korean and (
            not korean or not re.search("[A-Za-z]", said)
        )


def test_what_has_no_voice_has_no_pitch_or_speed_said_of_it(silent):
    assert (
        "no voice" in facts.height(silent)
        and "no speech" in facts.speed(silent)
        and "no voice" in facts.arousal(silent)
    )
    assert "hertz" not in facts.everything(silent) and "pause" not in facts.everything(silent)


def test_feelings_are_an_estimate_that_admits_what_it_cannot_tell(spoken):
    assert "estimate" in facts.arousal(spoken) and "cannot tell joy from anger" in facts.arousal(
        spoken
    )
    assert "어림" in facts.arousal(
        spoken, True
    ) and "기쁨과 화를 구별하지 못합니다" in facts.arousal(spoken, True)


@pytest.mark.parametrize(
    "sure, english, korean",
    [
        ((0.9, 0.9), "sure of every word", "모든 낱말이 확실"),
        ((0.9, 0.01), "sure of 1 of 2 words", "2개 가운데 1개"),
        ((0.01, 0.01, 0.01), "sure of 0 of 3 words", "3개 가운데 0개"),
        ((facts.SURE,), "sure of every word", "모든 낱말이 확실"),
    ],
)
def test_words_are_quoted_with_how_many_are_sure(sure, english, korean):
    one = heard(*sure)
    assert (
        f'"{one.words}"' in facts.quote(one)
        and english in facts.quote(one)
        and korean in facts.quote(one, True)
    )


def test_nine_in_ten_words_called_sure_are_right():
    sentences = (
        "She will come to the office at nine.",
        "The train is late, and I will be home in twenty minutes.",
        "It rained all night, so the streets are still wet.",
        "Remember to call the doctor on Monday.",
        "Every journey begins with a single step.",
        "We have to buy some bread and milk on the way home.",
    )
    sure = right = of_all = 0
    for number, (sentence, name) in enumerate(
        (sentence, name) for sentence in sentences for name in ("fable", "nova")
    ):
        one = pocketsphinx.listen(
            resample(synthesis.speak(sentence, name), synthesis.RATE, pocketsphinx.RATE)
        )
        said = re.findall(r"[a-z]+", sentence.lower())
        chosen = [word.text for word in one.timed if word.probability >= facts.SURE]
        sure, right, of_all = (
            sure + len(chosen),
            right + sum(word in said for word in chosen),
            of_all + len(one.timed),
        )
    assert right >= 0.9 * sure and sure >= 0.75 * of_all  # right, and not stingy


def test_words_are_cut_where_the_speaker_paused():
    words = (
        Word("good", 0, 0.3, 1),
        Word("morning", 0.3, 0.8, 1),
        Word("please", 1.4, 1.7, 1),
        Word("wait", 1.7, 2.0, 1),
    )
    assert facts.spoken_pieces(Heard("good morning please wait", 1, "clear", words)) == [
        "good morning",
        "please wait",
    ]
    assert facts.spoken_pieces(Heard("", 0, "unclear")) == []


@pytest.mark.parametrize(
    "verdict, english, korean",
    [
        ("no speech", "I hear no speech", "들리지 않습니다"),
        ("unclear", "cannot make out the words", "알아듣지 못했습니다"),
        ("no ears", "Python 3.13", "파이썬 3.13"),
    ],
)
def test_why_there_are_no_words_and_what_was_measured_all_the_same(
    spoken, verdict, english, korean
):
    nothing = Heard("", 0.0, verdict)
    assert english in facts.no_words(nothing, spoken) and korean in facts.no_words(
        nothing, spoken, True
    )
    assert f"{spoken.seconds:.1f}" in facts.no_words(
        nothing, spoken
    ) and f"{spoken.seconds:.1f}" in facts.no_words(nothing, spoken, True)


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
    assert said in facts.tone(words, korean)
