"""What is streamed, chunks as server-sent events or a file, at the pace that was asked for."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence

from starlette.concurrency import iterate_in_threadpool

from helpers.practice.cancellation import Cancellation
from helpers.practice.http.sending import as_bytes
from helpers.practice.protocol import faults
from helpers.practice.protocol.rules import Refusal
from helpers.practice.protocol.streams import Chunk

EVENT_TYPE = "text/event-stream; charset=utf-8"
PACES = ("fast", "real")
PACE_HEADER = "x-practice-pace"  # orders the pace of one request
# Seconds at the real pace: the first sound comes after about 0.7 s, then it is made six times
# faster than it plays (docs/protocol.md §3, §7).
FIRST_BEAT, BEAT = 0.55, 0.008
BREAKING = ("cut", "stream-cut", "stream-error")  # the faults that end a stream early


async def events(
    chunks: Iterator[Chunk | None], fault: str, cancellation: Cancellation, pace: str
) -> AsyncIterator[bytes]:
    """Chunks as server-sent events, made only as far as the client reads them.

    None among `chunks` is a heartbeat that is waited for and not sent.
    """
    due = time.monotonic() + FIRST_BEAT  # of the next heartbeat
    try:
        async for chunk in iterate_in_threadpool(chunks):
            if chunk is not None:
                yield event(chunk)
            if pace == "real" and _is_heartbeat(chunk):
                await asyncio.sleep(max(0.0, due - time.monotonic()))
                due += BEAT
            if fault in BREAKING and _has_content(chunk):
                if fault == "stream-error":
                    yield event(faults.refusal("500").body())
                    return
                raise ConnectionResetError("a fault was ordered")
        yield b"data: [DONE]\n\n"
    finally:
        cancellation.cancel()


async def pieces_of_sound(
    pieces: Sequence[bytes], audio_tokens: int, fault: str, pace: str
) -> AsyncIterator[bytes]:
    """A sound of so many audio tokens in pieces, at the real pace as if they were made live."""
    due = time.monotonic() + FIRST_BEAT  # of the next piece
    for number, piece in enumerate(pieces):
        if pace == "real":
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            due += BEAT * audio_tokens / len(pieces)
        if fault == "cut" and number >= len(pieces) // 2:
            raise ConnectionResetError("a fault was ordered")
        yield piece


def ordered_pace(headers: Mapping[str, str], usual: str) -> str:
    """The pace that a request orders, else the usual one; raises Refusal for an unknown one."""
    pace = headers.get(PACE_HEADER, "").strip().lower() or usual
    if pace not in PACES:
        raise Refusal(
            400,
            f"The practice engine has no pace '{pace[:40]}'. It has: {', '.join(PACES)}.",
            param=PACE_HEADER,
            code="unknown_pace",
        )
    return pace


def seconds_of_whole_answer(audio_tokens: int) -> float:
    """How long a whole answer with so many audio tokens takes at the real pace."""
    return FIRST_BEAT + BEAT * audio_tokens


def event(body: Chunk) -> bytes:
    """One server-sent event."""
    return b"data: " + as_bytes(body) + b"\n\n"


def _is_heartbeat(chunk: Chunk | None) -> bool:
    return chunk is None or "choices" not in chunk


def _has_content(chunk: Chunk | None) -> bool:
    """Whether a chunk brings sound, or a piece of a written answer."""
    choices = chunk and chunk.get("choices")
    if not choices:
        return False
    delta = choices[0]["delta"]
    return bool(delta.get("audio", {}).get("data") or delta.get("content"))
