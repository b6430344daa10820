"""Short parts of a sound that comes block by block."""

import numpy as np
import pytest

from helpers.display.excerpts import excerpts

SOUND = np.arange(1000, dtype=np.float32)


@pytest.mark.parametrize("block", [1, 7, 100, 999, 1000])
@pytest.mark.parametrize("starts", [[0], [0, 0, 3, 4], [5, 500, 990], range(0, 990, 30)], ids=str)
def test_they_are_those_of_the_whole(starts, block):
    blocks = np.split(SOUND, range(block, 1000, block))
    found = list(excerpts(blocks, starts, 10))
    assert np.array_equal(found, [SOUND[start : start + 10] for start in starts])


def test_behind_the_end_it_is_silent():
    found = list(excerpts([SOUND[:500], SOUND[500:]], [0, 998, 999], 4))
    assert [part.tolist() for part in found] == [[0, 1, 2, 3], [998, 999, 0, 0], [999, 0, 0, 0]]
    assert np.array_equal(list(excerpts([], [0, 1], 3)), np.zeros((2, 3)))


def test_no_more_is_read_than_is_needed():
    def blocks():
        yield SOUND[:20]
        raise AssertionError("the second block is not needed")

    assert list(excerpts(blocks(), [0, 10], 10))[1].tolist() == list(range(10, 20))
