"""Requests in flight as bars: where they are, what is said of them, what is refused."""

import numpy as np
import pytest

from helpers.display.in_flight import in_flight, most_at_once
from tests.display.drawn import pixels
from tests.display.html_page import EVIL, GROUNDS, Page, contrast

ONE_BY_ONE = [(10.0, 11.0), (11.0, 12.0), (12.0, 14.0)]
AT_ONCE = [(0.0, 1.0), (0.0, 1.5), (0.0, 2.0)]


def test_it_says_how_many_were_in_flight_and_how_long_it_took():
    assert in_flight(ONE_BY_ONE).alt == (
        "Requests in flight. 3 requests, at most 1 at once, all answered after 4.0 s."
    )
    both = in_flight({"one by one": ONE_BY_ONE, "at once": AT_ONCE})
    assert "one by one: 3 requests, at most 1 at once, all answered after 4.0 s." in both.alt
    assert "at once: 3 requests, at most 3 at once, all answered after 2.0 s." in both.alt


def test_a_bar_starts_when_the_last_has_ended():
    drawn = pixels(in_flight(ONE_BY_ONE))
    blue = (drawn[..., 3] > 200) & (drawn[..., 2] > drawn[..., 0] + 60)
    rows = np.flatnonzero(blue.sum(axis=1) > 20)
    bars = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
    edges = [np.flatnonzero(blue[bar[len(bar) // 2]])[[0, -1]] for bar in bars]
    assert len(edges) == 3
    (a, b), (c, d), (e, f) = edges
    assert abs(b - c) <= 3 and abs(d - e) <= 3 and a < c < e
    assert abs((f - e) - 2 * (b - a)) <= 4  # the third lasts twice as long


def test_bars_are_seen_on_white_and_on_dark():
    drawn = pixels(in_flight(AT_ONCE)).reshape(-1, 4)
    seen = np.unique(drawn[drawn[:, 3] > 200], axis=0)
    assert len(seen)
    assert all(contrast(colour[:3], ground) >= 3 for colour in seen for ground in GROUNDS)


def test_a_name_cannot_leave_its_place():
    picture = in_flight({EVIL: AT_ONCE})
    assert Page(picture.html).one("img")["alt"] == picture.alt
    assert {tag for tag, _ in Page(picture.html).tags} == {
        tag for tag, _ in Page(in_flight({"x": AT_ONCE}).html).tags
    }


def test_an_end_and_a_start_at_the_same_time_do_not_overlap():
    assert most_at_once([(0, 1), (1, 2)]) == 1
    assert most_at_once([(0, 2), (1, 3), (1.5, 1.6)]) == 3
    assert most_at_once([]) == 0


@pytest.mark.parametrize(
    "runs, words",
    [
        ([], "1 to 60 requests, not 0"),
        ({}, "1 to 6 runs, not 0"),
        ({str(n): AT_ONCE for n in range(7)}, "not 7"),
        ([(0, 1)] * 61, "not 61"),
        ([(2, 1)], "ends before it starts"),
    ],
)
def test_what_cannot_be_drawn_is_said(runs, words):
    with pytest.raises(ValueError, match=words):
        in_flight(runs)
