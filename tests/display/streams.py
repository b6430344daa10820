"""Streams as the API sends them, as chunks in dicts."""

import asyncio
import base64
import threading
import time

import numpy as np

SAMPLES = np.random.default_rng(1).integers(-9000, 9000, 4801).astype("<i2")


def chunk(delta=None, **more):
    known = {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "gpt-audio-1.5",
        "usage": None,
        **more,
    }
    return (
        known
        if delta is None
        else known | {"choices": [{"index": 0, "delta": delta, "finish_reason": None}]}
    )


def sound(data):
    return {"audio": {"data": base64.b64encode(data).decode()}}


def streamed(sizes):
    """A stream as the API sends it, its sound in pieces of these sizes in bytes, repeated."""
    yield chunk({"role": "assistant", "refusal": None})
    yield chunk({"content": None, "audio": {"id": "audio_1", "transcript": "Good"}})
    yield chunk()  # a heartbeat
    yield chunk({"audio": {"transcript": " morning"}})
    data, at, number = SAMPLES.tobytes(), 0, 0
    while at < len(data):
        yield chunk(sound(data[at : at + sizes[number % len(sizes)]]))
        at, number = at + sizes[number % len(sizes)], number + 1
    yield chunk(
        choices=[],
        usage={
            "prompt_tokens": 9,
            "completion_tokens": 12,
            "total_tokens": 21,
            "completion_tokens_details": {"audio_tokens": 4},
        },
    )
    yield chunk(choices=[{"index": 0, "delta": {"audio": {"expires_at": 1780697149}}}])


class Stream:
    """A stream that waits after each chunk, can end with an error, and notes that it was closed."""

    def __init__(self, chunks, error=None, wait=0.0):
        self.chunks, self.error, self.wait, self.closed = (
            list(chunks),
            error,
            wait,
            threading.Event(),
        )


class Asynchronous(Stream):
    async def __aiter__(self):
        for known in self.chunks:
            yield known
            await asyncio.sleep(self.wait)
        if self.error:
            raise self.error

    async def close(self):
        self.closed.set()


class Plain(Stream):
    def __iter__(self):
        for known in self.chunks:
            yield known
            time.sleep(self.wait)
        if self.error:
            raise self.error

    def close(self):
        self.closed.set()
