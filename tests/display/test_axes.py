"""Time axes count as people do, and pitch axes hold an octave."""

import re

import numpy as np
import pytest

from helpers.display import axes, plots
from tests.display.drawn import sound
from tests.display.html_page import tone


@pytest.mark.parametrize(
    "seconds, marks",
    [
        (0.02, ["0 ms", "5 ms", "20 ms"]),
        (0.5, ["0 s", "0.1 s"]),
        (3, ["0 s", "0.5 s", "3 s"]),
        (50, ["0 s", "10 s", "50 s"]),
        (100, ["0:00", "0:15", "1:30"]),
        (900, ["0 min", "2 min", "14 min"]),
    ],
)
def test_a_time_axis_counts_as_people_do(seconds, marks):
    text = re.findall(
        r"white-space:nowrap[^>]*>([^<]*)</span>",
        plots.waveform(sound(tone(seconds, 8000), rate=8000)).html,
    )
    assert (
        set(marks) <= set(text)
        and sum(any(unit in mark for unit in (" s", " ms", " min", ":")) for mark in text) <= 9
    )


@pytest.mark.parametrize(
    "low, high, marks",
    [
        (110, 190, (100, 150, 200)),
        (150, 160, (100, 150, 200)),
        (61, 499, (60, 80, 100, 150, 200, 300, 400, 500)),
        (50, 600, (60, 80, 100, 150, 200, 300, 400, 500)),
    ],
)
def test_a_pitch_axis_spans_an_octave_or_more(low, high, marks):
    assert axes.pitch_marks(np.array([low, high])) == marks
    assert marks[-1] >= 2 * marks[0]


def test_without_a_pitch_the_axis_is_there_all_the_same():
    assert axes.pitch_marks(np.zeros(0)) == (100, 150, 200)
