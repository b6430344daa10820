"""Figures as people read them."""

import pytest

from helpers.units import clock, size


@pytest.mark.parametrize(
    "seconds, read",
    [
        (0.01, "0.0 s"),
        (3.44, "3.4 s"),
        (59.94, "59.9 s"),
        (59.96, "1 min 00 s"),
        (60, "1 min 00 s"),
        (119.6, "2 min 00 s"),
        (3725, "62 min 05 s"),
    ],
)
def test_seconds(seconds, read):
    assert clock(seconds) == read


@pytest.mark.parametrize(
    "number, read",
    [
        (0, "1 KB"),
        (1499, "1 KB"),
        (41_000, "41 KB"),
        (999_499, "999 KB"),
        (999_500, "1.0 MB"),
        (2_900_000, "2.9 MB"),
    ],
)
def test_bytes(number, read):
    assert size(number) == read
