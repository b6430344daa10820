"""How messages name values."""

import math

import pytest

from helpers.practice.protocol.rules.wording import (
    joined,
    not_among,
    number,
    python_list,
    series,
    shortened,
)


@pytest.mark.parametrize(
    "choices, words",
    [
        (["a"], "'a'"),
        (["a", "b"], "'a' and 'b'"),
        (["a", "b", "c"], "'a', 'b', and 'c'"),
    ],
)
def test_lists(choices, words):
    assert series(choices) == words and series(choices, "or") == words.replace("and", "or")


def test_long_values_are_shortened():
    assert shortened("x" * 20) == "x" * 20 and shortened("abc" + "x" * 15 + "xyz") == "abc...xyz"
    assert shortened("abcdefgh", 7) == "abc...fgh"
    assert python_list(["a"] * 8) == repr(["a"] * 8)
    assert python_list(["a"] * 9) == repr(["a"] * 8 + ["..."])


@pytest.mark.parametrize(
    "value, words",
    [
        (5, "5"),
        (0.5, "0.5"),
        (10**400, "Infinity"),
        (-(10**400), "-Infinity"),
        (math.inf, "Infinity"),
        (math.nan, "nan"),
    ],
)
def test_numbers(value, words):
    assert number(value) == words


def test_paths_and_choices():
    assert (joined("", "a"), joined("a[0]", "b")) == ("a", "a[0].b")
    assert not_among("x", ["a", "b"]) == "Invalid value: 'x'. Supported values are: 'a' and 'b'."
