"""Speech faster and slower."""

import numpy as np
import pytest

from helpers.practice.voice.synthesis import RATE
from helpers.practice.voice.tempo import at_speed
from helpers.speech import prosody


def test_usual_speed_changes_no_sample(speech):
    assert np.array_equal(np.concatenate(list(at_speed([speech], RATE, 1.0))), speech)


@pytest.mark.parametrize("speed", [0.25, 0.4, 0.5, 1.3, 4.0])
def test_it_lasts_as_long_as_the_speed_says(speech, speed):
    halves = np.array_split(speech, 2)
    changed = np.concatenate(list(at_speed(halves, RATE, speed)))
    assert changed.dtype == np.float32 and changed.ndim == 1
    assert changed.size * speed / speech.size == pytest.approx(1, abs=0.12)
    assert np.abs(changed).max() > 0.1


def test_it_keeps_its_pitch(speech):
    slower = np.concatenate(list(at_speed([speech], RATE, 0.6)))
    before, after = (prosody.measure(mono, RATE).pitch for mono in (speech, slower))
    assert after == pytest.approx(before, rel=0.06)
