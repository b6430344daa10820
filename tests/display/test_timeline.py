"""A turn on a line of time: its bars, what is said of them, what is refused."""

import numpy as np
import pytest

from helpers.display.timeline import timeline
from tests.display.drawn import pixels
from tests.display.html_page import EVIL, GROUNDS, Page, contrast

TURN = {"uploaded": 0.05, "first sound": 0.61, "heard": 1.02}


def test_it_says_what_came_when_beside_the_time_that_people_take():
    assert timeline(TURN).alt == (
        "After you stop speaking: uploaded after 50 ms, first sound after 0.6 s, "
        "heard after 1.0 s; people answer after 0.2 s."
    )
    assert "heard" not in timeline(TURN | {"heard": None}).alt


def test_a_bar_is_as_long_as_its_time():
    drawn = pixels(timeline({"first": 0.4, "second": 0.8}))
    blue = (drawn[..., 3] > 200) & (drawn[..., 2] > drawn[..., 0] + 60)
    lengths = blue.sum(axis=1)
    rows = np.flatnonzero(lengths > 20)
    bars = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
    first, second = (int(lengths[bar[len(bar) // 2]]) for bar in bars)
    assert abs(second - 2 * first) <= 4


def test_bars_are_seen_on_white_and_on_dark():
    drawn = pixels(timeline(TURN)).reshape(-1, 4)
    seen = np.unique(drawn[drawn[:, 3] > 200], axis=0)
    assert len(seen)
    assert all(contrast(colour[:3], ground) >= 3 for colour in seen for ground in GROUNDS)


def test_a_name_cannot_leave_its_place():
    picture = timeline({EVIL: 1.0})
    assert Page(picture.html).one("img")["alt"] == picture.alt


@pytest.mark.parametrize("events", [{}, {"heard": None}, {"first": -0.1}])
def test_what_cannot_be_drawn_is_refused(events):
    with pytest.raises(ValueError, match="one event at least, and no time before 0"):
        timeline(events)
