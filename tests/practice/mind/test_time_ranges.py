"""Parts of recordings, found in what is asked."""

import math

import pytest

from helpers.practice.mind.time_ranges import Part, find, marked


@pytest.mark.parametrize(
    "instruction, part",
    [
        ("the first ten seconds", Part(0, 10)),
        ("the first minute", Part(0, 60)),
        ("the first minute and a half", Part(0, 90)),
        ("the opening 2.5 s", Part(0, 2.5)),
        ("the last half minute", Part(0, 30, last=True)),
        ("between 0:02 and 0:04", Part(2, 4)),
        ("from 0:05 to 1:10.5", Part(5, 70.5)),
        ("from 3 to 8 seconds", Part(3, 8)),
        ("seconds 3 to 8", Part(3, 8)),
        ("3-8 s", Part(3, 8)),
        ("after 1 minute 30 seconds", Part(90)),
        ("up to 0:20", Part(0, 20)),
        ("from 1:00:00 on", Part(3600)),
        ("처음 10초만", Part(0, 10)),
        ("2초부터 4초까지", Part(2, 4)),
        ("마지막 3초", Part(0, 3, last=True)),
        ("1분 30초 이후", Part(90)),
        ("20초까지만", Part(0, 20)),
    ],
)
def test_a_part_is_found(instruction, part):
    found = find(marked(instruction))
    assert found and found[0] == part


@pytest.mark.parametrize(
    "instruction",
    ["", "meet at 7:30", "how long is the first pause", "as text", "wait ten seconds", "9" * 500],
)
def test_what_names_no_part(instruction):
    assert find(marked(instruction)) is None


def test_the_last_seconds_are_counted_from_the_end():
    assert Part(0, 4, last=True).of(10) == (6, math.inf)
    assert Part(0, 40, last=True).of(10) == (0, math.inf)
    assert Part(2, 4).of(10) == (2, 4)
