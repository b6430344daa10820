"""How many requests, and how many of their bytes, are taken in at a time: a class must not fill the memory, and who finds no place is told at once."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

MOST_WAITING = 64  # requests at a time: a class of thirty, each asking twice
MOST_BYTES = (
    160_000_000  # of large bodies at a time; a further one waits outside until there is room
)
LARGE = 1_000_000  # bytes; smaller bodies need no room of their own
RETRY_SECONDS = 5  # after which a place is likely to be free


class Places:
    """One engine's places."""

    def __init__(self, most: int = MOST_WAITING, bytes: int = MOST_BYTES):
        self.most, self.bytes = most, bytes
        self.taken = self.held = 0
        self._changed = asyncio.Condition()

    @property
    def full(self) -> bool:
        return self.taken >= self.most

    @contextmanager
    def one(self) -> Iterator[None]:
        """A place, for as long as the request is in work."""
        self.taken += 1
        try:
            yield
        finally:
            self.taken -= 1

    @asynccontextmanager
    async def room(self, size: int) -> AsyncIterator[None]:
        """Room for a body of so many bytes; the first comer always has it."""
        if size < LARGE:
            yield
            return
        async with self._changed:
            await self._changed.wait_for(lambda: self.held == 0 or self.held + size <= self.bytes)
            self.held += size
        try:
            yield
        finally:
            self.held -= size
            async with self._changed:
                self._changed.notify_all()
