"""A request's bytes, within bounds."""

from starlette.requests import Request

from helpers.practice.protocol.rules import Refusal

LARGEST_BODY = 32_000_000  # bytes: a 20 MB recording is 26.7 MB as base64


def announced_size(request: Request) -> int:
    """The bytes that the body will have; without a length it may be as large as any."""
    length = request.headers.get("content-length")
    return LARGEST_BODY if length is None else int(length)


async def read_body(request: Request) -> bytes:
    """The request's bytes, refused with 413 as soon as they are too many."""
    if announced_size(request) > LARGEST_BODY:
        raise _too_large()
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > LARGEST_BODY:
            raise _too_large()
    return bytes(data)


async def discard_body(request: Request) -> None:
    """Read the body to its end, because a connection that is closed before may lose the answer."""
    async for _ in request.stream():
        pass


def _too_large() -> Refusal:
    """Assumed: the API's own 413 is not known (docs/protocol.md §8)."""
    return Refusal(
        413,
        f"The practice engine takes requests of at most {LARGEST_BODY // 1_000_000} MB: "
        "send a shorter recording, or as mp3.",
        code="request_too_large",
    )
