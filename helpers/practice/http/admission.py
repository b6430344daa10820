"""How many requests, and how many of their bytes, are in work at a time.

A class must not fill the memory; a request for which there is no place is refused at once. Room is
taken only as bytes come, and a place once they all have: who sends half a request holds neither.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

MOST_REQUESTS = 64  # at a time: a class of thirty, each asking twice
MOST_BYTES = 160_000_000  # of large bodies at a time; more of them wait until there is room
LARGE = 1_000_000  # bytes; smaller bodies need no room of their own, larger ones take it in steps
RETRY_SECONDS = 5  # after which a place is likely to be free


class Admission:
    """The places of one engine."""

    def __init__(self, most: int = MOST_REQUESTS, most_bytes: int = MOST_BYTES) -> None:
        self.most = most
        self.most_bytes = most_bytes
        self.requests = 0  # in work
        self._rooms: list[Room] = []  # of large bodies, the oldest first
        self._changed = asyncio.Condition()

    @property
    def full(self) -> bool:
        """Whether no place is free."""
        return self.requests >= self.most

    @property
    def bytes(self) -> int:
        """The bytes for which large bodies have room."""
        return sum(room.size for room in self._rooms)

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place, for as long as a request is in work."""
        self.requests += 1
        try:
            yield
        finally:
            self.requests -= 1

    @asynccontextmanager
    async def room(self) -> AsyncIterator["Room"]:
        """Room for one body, empty at first; given back at the end."""
        room = Room(self)
        try:
            yield room
        finally:
            if room in self._rooms:
                self._rooms.remove(room)
                async with self._changed:
                    self._changed.notify_all()

    async def extend(self, room: "Room", size: int) -> None:
        """Wait until `room` may have `size` bytes; the oldest may always, so that one goes on."""
        if room not in self._rooms:
            self._rooms.append(room)
        async with self._changed:
            await self._changed.wait_for(
                lambda: room is self._rooms[0] or self.bytes - room.size + size <= self.most_bytes
            )
            room.size = size


class Room:
    """The room of one body."""

    def __init__(self, admission: Admission) -> None:
        self.size = 0  # bytes
        self._admission = admission

    async def hold(self, size: int) -> None:
        """Wait until the body may have `size` bytes in all."""
        if size >= LARGE and size > self.size:
            await self._admission.extend(self, -(-size // LARGE) * LARGE)
