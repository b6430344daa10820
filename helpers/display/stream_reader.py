"""Any stream of an answer, chunk by chunk, and closed in any case.

It can be of the asynchronous client or the plain one, or chunks as dicts.
"""

import asyncio
import inspect
import threading
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from typing import Any

from helpers.display.partial_reply import PARSED_LINES, PartialReply


async def open_stream(stream: Any) -> Any:
    """The stream itself, which may be awaited or not. Raises TypeError for what is none."""
    if inspect.isawaitable(stream):
        stream = await stream
    if hasattr(stream, "model_dump"):
        raise TypeError(
            "This is a whole answer, not a stream: add stream=True to the request, or hear it with "
            "Sound.from_message(completion.choices[0].message)."
        )
    if hasattr(stream, "iter_lines"):
        raise TypeError(
            "This is an HTTP response: send the request with stream=True and give listen() the "
            f"parsed lines, {PARSED_LINES}"
        )
    iterates = hasattr(stream, "__aiter__") or hasattr(stream, "__iter__")
    if not iterates or isinstance(stream, (str, bytes, dict)):
        raise TypeError(
            f"listen() takes a stream, not {type(stream).__name__}: "
            "give it what client.chat.completions.create(..., stream=True) returns."
        )
    return stream


def request_time(stream: Any) -> float | None:
    """When the request was sent, on the clock of time.perf_counter().

    The clients of connect() note it; None for other streams.
    """
    try:
        sent: float | None = stream.response.request.extensions.get("sent")
    except (AttributeError, RuntimeError):
        return None
    return sent


async def read_stream(stream: Any, partial: PartialReply) -> None:
    """Add every chunk to `partial`, and close the stream in any case.

    Only the response is closed, never the client.
    """
    chunks = _chunks(stream) if hasattr(stream, "__aiter__") else _chunks_from_thread(stream)
    async with aclosing(chunks):
        async for chunk in chunks:
            partial.add(chunk)
            await asyncio.sleep(0)  # chunks that are there already must not hold up the Stop button


async def _chunks(stream: Any) -> AsyncGenerator[Any, None]:
    try:
        async for chunk in stream:
            yield chunk
    finally:
        close = getattr(stream, "close", None) or getattr(stream, "aclose", None)
        closing = close and close()
        if inspect.isawaitable(closing):
            await closing


class _End:
    """After the last chunk; `error` is what ended the stream, if it was an error."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error


async def _chunks_from_thread(stream: Any) -> AsyncGenerator[Any, None]:
    """The chunks of a plain stream, read in a thread of its own.

    The thread also closes it: nothing else can while it waits for a chunk.
    """
    loop, left = asyncio.get_running_loop(), threading.Event()
    queue: asyncio.Queue[Any] = asyncio.Queue()

    def hand_over(chunk: Any) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(queue.put_nowait, chunk)

    def read() -> None:
        end = _End()
        try:
            for chunk in stream:
                if left.is_set():
                    break
                hand_over(chunk)
        except Exception as error:  # noqa: BLE001 it is raised where the chunks are awaited
            end = _End(error)
        hand_over(end)
        with suppress(Exception):
            getattr(stream, "close", lambda: None)()

    threading.Thread(target=read, daemon=True).start()
    try:
        while not isinstance(chunk := await queue.get(), _End):
            yield chunk
        if chunk.error:
            raise chunk.error
    finally:
        left.set()
