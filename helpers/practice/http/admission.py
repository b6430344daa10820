"""How many requests, and how many of their bytes, are in work at a time.

A class must not fill the memory; a request for which there is no place is refused at once.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

MOST_REQUESTS = 64  # at a time: a class of thirty, each asking twice
MOST_BYTES = 160_000_000  # of large bodies at a time; a further one waits until there is room
LARGE = 1_000_000  # bytes; smaller bodies need no room of their own
RETRY_SECONDS = 5  # after which a place is likely to be free


class Admission:
    """The places of one engine."""

    def __init__(self, most: int = MOST_REQUESTS, most_bytes: int = MOST_BYTES) -> None:
        self.most = most
        self.most_bytes = most_bytes
        self.requests = 0  # in work
        self.bytes = 0  # of large bodies in work
        self._changed = asyncio.Condition()

    @property
    def full(self) -> bool:
        """Whether no place is free."""
        return self.requests >= self.most

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place, for as long as a request is in work."""
        self.requests += 1
        try:
            yield
        finally:
            self.requests -= 1

    @asynccontextmanager
    async def room(self, size: int) -> AsyncIterator[None]:
        """Room for a body of `size` bytes; where no other is in work it has room of any size."""
        if size < LARGE:
            yield
            return
        async with self._changed:
            await self._changed.wait_for(
                lambda: self.bytes == 0 or self.bytes + size <= self.most_bytes
            )
            self.bytes += size
        try:
            yield
        finally:
            self.bytes -= size
            async with self._changed:
                self._changed.notify_all()
