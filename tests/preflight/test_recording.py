"""Test recordings that are good, faint, muted, too loud or too short."""

import numpy as np
import pytest

from helpers import Sound
from helpers.paths import DATA
from helpers.preflight.recording import judge


@pytest.fixture(scope="module")
def spoken(speech):
    return speech / np.abs(speech).max()


def judged(samples):
    return judge(Sound.from_samples(np.clip(samples, -1, 1).astype(np.float32), 24000, "mine"))


def test_good_speech(spoken):
    assert judged(spoken * 0.5).startswith("The microphone works: -")


@pytest.mark.parametrize(
    "gain, words", [(0.012, "faint"), (0.0005, "silent"), (0, "silent"), (30, "too loud")]
)
def test_speech_that_is_not(spoken, gain, words):
    assert words in judged(spoken * gain)


def test_a_recording_that_is_too_short(spoken):
    assert "shorter than a second" in judged(spoken[:20000])


def test_a_sample_of_the_course_passes():
    assert "works" in judge(Sound.load(DATA / "question.wav", quiet=True))
