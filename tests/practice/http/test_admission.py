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
            async with admission.room() as room:
                await room.hold(size)
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
            async with admission.room() as room:
                await room.hold(9 * LARGE)
                raise KeyError
        async with admission.room() as room:
            await room.hold(9 * LARGE)
            return admission.bytes

    assert asyncio.run(run()) == 9 * LARGE


def test_room_is_taken_as_bytes_come_and_bodies_that_wait_do_not_stop_one_another():
    """Five bodies of three steps, room for four steps: the oldest always goes on."""

    async def run():
        admission, most, done = Admission(most_bytes=4 * LARGE), 0, []

        async def send(name):
            nonlocal most
            async with admission.room() as room:
                for size in (10, LARGE, 2 * LARGE, 3 * LARGE):
                    await room.hold(size)
                    most = max(most, admission.bytes)
                    await asyncio.sleep(0)
                done.append(name)

        await asyncio.gather(*(send(name) for name in range(5)))
        return most, sorted(done), admission.bytes

    most, done, left = asyncio.run(run())
    assert done == [0, 1, 2, 3, 4] and left == 0
    assert most <= (4 + 3) * LARGE


def test_who_announced_much_and_sends_nothing_holds_nothing():
    async def run():
        admission = Admission()
        async with admission.room() as room:
            await room.hold(LARGE - 1)
            return admission.bytes

    assert asyncio.run(run()) == 0
