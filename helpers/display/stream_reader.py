"""Any stream of an answer, chunk by chunk: of the asynchronous client or the plain one, or dicts; and closed in any case."""

import asyncio
import inspect
import threading
from contextlib import aclosing, suppress

from helpers.display.reply import LINES, Arriving


async def opened(stream):
    """The stream itself. Raises TypeError for what is none."""
    if inspect.isawaitable(stream):
        stream = await stream
    if hasattr(stream, "model_dump"):
        raise TypeError(
            "This is a whole answer, not a stream: add stream=True to the request, or hear it with Sound.from_message(completion.choices[0].message)."
        )
    if hasattr(stream, "iter_lines"):
        raise TypeError(
            f"This is an HTTP response: send the request with stream=True and give listen() the parsed lines, {LINES}"
        )
    if not (hasattr(stream, "__aiter__") or hasattr(stream, "__iter__")) or isinstance(
        stream, (str, bytes, dict)
    ):
        raise TypeError(
            f"listen() takes a stream, not {type(stream).__name__}: give it what client.chat.completions.create(..., stream=True) returns."
        )
    return stream


def sent(stream) -> float | None:
    """When the request of this stream was sent, as the clients of connect() note it."""
    try:
        return stream.response.request.extensions.get("sent")
    except (AttributeError, RuntimeError):
        return None


async def read(stream, arriving: Arriving) -> None:
    """Take every chunk, and close the stream in any case. Only the response is closed, never the client."""
    async with aclosing(
        _chunks(stream) if hasattr(stream, "__aiter__") else _from_thread(stream)
    ) as chunks:
        async for chunk in chunks:
            arriving.take(chunk)
            await asyncio.sleep(0)  # chunks that are there already must not hold up the Stop button


async def _chunks(stream):
    try:
        async for chunk in stream:
            yield chunk
    finally:
        close = getattr(stream, "close", None) or getattr(stream, "aclose", None)
        closing = close and close()
        if inspect.isawaitable(closing):
            await closing


async def _from_thread(stream):
    """The chunks of a plain stream, read in a thread of its own, which also closes it: nobody else can while it waits for a chunk."""
    loop, queue, left = asyncio.get_running_loop(), asyncio.Queue(), threading.Event()

    def hand_over(chunk, error=None, over=False):
        if not loop.is_closed():
            loop.call_soon_threadsafe(queue.put_nowait, (chunk, error, over))

    def take():
        try:
            for chunk in stream:
                if left.is_set():
                    break
                hand_over(chunk)
        except Exception as error:
            hand_over(None, error)
        finally:
            hand_over(None, over=True)
            with suppress(Exception):
                getattr(stream, "close", lambda: None)()

    threading.Thread(target=take, daemon=True).start()
    try:
        while True:
            chunk, error, over = await queue.get()
            if error:
                raise error
            if over:
                return
            yield chunk
    finally:
        left.set()
