"""A bounded number of requests, and of their bytes, at a time."""

import asyncio

import pytest

from helpers.practice.http.admission import LARGE, Places


def test_it_is_full_when_all_places_are_taken():
    places = Places(most=2)
    with places.one():
        assert not places.full
        with pytest.raises(KeyError), places.one():
            assert places.full
            raise KeyError
        assert not places.full
    assert places.taken == 0


def test_large_bodies_wait_for_one_another_and_small_ones_do_not():
    async def run():
        places, seen = Places(bytes=3 * LARGE), []

        async def hold(name, size, seconds=0.0):
            async with places.room(size):
                seen.append(name)
                await asyncio.sleep(seconds)

        first = asyncio.create_task(hold("first", 2 * LARGE, 0.1))
        await asyncio.sleep(0)
        await asyncio.gather(hold("second", 2 * LARGE), hold("small", 10), first)
        assert places.held == 0
        return seen

    assert asyncio.run(run()) == ["first", "small", "second"]


def test_one_body_has_room_whatever_its_size_and_a_broken_one_gives_it_back():
    async def run():
        places = Places(bytes=LARGE)
        with pytest.raises(ValueError):
            async with places.room(9 * LARGE):
                raise ValueError
        async with places.room(9 * LARGE):
            return places.held

    assert asyncio.run(run()) == 9 * LARGE
