"""Values found in words."""

import pytest

from helpers.practice.tools import extracts
from helpers.practice.tools.extracts import Said


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
    assert values(extracts.numbers(Said(words, words))) == found


@pytest.mark.parametrize(
    "words, found",
    (
        ("at seven", "07:00"),
        ("half past six in the evening", "18:30"),
        ("quarter to eight", "07:45"),
        ("7:30 pm", "19:30"),
        ("noon", "12:00"),
        ("at ten past eight p.m.", "20:10"),
        ("저녁 일곱 시 반", "19:30"),
    ),
)
def test_times(words, found):
    assert next(extracts.times(Said(words, words)))[0] == found


@pytest.mark.parametrize(
    "kind, words, found",
    (
        ("date", "on december 24", "december 24"),
        ("date", "the weather next friday", "next friday"),
        ("date", "내일 봐", "내일"),
        ("place", "rain in New York today", "New York"),
        ("person", "call Anna Schmidt", "Anna Schmidt"),
        ("email", "to a.b@example.org.", "a.b@example.org"),
        ("text", 'say "good day" to him', "good day"),
    ),
)
def test_captured(kind, words, found):
    assert next(extracts.captured(Said(words, words), kind))[0] == found


def test_durations():
    assert values(extracts.durations(Said("an hour and a half", ""), "minutes")) == [
        90,
        "an hour and a half",
    ]


def test_what_fills_a_field_fills_no_other():
    assert values(extracts.numbers(Said("two and three", "", used=[(0, 3)]))) == [3]
