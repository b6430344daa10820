"""Much work, a little at a time: so many workers, and no more than that in memory."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


async def work_through(
    items: Iterable[T], work: Callable[[T], Awaitable[None]], concurrency: int
) -> None:
    """Do `work` on each item, on at most `concurrency` at a time, each taken when it begins.

    The first exception of `work` lets what has begun end, starts nothing more, and is raised.
    Who cancels this ends all of it at once.
    """
    waiting = iter(items)
    failed: list[Exception] = []

    async def worker() -> None:
        for item in waiting:
            try:
                await work(item)
            except Exception as error:  # noqa: BLE001 - raised below, when the others have ended
                failed.append(error)
            if failed:
                return

    workers = [asyncio.create_task(worker()) for _ in range(concurrency)]
    try:
        await asyncio.gather(*workers)
    finally:
        for task in workers:
            task.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
    if failed:
        raise failed[0]
