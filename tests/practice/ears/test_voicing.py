"""A voice that is not understood is told from music, noise and machines."""

import numpy as np
import pytest

from benchmarks.material import no_speech
from helpers.practice.ears.mel import RATE
from helpers.practice.ears.voicing import sounds_spoken
from tests.ears import spoken

SOUNDS = no_speech.sounds()


@pytest.mark.parametrize("name", SOUNDS)
def test_none_of_the_sounds_without_speech_sounds_spoken(name):
    assert not sounds_spoken(SOUNDS[name])


@pytest.mark.parametrize(
    "text, voice, language",
    [
        ("안녕하세요. 만나서 반갑습니다.", "onyx", "ko"),
        ("오늘 날씨가 좋네요.", "nova", "ko"),
        ("Good morning, everybody.", "coral", "en"),
        ("Buenos días a todos.", "echo", "es"),
    ],
)
def test_voices_sound_spoken_in_any_language(text, voice, language):
    assert sounds_spoken(spoken(text, voice, language))


def test_a_simple_tune_with_overtones_is_no_speech():
    time = np.arange(int(0.2 * RATE)) / RATE
    fading = np.exp(-time / 0.2)
    notes = [
        sum(np.sin(2 * np.pi * pitch * n * time) / n for n in range(1, 6)) * fading
        for pitch in (147, 165, 175, 196, 175, 165, 147, 131, 147, 165)
    ]
    assert not sounds_spoken(0.2 * np.concatenate(notes))


@pytest.mark.parametrize("mono", [np.zeros(0), np.zeros(100), np.ones(1600)])
def test_what_is_too_short_or_silent_is_no_speech(mono):
    assert not sounds_spoken(mono)
