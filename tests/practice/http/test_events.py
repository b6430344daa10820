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
    for fault in ("stream-cut", "cut"):
        with pytest.raises(ConnectionResetError):
            read([WORD], fault)


@pytest.mark.parametrize(
    "headers, pace",
    [({}, "fast"), ({"x-practice-pace": " Real "}, "real"), ({"x-practice-pace": ""}, "fast")],
)
def test_a_request_orders_its_own_pace(headers, pace):
    assert ordered_pace(headers, "fast") == pace


def test_an_unknown_pace_is_named_with_those_there_are():
    with pytest.raises(Refusal, match=r"no pace .slow.* fast, real"):
        ordered_pace({"x-practice-pace": "slow"}, "fast")


@pytest.mark.parametrize(("pace", "waits"), [("fast", []), ("real", [0.55, 0.4, 0.4])])
def test_a_sound_comes_in_pieces_as_fast_as_it_is_made(monkeypatch, pace, waits):
    clock, slept = [100.0], []

    async def sleep(seconds):
        clock[0] += seconds
        slept.append(seconds)

    monkeypatch.setattr(events.asyncio, "sleep", sleep)
    monkeypatch.setattr(events.time, "monotonic", lambda: clock[0])
    assert sound([b"a", b"b", b"c"], 150, pace=pace) == [b"a", b"b", b"c"]
    assert slept == pytest.approx(waits)


def test_a_sound_may_break_off_in_the_middle():
    sent = []
    with pytest.raises(ConnectionResetError):
        sound([b"a", b"b", b"c", b"d"], 4, "cut", sent=sent)
    assert sent == [b"a", b"b"]


def sound(pieces, tokens, fault="", pace="fast", sent=None):
    sent = [] if sent is None else sent

    async def collect():
        async for piece in events.pieces_of_sound(pieces, tokens, fault, pace):
            sent.append(piece)

    asyncio.run(collect())
    return sent
