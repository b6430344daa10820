"""The most that a request can cost is never below what it costs, and close to it."""

import base64
import json

import numpy as np
import pytest

from helpers.engine.guard.worst_case import worst_case
from helpers.media import codec

SECONDS = 3.266  # 32 tokens, docs/protocol.md §6


def worst(turns=None, **request):
    body = {"model": "gpt-audio-1.5", "messages": [], "max_completion_tokens": 1} | request
    return worst_case(json.dumps(body).encode(), (turns or {}).get)


def heard(data, format="wav"):
    part = {"type": "input_audio", "input_audio": {"data": data, "format": format}}
    return [{"role": "user", "content": [part]}]


@pytest.mark.parametrize("format", ["wav", "mp3"])
@pytest.mark.parametrize("rate", [8_000, 16_000, 24_000, 48_000])
def test_the_worst_case_is_never_below_the_real_cost(format, rate):
    data = codec.encode(np.zeros(int(SECONDS * rate), np.float32), rate, format)
    most = worst(messages=heard(base64.b64encode(data).decode(), format))
    assert most.dollars() >= 32 * 32 / 1e6
    assert 32 <= most.audio_in <= 40


@pytest.mark.parametrize("data", ["https://example.org/a.wav", "????", "Zm9v" * 5_000])
def test_what_is_no_recording_may_be_long(data):
    assert worst(messages=heard(data)).audio_in >= len(data) * 3 / 4 / 1_000 * 10 - 1


def test_text_and_functions_count_by_their_bytes():
    few, korean = worst(), worst(messages=[{"role": "user", "content": "안녕하세요" * 100}])
    assert korean.text_in - few.text_in >= 1_500
    tool = {"type": "function", "function": {"name": "f", "description": "x" * 9_000}}
    assert worst(tools=[tool]).text_in - few.text_in >= 9_000


def test_history_counts_by_its_audio_ids():
    said = [{"role": "assistant", "audio": {"id": "audio_1"}}]
    known = worst(messages=said, turns={"audio_1": (32, 93)})
    assert known.audio_in == 93
    assert known.text_in - worst(messages=said, turns={"audio_1": (0, 93)}).text_in == 32
    assert worst(messages=said).audio_in == 16_384


@pytest.mark.parametrize(
    ("request_", "out"),
    [
        ({"max_completion_tokens": 300}, 300),
        ({"max_completion_tokens": None, "max_tokens": 300}, 300),
        ({"max_completion_tokens": 300, "max_tokens": 400}, 400),
        ({"max_completion_tokens": None}, 16_384),
        ({"max_completion_tokens": -5}, 16_384),
        ({"max_completion_tokens": True}, 16_384),
        ({"max_completion_tokens": "300"}, 300),
        ({"max_completion_tokens": 299.5}, 300),
        ({"max_completion_tokens": 10, "n": 8}, 80),
        ({"max_completion_tokens": 10, "n": None}, 10),
        ({"max_completion_tokens": 10, "n": "8"}, 80),
        ({"max_completion_tokens": 10, "n": -8}, 10),
    ],
)
def test_answers_are_as_long_as_they_may_be(request_, out):
    assert worst(**request_).out == out


def test_only_a_spoken_answer_costs_what_sound_costs():
    text, spoken = (
        worst(max_completion_tokens=1_000),
        worst(max_completion_tokens=1_000, modalities=["text", "audio"]),
    )
    assert text.dollars() == pytest.approx(1_000 * 10 / 1e6, abs=0.001)
    assert spoken.dollars() == pytest.approx(1_000 * 64 / 1e6, abs=0.001)


def test_a_body_that_cannot_be_looked_into_fills_the_model():
    assert worst_case(None, {}.get).dollars() > 128_000 * 32 / 1e6 + 16_384 * 64 / 1e6


@pytest.mark.parametrize("body", [b"", b"not json", b"5", b"null", b"[]", b"\xff", b"[" * 100_000])
def test_what_is_no_request_costs_nothing(body):
    assert worst_case(body, {}.get) is None


@pytest.mark.parametrize(
    "request_",
    [
        {"messages": 5},
        {"messages": [5, None, {"content": 5}, {"content": [5, {"input_audio": 5}]}]},
        {"messages": [{"audio": {"id": []}}, {"audio": 5}]},
        {"messages": [{"content": [{"input_audio": {"data": 5}}]}]},
        {"model": [], "modalities": 5, "n": [], "max_completion_tokens": {}, "tools": 5},
        {"n": 1e400, "max_completion_tokens": float("nan")},
        {"messages": [{"content": "\ud800"}]},
    ],
)
def test_requests_of_any_shape_have_a_worst_case(request_):
    assert worst(**request_).dollars() > 0
