"""The bytes of an answer as they come, without a key; where they break off, one sentence."""

from collections.abc import AsyncIterator, Iterator

import httpx2

from helpers.engine.endpoint import trouble
from helpers.engine.endpoint.keys import Filter
from helpers.engine.endpoint.place import Place


class Body(httpx2.SyncByteStream):
    """The bytes of `stream`, from `place`. Raises httpx2's errors, each with one sentence."""

    def __init__(self, stream: httpx2.SyncByteStream, place: Place) -> None:
        self._stream, self._place = stream, place

    def __iter__(self) -> Iterator[bytes]:
        failure, out = None, Filter()
        try:
            for piece in self._stream:
                yield out.passed(piece)
            yield out.rest()
        except httpx2.TransportError as error:
            failure = _failure(error, self._place)
        if failure:
            raise failure

    def close(self) -> None:
        """Close the connection, or give it back."""
        self._stream.close()


class AsyncBody(httpx2.AsyncByteStream):
    """The same for an asynchronous answer."""

    def __init__(self, stream: httpx2.AsyncByteStream, place: Place) -> None:
        self._stream, self._place = stream, place

    async def __aiter__(self) -> AsyncIterator[bytes]:
        failure, out = None, Filter()
        try:
            async for piece in self._stream:
                yield out.passed(piece)
            yield out.rest()
        except httpx2.TransportError as error:
            failure = _failure(error, self._place)
        if failure:
            raise failure

    async def aclose(self) -> None:
        """Close the connection, or give it back."""
        await self._stream.aclose()


def _failure(error: httpx2.TransportError, place: Place) -> httpx2.TransportError:
    """An error of the same class, without the frames that hold the key."""
    if isinstance(error, httpx2.TimeoutException):
        return type(error)(trouble.sentence(error, place))
    return type(error)(trouble.broken_off(place))
