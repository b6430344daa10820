"""Whole answers: spoken, written, cut by a limit (docs/protocol.md §3)."""

import base64

import numpy as np
import pytest

from helpers.practice.cancellation import Cancellation
from helpers.practice.protocol import replies, rules

SPOKEN = {"modalities": ["text", "audio"], "audio": {"voice": "alloy", "format": "pcm16"}}


def accepted(messages, **more):
    return rules.accept({"model": "gpt-audio-1.5", "messages": messages, **SPOKEN, **more})


def test_sound_ends_on_a_whole_token_and_silence_fills_it_up():
    request = accepted([{"role": "user", "content": "x"}])
    answer = replies.completion(
        request,
        1,
        [replies.spoken(request, "Hello", [np.full(1201, 0.5, np.float32)], Cancellation())],
    )
    pcm = np.frombuffer(base64.b64decode(answer["choices"][0]["message"]["audio"]["data"]), "<i2")
    assert pcm.size == 2400 and (pcm[:1201] > 16_000).all() and not pcm[1201:].any()
    assert (
        answer["usage"]["completion_tokens_details"]["audio_tokens"] == 2
        and answer["choices"][0]["finish_reason"] == "stop"
    )
    assert (
        answer["usage"]["completion_tokens"] == 7
        and answer["usage"]["total_tokens"] == 7 + answer["usage"]["prompt_tokens"]
    )


@pytest.mark.parametrize(
    "most, words, finish",
    [(2, "one two", "length"), (3, "one two three", "stop"), (99, "one two three", "stop")],
)
def test_a_written_answer_is_cut_at_its_limit(most, words, finish):
    choice = replies.written(
        accepted([{"role": "user", "content": "x"}], max_completion_tokens=most), "one two three"
    )
    assert (choice.message["content"], choice.finish_reason) == (
        words,
        finish,
    ) and choice.text_tokens <= most
