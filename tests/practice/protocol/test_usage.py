"""Counts of tokens in and out, against the captured ones (docs/protocol.md §5, §6)."""

import base64

import numpy as np
import pytest

from helpers.media import codec
from helpers.practice.protocol import audio_ids, rules
from helpers.practice.protocol.usage import check_context, most_tokens, prompt_tokens, usage

SPOKEN = {"modalities": ["text", "audio"], "audio": {"voice": "alloy", "format": "pcm16"}}


def accepted(messages, **more):
    return rules.accept({"model": "gpt-audio-1.5", "messages": messages, **SPOKEN, **more})


def clip(seconds):
    return {
        "type": "input_audio",
        "input_audio": {
            "data": base64.b64encode(
                codec.encode(np.zeros(round(seconds * 16_000), np.float32), 16_000, "wav")
            ).decode(),
            "format": "wav",
        },
    }


def test_a_prompt_counts_as_captured():
    assert prompt_tokens(accepted([{"role": "user", "content": [clip(1.704)]}])) == (11, 17)
    assert prompt_tokens(
        accepted([{"role": "user", "content": "Say the exact word 'hello' and nothing else."}])
    ) == (18, 0)
    assert prompt_tokens(
        accepted(
            [
                {"role": "user", "content": [clip(1.704)]},
                {"role": "user", "content": [clip(3.266), {"type": "text", "text": "one two"}]},
            ]
        )
    ) == (3 + 8 + 8 + 2, 49)
    assert prompt_tokens(
        accepted([{"role": "user", "content": None}, {"role": "user", "content": "a"}])
    ) == (12, 0)


LONG = "word " * 127_992  # with 3 for the request and 4 for its message 1 below the limit


@pytest.mark.parametrize(
    "text, more, said",
    [
        (LONG, {}, ""),
        (LONG, {"max_tokens": 1}, ""),
        (LONG + "w w", {}, "your messages resulted in 128001 tokens. Please reduce the length of"),
        (
            LONG,
            {"max_completion_tokens": 9},
            "you requested 128008 tokens (127999 in the messages, 9 in the completion). Please "
            "reduce the length of the messages or completion.",
        ),
    ],
)
def test_a_request_has_room_in_the_context_with_the_answer_that_it_limits(text, more, said):
    request = accepted([{"role": "user", "content": text}], **more)
    if not said:
        return check_context(request)
    with pytest.raises(rules.Refusal, match="128000 tokens") as no:
        check_context(request)
    start = "This model's maximum context length is 128000 tokens. However, "
    assert no.value.message.startswith(start + said)
    assert (no.value.param, no.value.code) == ("messages", "context_length_exceeded")


def test_the_limit_is_the_newer_name_or_the_older_or_the_models_own():
    assert (
        most_tokens({"max_completion_tokens": 7})
        == 7
        == most_tokens({"max_tokens": 7, "max_completion_tokens": None})
    )
    assert most_tokens({}) == 16_384


def test_a_spoken_turn_is_paid_for_again():
    """Turn two of a captured conversation (docs/protocol.md §5, §6).

    142 audio tokens are 17, the answer's 93, and 32; its 32 text tokens are in the 62.
    """
    audio_ids.remember("audio_1", "Hi there!", text_tokens=32, audio_tokens=93)
    turns = [
        {"role": "user", "content": [clip(1.704)]},
        {"role": "assistant", "audio": {"id": "audio_1"}},
        {
            "role": "user",
            "content": [clip(3.266), {"type": "text", "text": "one two three four five six seven"}],
        },
    ]
    assert prompt_tokens(accepted(turns)) == (62, 142)
    turns[1]["content"] = "Hi there!"  # its words sent along are not counted twice
    assert prompt_tokens(accepted(turns)) == (62, 142)


def test_usage_adds_up():
    counted = usage((11, 17), (32, 93))
    assert (counted["prompt_tokens"], counted["completion_tokens"]) == (28, 125)
    assert counted["total_tokens"] == 153
    assert counted["prompt_tokens_details"]["audio_tokens"] == 17
    assert counted["completion_tokens_details"]["text_tokens"] == 32
