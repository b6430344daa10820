"""Speech and the pauses in it, in noise, after clicks and with silent ends."""

import numpy as np
import pytest

from helpers.practice.voice.synthesis import RATE
from helpers.speech import prosody
from helpers.speech.activity import speech_segments, threshold
from helpers.speech.levels import frame_power
from tests.speech.signals import buzz, noise, silence, two_phrases


def test_a_threshold_lies_between_noise_and_speech_whatever_the_gain():
    sound = np.concatenate([noise(1, height=0.001), buzz(150), noise(1, height=0.001)])
    power, _ = frame_power(sound, RATE)
    assert power[:90].max() < threshold(power) < power[110:190].min()
    assert threshold(power / 4) == pytest.approx(threshold(power) / 4)
    ((start, end),) = speech_segments(power)
    assert abs(start - 100) <= 2 and abs(end - 200) <= 2


def test_a_pause_is_found_where_it_is():
    sound, start = two_phrases(silence(0.5))
    found = prosody.measure(sound, RATE)
    assert len(found.pauses) == 1
    assert found.pauses[0] == pytest.approx((start, start + 0.5), abs=0.1)
    assert found.seconds == sound.size / RATE
    assert found.speech_seconds == pytest.approx(found.seconds - 1.5, abs=0.2)


def test_stretches_are_what_lies_between_the_pauses():
    sound, _ = two_phrases(silence(0.5))
    (start, first), (second, end) = prosody.stretches(sound, RATE)
    assert ((first, second),) == prosody.measure(sound, RATE).pauses
    assert (start, end) == (
        pytest.approx(0.5, abs=0.1),
        pytest.approx(sound.size / RATE - 0.5, abs=0.1),
    )
    assert prosody.stretches(silence(1), RATE) == prosody.stretches(silence(0), RATE) == []


@pytest.mark.parametrize("gap, pauses", [(0.1, 0), (0.6, 1)])
def test_only_silences_of_a_quarter_second_are_pauses(gap, pauses):
    sound = np.concatenate([buzz(150), silence(gap), buzz(150)])
    assert len(prosody.measure(sound, RATE).pauses) == pauses


def test_a_pause_survives_noise_a_click_and_silent_ends():
    sound, start = two_phrases(silence(0.5))
    level = prosody.measure(sound, RATE).loudness
    hiss = noise(sound.size / RATE, height=10 ** ((level - 25) / 20))
    hiss[: RATE // 4] = 0
    click = sound.copy()
    click[int((start + 0.25) * RATE)] = 0.9
    for spoilt in (sound + hiss, click, sound + np.float32(0.3), np.clip(sound * 20, -1, 1)):
        assert len(prosody.measure(spoilt, RATE).pauses) == 1
