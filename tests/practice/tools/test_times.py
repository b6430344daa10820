"""Times of day and durations."""

import pytest

from helpers.practice.tools.said import Said
from helpers.practice.tools.times import durations, times


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
    assert next(times(Said(words, words)))[0] == found


def test_durations():
    assert [value for value, _ in durations(Said("an hour and a half", ""), "minutes")] == [
        90,
        "an hour and a half",
    ]
