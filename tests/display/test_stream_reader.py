"""Every kind of stream gives its chunks, and is closed however it ends."""

import asyncio
import time

import pytest

from helpers.display import stream_reader
from helpers.display.partial_reply import PartialReply
from tests.display.streams import SAMPLES, Asynchronous, Plain, chunk, sound, streamed

ASK = {
    "model": "gpt-audio-1.5",
    "modalities": ["text", "audio"],
    "audio": {"voice": "coral", "format": "wav"},
    "messages": [{"role": "user", "content": "Read aloud: Hi there!"}],
}


class Response:
    def iter_lines(self):
        return iter(())


def read(stream, stop=None):
    """What arrives; with `stop`, the reading is cancelled after so many seconds."""

    async def run():
        partial = PartialReply()
        reading = asyncio.create_task(
            stream_reader.read_stream(await stream_reader.open_stream(stream), partial)
        )
        await asyncio.wait({reading}, timeout=stop)
        reading.cancel()
        await asyncio.wait({reading})
        if not reading.cancelled() and reading.exception():
            raise reading.exception()
        return partial

    return asyncio.run(run())


async def awaited(stream):
    return stream


@pytest.mark.parametrize(
    "kind",
    [Asynchronous, Plain, lambda known: awaited(Asynchronous(known)), list, iter],
    ids=["asynchronous", "plain", "not awaited", "list", "iterator"],
)
def test_all_chunks_come_in_order(kind):
    assert bytes(read(kind(list(streamed((7, 960, 3, 1))))).pcm) == SAMPLES.tobytes()


@pytest.mark.parametrize("kind", [Asynchronous, Plain])
def test_a_stream_is_closed_at_its_end_in_the_middle_and_after_an_error(kind):
    whole, left, broken = (
        kind(streamed((4800,))),
        kind([chunk(sound(SAMPLES.tobytes())), *[chunk()] * 200], wait=0.05),
        kind(streamed((4800,)), error=OSError("gone")),
    )
    read(whole)
    assert bytes(read(left, stop=0.3).pcm) == SAMPLES.tobytes()
    with pytest.raises(OSError, match="gone"):
        read(broken)
    assert all(stream.closed.wait(5) for stream in (whole, left, broken))


def test_a_generator_is_closed():
    closed = []

    async def endless():
        try:
            while True:
                yield chunk(sound(b"\1\1" * 2400))
                await asyncio.sleep(0.01)
        finally:
            closed.append(True)

    assert read(endless(), stop=0.2).samples and closed == [True]


def test_a_plain_stream_does_not_hold_up_what_else_runs():
    async def run():
        partial, ticks = PartialReply(), 0
        reading = asyncio.create_task(
            stream_reader.read_stream(Plain(streamed((4800,)), wait=0.1), partial)
        )
        while not reading.done():
            await asyncio.sleep(0.01)
            ticks += 1
        return ticks

    assert asyncio.run(run()) > 5


def test_a_plain_stream_that_says_nothing_does_not_hold_up_the_end():
    started = time.monotonic()
    read(Plain([chunk()], wait=30), stop=0.1)
    assert time.monotonic() - started < 10


def test_chunks_that_are_all_there_do_not_hold_up_the_stop_button():
    async def endless():
        while True:
            yield chunk()

    started = time.monotonic()
    read(endless(), stop=0.1)
    assert time.monotonic() - started < 10


def test_when_a_request_was_sent(engine):
    before = time.perf_counter()
    stream = engine.client.chat.completions.create(
        **ASK | {"audio": {"voice": "coral", "format": "pcm16"}}, stream=True
    )
    assert before < stream_reader.request_time(stream) < time.perf_counter()
    stream.close()
    assert stream_reader.request_time([]) is None


@pytest.mark.parametrize(
    "nothing, says",
    [
        (None, "takes a stream, not NoneType"),
        ("stream", "not str"),
        (b"data: {}", "not bytes"),
        ({"choices": []}, "not dict"),
        (7, "not int"),
        (Response(), "HTTP response.*response.iter_lines"),
        ([1], "The pieces of this stream are int"),
        (["data: {}"], "give the parsed lines"),
    ],
)
def test_what_is_no_stream(nothing, says):
    with pytest.raises(TypeError, match=says):
        read(nothing)


@pytest.mark.parametrize("wrap", [lambda answer: answer, awaited], ids=["awaited", "not awaited"])
def test_a_whole_answer_is_no_stream(engine, wrap):
    with pytest.raises(TypeError, match="a whole answer, not a stream: add stream=True"):
        read(wrap(engine.client.chat.completions.create(**ASK)))
