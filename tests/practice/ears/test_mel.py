"""The log-mel spectrogram: its shape, its scale, where a tone lies in it."""

import numpy as np
import pytest

from helpers.practice.ears.mel import HOP, RATE, spectrogram


def tone(hertz, seconds=1.0, level=0.5):
    return (level * np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE)).astype("f4")


@pytest.mark.parametrize("frames, bands", [(1000, 80), (3000, 80), (1234, 128)])
def test_shape_and_type(frames, bands):
    made = spectrogram(tone(440), frames, bands)
    assert made.shape == (bands, frames) and made.dtype == np.float32


def test_a_tone_lies_in_one_band_and_higher_tones_in_higher_bands():
    bands = [int(spectrogram(tone(hertz), 1000)[:, 50].argmax()) for hertz in (200, 1000, 4000)]
    # Slaney's scale is linear below 1 kHz: 45.2 mels up to 8 kHz, in 81 steps
    assert bands == [4, 26, 62] and bands == sorted(bands)


def test_silence_is_flat_and_the_range_is_two():
    assert np.ptp(spectrogram(np.zeros(RATE, np.float32), 1000)) == 0
    made = spectrogram(tone(440), 1000)
    assert np.ptp(made) == pytest.approx(2.0)  # eight orders of magnitude, divided by 4


def test_ten_times_softer_is_half_a_step_lower():
    loud, soft = (spectrogram(tone(440, level=level), 1000).max() for level in (0.5, 0.05))
    assert loud - soft == pytest.approx(0.5, abs=1e-3)  # 20 dB: two orders of power, over 4


def test_what_is_longer_is_cut_and_what_is_shorter_filled_with_silence():
    long = np.concatenate([tone(440, 10), tone(2000, 10)])
    assert np.array_equal(spectrogram(long, 900), spectrogram(long[: 900 * HOP], 900))
    made = spectrogram(tone(440, 1), 1000)
    assert (made[:, 105:] == made.min()).all()
    assert spectrogram(np.zeros(0, np.float32), 1000).shape == (80, 1000)
