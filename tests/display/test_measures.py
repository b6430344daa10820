"""What is measured in a sound for its plot, and the same in words."""

import re

import numpy as np
import pytest

from helpers import SoundError
from helpers.display import measures, plots
from helpers.display.measures import MeasuredSound
from helpers.speech import prosody
from tests.display.drawn import buzz, sound


def test_the_pitch_of_a_long_sound_is_measured_in_excerpts_all_over_it(lecture):
    times, pitch = MeasuredSound.of(lecture).pitch()
    assert (
        times.min() < 60
        and times.max() > 1740
        and np.histogram(times, 30, (0, 1800))[0].min() > 0
        and (np.diff(times) > 0).all()
    )
    measured = prosody.measure(lecture.samples()[: 8000 * 60], 8000)
    assert np.median(pitch) == pytest.approx(measured.pitch, rel=0.03)
    said = plots.pitch_and_loudness(lecture).alt
    assert re.search(
        r"30 min 00 s long\. The pitch is mostly between \d+ and \d+ Hz", said
    ) and re.search(r"\d+ pauses, the longest of [\d.]+ s at", said)


def test_a_list_holds_one_to_sixteen_sounds():
    one = sound(buzz(150, 0.1))
    assert len(measures.measured_sounds(one)) == 1
    assert len(measures.measured_sounds((one,) * 16)) == 16
    for wrong, words in (([], "give a Sound, or a list"), ([one] * 17, "give fewer")):
        with pytest.raises(SoundError, match=words):
            measures.measured_sounds(wrong)


@pytest.mark.parametrize(
    "seconds, words", [(0.0123, "12 ms"), (0.1, "0.1 s"), (3, "3.0 s"), (125, "2 min 05 s")]
)
def test_durations(seconds, words):
    assert measures.duration(seconds) == words


def test_the_mean_loudness_keeps_the_energy():
    measured = MeasuredSound.of(sound(buzz(150, 1, 0.1), buzz(150, 1, 0.5)))
    times, level = measured.mean_loudness(10)
    assert times.shape == level.shape == (10,)
    whole = 10 ** (measured.loudness[1] / 10)
    assert np.mean(10 ** (level / 10)) == pytest.approx(whole.mean(), rel=0.01)
    assert measured.mean_loudness(1000)[0].size == 200


def test_a_pitch_in_words():
    assert measures.pitch_sentence(np.zeros(0)) == "No pitch: nothing is voiced."
    assert measures.pitch_sentence(np.full(9, 120.2)) == "The pitch stays at 120 Hz."
    said = measures.pitch_sentence(np.linspace(100, 200, 101))
    assert said == "The pitch is mostly between 110 and 190 Hz, 150 Hz in the middle."
