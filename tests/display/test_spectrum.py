"""Which frequencies sound when: in numbers, in words, and in a spectrogram."""

import re

import numpy as np
import pytest

from helpers import Sound
from helpers.display import plots, spectrum
from helpers.display.spectrum import band_power
from tests.display.drawn import RATE, pixels, plot, silence, sound, wav
from tests.display.html_page import tone


@pytest.mark.parametrize("hertz", [500, 2000, 3000, 7000])
def test_a_tone_is_a_bright_line_at_its_frequency(hertz):
    wave = (0.5 * np.sin(2 * np.pi * hertz * np.arange(RATE) / RATE)).astype(np.float32)
    picture = plots.spectrogram(sound(wave))
    power = band_power([wave], wave.size, RATE, RATE / 2, 50)
    assert (np.abs((np.argmax(power, axis=0) + 0.5) * 100 - hertz) <= 100).all()
    drawn = plot(pixels(picture))
    light = drawn[..., :3].sum(axis=-1) * (drawn[..., 3] > 200)
    rows = np.flatnonzero((light > 0).mean(axis=1) > 0.99)
    column = light[rows[0] : rows[-1] + 1, light.shape[1] // 2]
    brightest = np.flatnonzero(column == column.max())
    assert 1 - brightest.mean() / column.size == pytest.approx(hertz / 8000, abs=0.02)
    assert float(re.search(r"below ([\d.]+) kHz", picture.alt)[1]) == pytest.approx(
        hertz / 1000, abs=0.21
    )


def test_louder_is_brighter_in_grey_too():
    steps = [tone(0.25) * 10 ** (level / 20) for level in range(-50, 1, 10)]
    drawn = plot(pixels(plots.spectrogram(sound(*steps))))
    grey = (drawn[..., :3] @ (0.2126, 0.7152, 0.0722) * (drawn[..., 3] > 200))[320:346].max(
        axis=0
    )  # 100 to 750 Hz: no line of the grid
    shown = [grey[int(grey.size * (i + 0.5) / len(steps))] for i in range(len(steps))]
    assert shown == sorted(shown) and len(set(shown)) == len(shown)


def test_what_the_sample_rate_cannot_hold_stays_empty_and_is_said():
    for rate in (4000, 8000, 11025):
        hiss = np.random.default_rng(0).uniform(-0.3, 0.3, rate).astype(np.float32)
        low = (
            Sound.from_samples(hiss, 8000).to("wav", sample_rate=rate)
            if rate >= 8000
            else Sound.load(wav(hiss, rate))
        )
        picture = plots.spectrogram(low)
        rows = np.flatnonzero((plot(pixels(picture))[..., 3] > 200).mean(axis=1) > 0.99)
        assert rows.size / 2 == pytest.approx(160 * rate / 2 / 8000, abs=4)
        assert (
            f"It ends at {rate / 2000:g} kHz: the recording has {rate:,} samples a second."
            in picture.alt
        )


def test_cells_above_what_the_recording_holds_are_unknown():
    power = band_power([np.ones(8000, np.float32)], 8000, 8000, 2000, 7)
    assert power.shape == (80, 7)
    assert np.isnan(power[20:]).all() and not np.isnan(power[:20]).any()


def test_silence_is_dark_in_words_too():
    power = band_power([silence(1)], RATE, RATE, RATE / 2, 5)
    assert spectrum.energy_sentence(power, RATE / 2) == "It is dark all over."
