"""A bounded number of requests, and of their bytes, at a time."""

import asyncio
import contextlib

from helpers.practice.http.admission import LARGE, Admission


def test_it_is_full_when_all_places_are_taken():
    admission = Admission(most=2)
    with admission.place():
        assert not admission.full
        with contextlib.suppress(KeyError), admission.place():
            assert admission.full
            raise KeyError
        assert not admission.full
    assert admission.requests == 0


def test_large_bodies_wait_for_one_another_and_small_ones_do_not():
    async def run():
        admission, seen = Admission(most_bytes=3 * LARGE), []

        async def hold(name, size, seconds=0.0):
            async with admission.room(size):
                seen.append(name)
                await asyncio.sleep(seconds)

        first = asyncio.create_task(hold("first", 2 * LARGE, 0.1))
        await asyncio.sleep(0)
        await asyncio.gather(hold("second", 2 * LARGE), hold("small", 10), first)
        assert admission.bytes == 0
        return seen

    assert asyncio.run(run()) == ["first", "small", "second"]


def test_one_body_has_room_whatever_its_size_and_a_broken_one_gives_it_back():
    async def run():
        admission = Admission(most_bytes=LARGE)
        with contextlib.suppress(KeyError):
            async with admission.room(9 * LARGE):
                raise KeyError
        async with admission.room(9 * LARGE):
            return admission.bytes

    assert asyncio.run(run()) == 9 * LARGE
