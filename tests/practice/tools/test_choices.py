"""Members of an enumeration, and yes or no."""

import pytest

from helpers.practice.tools.choices import members, yes_or_no
from helpers.practice.tools.said import Said


def test_choices_come_in_the_order_in_which_they_are_said():
    said = Said("Blue, then red, or 7.", "")
    assert [choice for choice, _ in members(said, ["red", "blue", 7, "green"])] == [
        "blue",
        "red",
        7,
    ]


def test_short_words_are_choices_only_where_they_mean_something():
    assert [choice for choice, _ in members(Said("turn it on", ""), ["on", "it"])] == ["on"]


@pytest.mark.parametrize(
    "text, name, needed, value",
    [
        ("With milk, please.", "milk", False, True),
        ("Without milk.", "wants_milk", False, False),
        ("I don’t want milk.", "milk", False, False),
        ("Yes, please.", "confirmed", True, True),
        ("No, thanks.", "confirmed", True, False),
        ("네, 좋아요.", "confirmed", True, True),
        ("Yes, please.", "confirmed", False, None),
    ],
)
def test_yes_or_no(text, name, needed, value):
    found = next(yes_or_no(Said(text, ""), name, needed), None)
    assert (found and found[0]) == value
