"""The pace of a stream, and what its faults do."""

import asyncio
import json

import pytest

from helpers.practice.cancellation import Cancellation, Cancelled
from helpers.practice.http import events
from helpers.practice.http.events import BEAT, FIRST_BEAT, ordered_pace
from helpers.practice.protocol.rules import Refusal

WORD = {"choices": [{"delta": {"content": "word"}}]}


def read(chunks, fault="", pace="fast"):
    """The events of a stream, and whether its work was cancelled at its end."""
    cancellation = Cancellation()

    async def collect():
        return [event async for event in events.events(iter(chunks), fault, cancellation, pace)]

    return asyncio.run(collect()), cancellation


@pytest.mark.parametrize("pace, waited", [("fast", 0), ("real", FIRST_BEAT + 3 * BEAT)])
def test_the_real_pace_waits_before_the_first_heartbeat_and_a_little_at_each_other(
    monkeypatch, pace, waited
):
    clock = [100.0]

    async def sleep(seconds):
        clock[0] += seconds

    monkeypatch.setattr(events.asyncio, "sleep", sleep)
    monkeypatch.setattr(events.time, "monotonic", lambda: clock[0])
    sent, _ = read([{"choices": []}, {}, {}, None, {}, {"choices": []}], pace=pace)
    assert len(sent) == 6 and clock[0] - 100 == pytest.approx(waited)


def test_a_stream_ends_with_done_and_its_work_with_it():
    sent, cancellation = read([WORD, {"choices": []}])
    assert sent[-1] == b"data: [DONE]\n\n" and json.loads(sent[0][6:]) == WORD
    with pytest.raises(Cancelled):
        cancellation.check()


def test_an_ordered_error_comes_after_the_first_content_and_ends_the_stream():
    sent, _ = read([{"choices": []}, WORD, WORD], "stream-error")
    assert len(sent) == 3 and "error" in json.loads(sent[-1][6:])
    with pytest.raises(ConnectionResetError):
        read([WORD], "stream-cut")


@pytest.mark.parametrize(
    "headers, pace",
    [({}, "fast"), ({"x-practice-pace": " Real "}, "real"), ({"x-practice-pace": ""}, "fast")],
)
def test_a_request_orders_its_own_pace(headers, pace):
    assert ordered_pace(headers, "fast") == pace


def test_an_unknown_pace_is_named_with_those_there_are():
    with pytest.raises(Refusal, match=r"no pace .slow.* fast, real"):
        ordered_pace({"x-practice-pace": "slow"}, "fast")
