"""The pitch of tones, vowels, glides and voices whose truth is known."""

import math

import numpy as np
import pytest

from helpers.practice.voice.synthesis import RATE
from helpers.practice.voice.timbres import TIMBRES
from helpers.speech import pitch, prosody
from tests.speech.signals import RATES, SPOKEN, buzz, noise, silence, tone
from tests.speech.test_levels import same


@pytest.mark.parametrize("factor", [1, 2, 6])
def test_decimation_keeps_a_tone_and_drops_what_the_lower_rate_cannot_hold(factor):
    kept, lost = (pitch.decimate(tone(hertz, 8000 * factor), factor) for hertz in (200, 7600))
    assert kept.size == lost.size == 4000
    np.testing.assert_allclose(kept[50:-50], tone(200, 8000)[50:-50], atol=0.005)
    assert factor == 1 or np.abs(lost[50:-50]).max() < 0.01


@pytest.mark.parametrize("rate", RATES)
def test_every_cell_of_a_tone_has_its_pitch_to_a_thousandth(rate):
    for hertz in (60, 77.7, 110, 234.5, 333.3, 440, 500):
        found = prosody.pitch(tone(hertz, rate), rate)[1]
        assert np.abs(found / hertz - 1).max() < 0.001  # nan fails too


@pytest.mark.parametrize("hertz", [30, 50, 540, 700, 1000, 3000])
def test_tones_out_of_range_are_no_voice(hertz):
    assert math.isnan(prosody.measure(tone(hertz), RATE).pitch)


@pytest.mark.parametrize("rate", [8000, 24000, 48000])
def test_noise_and_silence_are_no_voice(rate):
    for sound in (noise(10, rate), noise(10, rate, 0.001, seed=1), silence(2, rate)):
        assert np.isnan(prosody.pitch(sound, rate)[1]).all()
        assert prosody.measure(sound, rate).syllables == 0


@pytest.mark.parametrize("hertz", [65, 90, 120, 175, 250, 380])
def test_a_vowel_keeps_its_octave(hertz):
    found = prosody.measure(buzz(hertz), RATE)
    assert found.pitch == pytest.approx(hertz, rel=0.002)
    assert (found.pitch_low, found.pitch_high) == pytest.approx((hertz, hertz), rel=0.005)


def test_a_missing_fundamental_is_heard():
    assert prosody.measure((tone(300) + tone(450) + tone(600)) / 2, RATE).pitch == pytest.approx(
        150, rel=0.002
    )


def test_a_glide_is_followed():
    times = np.arange(RATE * 2) / RATE
    glide = np.sin(2 * np.pi * 100 * 2 / np.log(4) * (4 ** (times / 2) - 1)).astype(
        np.float32
    )  # 100 to 400 Hz in 2 s
    at, found = prosody.pitch(glide, RATE)
    cents = 1200 * np.abs(np.log2(found / (100 * 4 ** (at / 2))))[5:-5]
    assert np.median(cents) < 10 and cents.max() < 40
    whole = prosody.measure(glide, RATE)
    assert (whole.pitch_low, whole.pitch, whole.pitch_high) == pytest.approx(
        (100 * 4**0.1, 200, 100 * 4**0.9), rel=0.02
    )


def test_octave_errors_are_rare():
    cells = np.concatenate(
        [
            found / np.nanmedian(found)
            for found in (prosody.pitch(sound, RATE)[1] for sound in SPOKEN.values())
        ]
    )
    cells = cells[~np.isnan(cells)]
    assert cells.size > 13 * 200
    assert np.mean(np.abs(np.log2(cells)) > 0.7) < 0.002  # 0.0005; without the median 0.02


@pytest.mark.parametrize("voice", TIMBRES)
def test_voices_have_about_the_pitch_they_are_made_for(voice):
    found = prosody.measure(SPOKEN[voice], RATE)
    assert found.pitch == pytest.approx(TIMBRES[voice].pitch, rel=0.08)
    assert (
        found.pitch * 0.8 < found.pitch_low < found.pitch < found.pitch_high < found.pitch * 1.25
    )  # an octave error would fall out


def test_voices_keep_their_order():
    found = [prosody.measure(sound, RATE).pitch for sound in SPOKEN.values()]
    assert found == sorted(found)


def test_an_offset_and_clipping_leave_the_pitch():
    usual = prosody.measure(SPOKEN["nova"], RATE)
    same(prosody.measure(SPOKEN["nova"] + np.float32(0.25), RATE), usual, but=("peak",))
    assert prosody.measure(np.clip(SPOKEN["nova"] * 10, -1, 1), RATE).pitch == pytest.approx(
        usual.pitch, rel=0.01
    )
