"""What was measured, said in sentences."""

import re
from dataclasses import replace

import numpy as np
import pytest

from helpers.practice.mind import facts, moods
from helpers.practice.voice import synthesis
from helpers.speech import prosody

FACTS = (facts.length, facts.speed, facts.height, facts.strength, facts.everything, moods.arousal)


@pytest.fixture(scope="module")
def spoken():
    return prosody.measure(
        synthesis.speak("Good morning. Please book a table for two.", "nova"), synthesis.RATE
    )


@pytest.fixture(scope="module")
def silent():
    return prosody.measure(np.zeros(48_000, np.float32), 24_000)


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
        assert all(number in moods.arousal(spoken, korean) for number in (rate, pitch, below))


def test_pauses_are_counted_in_words(spoken):
    for count, words in ((0, "no pause"), (1, "one pause"), (3, "3 pauses")):
        assert words in facts.length(replace(spoken, pauses=((1.0, 1.5),) * count))
    assert "3번" in facts.length(replace(spoken, pauses=((1.0, 1.5),) * 3), True)
    assert "without a pause" in facts.everything(
        replace(spoken, pauses=())
    ) and "no pauses" in moods.arousal(replace(spoken, pauses=()))


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
        and "no voice" in moods.arousal(silent)
    )
    assert "hertz" not in facts.everything(silent) and "pause" not in facts.everything(silent)


def test_pauses_are_told_with_their_places(spoken):
    two = replace(spoken, pauses=((1.0, 1.5), (2.0, 3.2)))
    assert facts.pauses(two) == (
        "There are 2 pauses: 1.0 to 1.5 seconds, 2.0 to 3.2 seconds. "
        "The first begins at 1.0 seconds, and the longest lasts 1.2 seconds."
    )
    assert "1.0초에서 1.5초" in facts.pauses(two, True) and "1.2초" in facts.pauses(two, True)
    assert "no pause" in facts.pauses(replace(spoken, pauses=()))
    many = facts.pauses(replace(spoken, pauses=((1.0, 1.5),) * 9))
    assert many.startswith("There are 9 pauses. The first")
