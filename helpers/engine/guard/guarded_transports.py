"""The guard's place in the SDK: transports that reserve, send, and read along."""

from collections.abc import AsyncIterator, Iterator
from typing import cast

import httpx2

from helpers.engine.guard.attempt import Attempt, Gate
from helpers.errors import CourseError

# Nothing was sent, or it was refused: nothing can be charged.
UNSENT = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.ProxyError,
    CourseError,
)


class GuardedTransport(httpx2.BaseTransport):
    """Sends with `inner` what `gate` lets pass."""

    def __init__(self, inner: httpx2.BaseTransport, gate: Gate) -> None:
        self._inner = inner
        self._gate = gate

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Reserve, send, and see the answer off. Raises BudgetError."""
        attempt = None
        if self._gate.watches(request.method, str(request.url)):
            request.read()
            attempt = self._gate.begin(str(request.url), _readable(request))
        if attempt:
            request.headers["accept-encoding"] = "identity"  # bytes that can be read along
        try:
            response = self._inner.handle_request(request)
        except BaseException as error:
            _failed(attempt, error)
            raise
        if attempt and not _has_come(response, attempt):
            stream = cast("httpx2.SyncByteStream", response.stream)
            response.stream = MeteredStream(stream, attempt)
        return response

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()


class GuardedAsyncTransport(httpx2.AsyncBaseTransport):
    """The same for the asynchronous client."""

    def __init__(self, inner: httpx2.AsyncBaseTransport, gate: Gate) -> None:
        self._inner = inner
        self._gate = gate

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Reserve, send, and see the answer off. Raises BudgetError."""
        attempt = None
        if self._gate.watches(request.method, str(request.url)):
            await request.aread()
            attempt = self._gate.begin(str(request.url), _readable(request))
        if attempt:
            request.headers["accept-encoding"] = "identity"  # bytes that can be read along
        try:
            response = await self._inner.handle_async_request(request)
        except BaseException as error:  # a cancelled task too
            _failed(attempt, error)
            raise
        if attempt and not _has_come(response, attempt):
            stream = cast("httpx2.AsyncByteStream", response.stream)
            response.stream = MeteredAsyncStream(stream, attempt)
        return response

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()


class MeteredStream(httpx2.SyncByteStream):
    """The bytes of an answer, shown to its attempt as they pass."""

    def __init__(self, inner: httpx2.SyncByteStream, attempt: Attempt) -> None:
        self._inner = inner
        self._attempt = attempt

    def __iter__(self) -> Iterator[bytes]:
        for data in self._inner:
            self._attempt.passed(data)
            yield data
        self._attempt.ended()

    def close(self) -> None:
        """Nothing more is read."""
        self._attempt.lost()
        self._inner.close()


class MeteredAsyncStream(httpx2.AsyncByteStream):
    """The same for the asynchronous client."""

    def __init__(self, inner: httpx2.AsyncByteStream, attempt: Attempt) -> None:
        self._inner = inner
        self._attempt = attempt

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for data in self._inner:
            self._attempt.passed(data)
            yield data
        self._attempt.ended()

    async def aclose(self) -> None:
        """Nothing more is read."""
        self._attempt.lost()
        await self._inner.aclose()


def _readable(request: httpx2.Request) -> bytes | None:
    return None if request.headers.get("content-encoding") else request.content


def _has_come(response: httpx2.Response, attempt: Attempt) -> bool:
    """Tell the attempt that its answer begins, or is there already, read by another transport."""
    attempt.answered(response.status_code, response.headers)
    if response.is_closed:
        attempt.passed(response.content)
        attempt.ended()
    return response.is_closed


def _failed(attempt: Attempt | None, error: BaseException) -> None:
    if attempt and isinstance(error, UNSENT):
        attempt.not_sent()
    elif attempt:
        attempt.lost()
