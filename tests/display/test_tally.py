"""A tally: one sign for each item, in the row of its group and in its colour."""

import numpy as np
import pytest

from helpers.display.tally import tally
from tests.display.drawn import pixels
from tests.display.html_page import EVIL, GROUNDS, Page, contrast

GROUPS = {"book": ["01", "06"], "cancel": ["02"], "complain": []}
LOOKS = {"the same": {"01"}, "another": {"02"}, "not checked": ()}


def coloured(picture, red: bool) -> np.ndarray:
    """Where the picture is red, or where it is blue."""
    drawn = pixels(picture).astype(int)
    first, other = (0, 2) if red else (2, 0)
    return (drawn[..., 3] > 200) & (drawn[..., first] > drawn[..., other] + 60)


def test_it_says_what_is_in_which_group_and_how():
    picture = tally("Requests", GROUPS, LOOKS)
    assert picture.alt == (
        "Requests. book 2: 01, 06; cancel 1: 02; complain 0. "
        "the same: 1, another: 1, not checked: 1."
    )
    page = Page(picture.html)
    assert page.one("img")["alt"] == picture.alt
    for words in ("book · 2", "complain · 0", "06", "not checked"):
        assert words in picture.html


def test_every_item_is_one_sign_in_its_row_and_colour():
    picture = tally("Requests", GROUPS, LOOKS)
    blue, orange = (np.flatnonzero(coloured(picture, red).any(axis=1)) for red in (False, True))
    assert blue.size and orange.size and blue.max() < orange.min(), "book stands above cancel"
    many = tally("Requests", {"book": ["a", "b", "c"]}, {"all": {"a", "b", "c"}})
    columns = np.flatnonzero(coloured(many, red=False).any(axis=0))
    assert len(np.split(columns, np.flatnonzero(np.diff(columns) > 1) + 1)) == 3


def test_names_are_left_out_where_they_would_run_into_each_other():
    items = [f"item {number}" for number in range(40)]
    picture = tally("Many", {"all": items}, {"not checked": ()})
    assert ">item 3<" not in picture.html and "item 3," in picture.alt
    assert pixels(picture)[..., 3].any()


def test_signs_are_seen_on_white_and_on_dark():
    drawn = pixels(tally("Requests", GROUPS, LOOKS)).reshape(-1, 4)
    seen = np.unique(drawn[drawn[:, 3] > 200], axis=0)
    assert len(seen)
    assert all(contrast(colour[:3], ground) >= 3 for colour in seen for ground in GROUNDS)


def test_a_name_cannot_leave_its_place():
    picture = tally(EVIL, {EVIL: [EVIL]}, {EVIL: ()})
    assert Page(picture.html).one("img")["alt"] == picture.alt


@pytest.mark.parametrize("groups, looks", [({}, LOOKS), ({"book": []}, LOOKS), (GROUPS, {})])
def test_what_cannot_be_drawn_is_refused(groups, looks):
    with pytest.raises(ValueError, match="a group with an item, and 1 to 3 names"):
        tally("Requests", groups, looks)
