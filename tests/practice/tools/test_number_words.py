"""Numbers in digits and in words."""

import pytest

from helpers.practice.tools.number_words import numbers
from helpers.practice.tools.said import Said


def values(found):
    return [value for value, *_ in found]


@pytest.mark.parametrize(
    "words, found",
    (
        ("table for two", [2]),
        ("minus five and 4.5", [-5, 4.5]),
        ("three hundred and forty two", [342]),
        ("ninety-nine", [99]),
        ("두 명", [2]),
        ("no one", []),
        ("9" * 3000, []),
    ),
)
def test_numbers(words, found):
    assert values(numbers(Said(words, words))) == found


def test_what_fills_a_field_fills_no_other():
    assert values(numbers(Said("two and three", "", used=[(0, 3)]))) == [3]
