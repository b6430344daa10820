"""What an answer used, read from its bytes in pieces of any size."""

import base64
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.engine.guard.meter import Meter

USAGE = {"prompt_tokens": 9, "completion_tokens": 12, "completion_tokens_details": {}}
PCM = base64.b64encode(bytes(19_200)).decode()


def chunk(delta=None, **more):
    choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": None}]
    return {"id": "chatcmpl-1", "model": "gpt-audio-1.5", "choices": choices, **more}


SPOKEN = [
    chunk({"role": "assistant", "refusal": None}),
    chunk({"audio": {"id": "audio_1", "transcript": "Hi"}}),
    chunk({"audio": {"transcript": " there"}}),
    {"id": "chatcmpl-1", "usage": None},  # a heartbeat
    chunk({"audio": {"data": PCM}}),
]


def sse(events, done=True):
    lines = [f"data: {json.dumps(event)}\n\n" for event in events]
    return "".join([*lines, "data: [DONE]\n\n" * done]).encode()


def read(data, size=1_000_000, streamed=True):
    meter = Meter(streamed)
    for start in range(0, len(data), size):
        meter.add(data[start : start + size])
    meter.end()
    return meter


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.integers(1, 400))
def test_a_stream_is_read_in_pieces_of_any_size(size):
    meter = read(sse([*SPOKEN, chunk(usage=USAGE)]), size)
    assert meter.complete and meter.usage == USAGE and meter.id == "chatcmpl-1"
    assert meter.model == "gpt-audio-1.5" and meter.audio_ids == {"audio_1"}


def test_without_usage_the_bytes_bound_the_tokens():
    meter = read(sse(SPOKEN))
    assert meter.complete and meter.usage is None
    text, audio = meter.tokens_out()
    assert audio == 8
    assert 2 + 2 + 2 <= text <= len("Hi there") + 4


def test_a_stream_is_complete_as_soon_as_its_usage_has_come():
    meter = Meter(streamed=True)
    meter.add(sse(SPOKEN, done=False))
    assert not meter.complete and meter.carries
    meter.add(sse([chunk(usage=USAGE)], done=False))
    assert meter.complete


def test_a_running_count_is_not_the_last_one():
    running = [
        event | {"usage": {"completion_tokens": count}} for count, event in enumerate(SPOKEN)
    ]
    assert not read(sse(running[:3], done=False)).complete
    meter = read(sse(running))
    assert meter.complete and meter.usage == {"completion_tokens": 4}


@pytest.mark.parametrize("done", [True, False])
def test_a_stream_that_fails_is_not_complete(done):
    assert not read(sse([*SPOKEN, {"error": {"message": "no"}}], done)).complete
    assert not read(sse(SPOKEN, done=False)).complete


def whole(message, **more):
    choices = [{"index": 0, "message": message, "finish_reason": "stop"}]
    answer = {"id": "chatcmpl-1", "model": "gpt-audio-1.5", "choices": choices, **more}
    return json.dumps(answer).encode()


def test_a_whole_answer_is_read_when_it_has_come():
    data = whole({"content": "Hi there"}, usage=USAGE)
    meter = read(data, 10, streamed=False)
    assert meter.complete and meter.usage == USAGE and meter.carries
    assert not read(data[:-9], streamed=False).complete
    assert read(whole({"content": "Hi"}), streamed=False).tokens_out()[0] >= 1


def test_functions_and_refusals_are_words_too():
    call = {"function": {"name": "book", "arguments": '{"at": 5}'}}
    meter = read(whole({"content": None, "tool_calls": [call]}), streamed=False)
    assert meter.carries and meter.tokens_out()[0] >= len('book{"at": 5}')
    assert read(whole({"refusal": "No."}), streamed=False).tokens_out()[0] >= 3


@pytest.mark.parametrize("streamed", [True, False])
@pytest.mark.parametrize(
    "answer",
    [
        5,
        None,
        [],
        {"choices": 5},
        {"choices": [5, None, {"delta": 5}, {"message": []}, {"delta": {"audio": 5}}]},
        {"choices": [{"delta": {"content": 5, "tool_calls": [5, {"function": 5}]}}]},
        {"choices": [{"message": {"audio": {"data": "?", "id": 5}}, "index": []}]},
        {"usage": 5, "id": 5, "model": []},
        {"choices": [{"delta": {"content": "\ud800"}}]},
    ],
)
def test_answers_of_any_shape_are_read(answer, streamed):
    data = sse([answer]) if streamed else json.dumps(answer).encode()
    assert min(read(data, streamed=streamed).tokens_out()) >= 0


@settings(deadline=None, derandomize=True)
@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_read(data, streamed):
    assert read(data, 7, streamed).usage is None


def test_sound_in_content_is_no_words():
    """vLLM-Omni: a chunk's modality says what its content is (docs/protocol.md §12)."""
    words = chunk({"content": "Hi there"}, modality="text")
    file = chunk({"role": "assistant", "content": PCM}, modality="audio")
    meter = read(sse([words, file, file]))
    text, audio = meter.tokens_out()
    assert audio == 16 and text <= len("Hi there") + 6
    assert meter.sound_at == 0 and not meter.said


def test_the_sound_of_a_second_choice_is_counted():
    words = {"index": 0, "message": {"content": "Hi there", "audio": None}}
    audio = {"id": "audio-1", "data": PCM, "transcript": ""}
    sound = {"index": 0, "message": {"content": None, "audio": audio}}
    body = json.dumps({"id": "1", "choices": [words, sound]}).encode()
    meter = read(body, streamed=False)
    assert meter.complete and meter.sound_at == 1 and not meter.said
    assert meter.audio_ids == {"audio-1"} and meter.tokens_out()[1] > 0


def test_a_transcript_is_noted():
    meter = read(sse(SPOKEN))
    assert meter.said and meter.sound_at == 0
