"""Loudness in dBFS from frame to frame."""

import numpy as np
import pytest

from helpers.practice.voice.synthesis import RATE
from helpers.speech import levels, prosody
from tests.speech.signals import RATES, SPOKEN, silence, tone


def same(left, right, but=()):
    for name in set(vars(left)) - set(but):
        np.testing.assert_allclose(
            getattr(left, name), getattr(right, name), rtol=1e-3, err_msg=name
        )


def test_decibels_have_a_floor():
    assert levels.decibels(np.array([1, 0.1, 0])).tolist() == [0, -10, levels.FLOOR]


def test_times_are_ten_milliseconds_apart_and_shared():
    for rate in RATES:
        (at, found), (same_at, level) = (
            prosody.pitch(tone(200, rate, 0.333), rate),
            prosody.loudness(tone(200, rate, 0.333), rate),
        )
        assert at.shape == found.shape == level.shape == (34,)
        assert (at == same_at).all() and at[0] == 0.005
        np.testing.assert_allclose(np.diff(at), 0.01)


@pytest.mark.parametrize("rate", RATES)
def test_a_full_scale_sine_is_three_decibels_down(rate):
    found = prosody.measure(tone(100, rate, 1, 1.0), rate)
    assert found.loudness == pytest.approx(-3.0103, abs=0.02)
    assert found.peak == pytest.approx(0, abs=0.02)
    assert np.abs(prosody.loudness(tone(1000, rate, 1, 1.0), rate)[1] + 3.0103).max() < 0.02


def test_loudness_follows_gain_exactly_and_nothing_else_does():
    quiet, loud = prosody.measure(SPOKEN["coral"] / 2, RATE), prosody.measure(SPOKEN["coral"], RATE)
    assert loud.loudness - quiet.loudness == pytest.approx(6.0206, abs=1e-4)
    assert loud.peak - quiet.peak == pytest.approx(6.0206, abs=1e-4)
    same(quiet, loud, but=("loudness", "peak"))


def test_silence_does_not_dilute_loudness():
    spoken = prosody.measure(SPOKEN["sage"], RATE)
    padded = prosody.measure(np.concatenate([silence(3), SPOKEN["sage"], silence(10)]), RATE)
    assert padded.loudness == pytest.approx(spoken.loudness, abs=0.05)
    assert padded.speech_seconds == pytest.approx(spoken.speech_seconds, abs=0.03)


def test_what_is_not_finite_counts_as_zero():
    spoilt, mended = SPOKEN["ash"].copy(), SPOKEN["ash"].copy()
    spoilt[1000::5000], spoilt[2000::5000], spoilt[3000::5000] = np.nan, np.inf, -np.inf
    for first in (1000, 2000, 3000):
        mended[first::5000] = 0
    assert prosody.measure(spoilt, RATE) == prosody.measure(mended, RATE)
