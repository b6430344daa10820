"""Limits that fall with each request and come back (docs/protocol.md §3, §12)."""

import numpy as np
import pytest

from helpers.practice.http.rate_limits import RateLimits, counted_tokens, duration
from tests.practice.http.asking import asking, part_of, post

SAY = "Say the exact word 'hello' and nothing else."
CLIP = {"type": "input_audio", "input_audio": {"data": "x" * 50_000, "format": "wav"}}


@pytest.mark.parametrize(
    "seconds, words",
    [
        (0, "0s"),
        (0.0004, "0s"),
        (0.003, "3ms"),
        (0.9994, "999ms"),
        (1, "1s"),
        (59.4, "59s"),
        (60, "1m0s"),
        (360, "6m0s"),
        (61.6, "1m2s"),
    ],
)
def test_durations(seconds, words):
    assert duration(seconds) == words


@pytest.mark.parametrize(
    "messages, tokens",
    [
        ([{"role": "user", "content": [CLIP]}], 2),
        ([{"role": "user", "content": SAY}], 13),
        (
            [
                {"role": "user", "content": [CLIP]},
                {"role": "assistant", "audio": {"id": "audio_1"}},
                {"role": "user", "content": [CLIP, {"type": "text", "text": SAY}]},
            ],
            15,
        ),
        ([{"role": "user", "content": None}], 2),
    ],
)
def test_requests_count_as_captured(messages, tokens):
    assert counted_tokens({"messages": messages}) == tokens


def test_what_is_left_falls_and_comes_back():
    now = [0.0]
    limits = RateLimits(lambda: now[0])
    first = limits.headers(2)
    assert first["x-ratelimit-remaining-requests"] == "19999"
    assert first["x-ratelimit-remaining-tokens"] == "14999998"
    assert (first["x-ratelimit-reset-requests"], first["x-ratelimit-reset-tokens"]) == (
        "3ms",
        "0s",
    )
    second = limits.headers(1_000_000)
    assert second["x-ratelimit-remaining-requests"] == "19998"
    assert second["x-ratelimit-remaining-tokens"] == "13999998"
    assert second["x-ratelimit-reset-tokens"] == "4s"
    now[0] = 60.0
    assert limits.headers(13) == first | {"x-ratelimit-remaining-tokens": "14999987"}


def test_nothing_is_left_and_nothing_is_owed():
    limits = RateLimits(lambda: 0.0)
    headers = limits.headers(10**9)
    assert headers["x-ratelimit-remaining-tokens"] == "0"
    assert headers["x-ratelimit-reset-tokens"] == "1m0s"


def test_an_answer_over_http_says_what_is_left(engine):
    audio = part_of(np.zeros(16_000, np.float32), 16_000)
    text = {"type": "text", "text": "How long is this recording? " * 4_000}
    small = post(engine, asking(engine, [audio])).headers
    large = post(engine, asking(engine, [text, audio], max_completion_tokens=5)).headers
    assert int(small["x-ratelimit-remaining-tokens"]) > int(large["x-ratelimit-remaining-tokens"])
