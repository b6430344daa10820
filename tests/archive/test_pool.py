"""So many at a time, and what a failure does to the rest."""

import asyncio

import pytest

from helpers.archive.pool import work_through


def test_items_are_taken_when_their_turn_comes():
    taken, done = [], []

    def items():
        for number in range(20):
            taken.append(number)
            yield number

    async def work(number):
        assert len(taken) - len(done) <= 3
        await asyncio.sleep(0)
        done.append(number)

    asyncio.run(work_through(items(), work, 3))
    assert sorted(done) == list(range(20))


def test_a_failure_lets_end_what_has_begun_and_starts_nothing_more():
    begun, ended = [], []

    async def work(number):
        begun.append(number)
        await asyncio.sleep(0)
        if number == 0:
            raise ValueError("no")
        await asyncio.sleep(0)
        ended.append(number)

    with pytest.raises(ValueError, match="no"):
        asyncio.run(work_through(range(20), work, 3))
    assert begun == [0, 1, 2] and ended == [1, 2]
