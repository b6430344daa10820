"""A request's bytes, within bounds of size and time."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request

from helpers.practice.protocol.rules import Refusal

MOST_SILENCE = 60.0  # seconds without a byte, after which a body is given up
# A refused body is read on so far, because many clients see the answer only when all is sent.
MOST_DISCARDED, MOST_DISCARDING = 64_000_000, 10.0  # bytes, seconds
MOST_PAUSE = 1.0  # seconds without a byte, after which such a client waits for its answer


def _too_large(seen: int) -> Refusal:
    """Assumed: the API's own 413 is not known (docs/protocol.md §8)."""
    return Refusal(
        413,
        f"The practice engine takes requests of at most {CHAT_BODY.bytes // 1_000_000} MB: "
        "send a shorter recording, or as mp3.",
        code="request_too_large",
    )


@dataclass(frozen=True)
class BodyLimit:
    """The most bytes of a body, and what is said of one that has `seen` bytes and is too large."""

    bytes: int
    refusal: Callable[[int], Refusal]


CHAT_BODY = BodyLimit(32_000_000, _too_large)  # a 20 MB recording is 26.7 MB as base64


async def read_body(
    request: Request,
    hold: Callable[[int], Awaitable[None]] | None = None,
    most: BodyLimit = CHAT_BODY,
) -> bytes:
    """The request's bytes; raises Refusal where they are more than `most` or stop coming.

    `hold` is waited for with the size so far, before more is read.
    """
    if _announced(request) > most.bytes:
        await discard_body(request)
        raise most.refusal(_announced(request))
    data = bytearray()
    try:
        async for piece in _pieces(request, MOST_SILENCE):
            data += piece
            if len(data) > most.bytes:
                break
            if hold:
                await hold(len(data))
    except TimeoutError:
        raise _gave_up() from None
    if len(data) > most.bytes:
        seen = len(data)
        data.clear()
        await discard_body(request)
        raise most.refusal(seen)
    return bytes(data)


async def discard_body(request: Request) -> None:
    """Read a refused body on, as far as the bounds above let it."""
    seen = 0
    with contextlib.suppress(TimeoutError, RuntimeError):  # RuntimeError: all of it has come
        async with asyncio.timeout(MOST_DISCARDING):
            async for piece in _pieces(request, MOST_PAUSE):
                seen += len(piece)
                if seen > MOST_DISCARDED:
                    return


async def _pieces(request: Request, most_silence: float) -> AsyncIterator[bytes]:
    """The body as it comes; raises TimeoutError where nothing comes for `most_silence` seconds."""
    stream = request.stream()
    while True:
        try:
            async with asyncio.timeout(most_silence):
                piece = await anext(stream)
        except StopAsyncIteration:
            return
        yield piece


def _announced(request: Request) -> int:
    """The bytes that the body will have by its own account; 0 where it does not say."""
    return int(request.headers.get("content-length") or 0)


def _gave_up() -> Refusal:
    """Assumed: how long the API waits is not known."""
    return Refusal(
        408,
        f"The rest of the request did not come within {MOST_SILENCE:g} s: send it again.",
        code="request_timeout",
    )
