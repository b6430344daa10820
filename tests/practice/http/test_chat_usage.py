"""What answers over HTTP are billed for, against the captured counts."""

import base64

import numpy as np
import pytest

from helpers.engine.tokens import text_tokens
from helpers.practice.voice import synthesis
from tests.practice.http.asking import AUDIO_TOO, READ, asking, part_of, post


@pytest.mark.parametrize(
    "samples", [27264, 52256, 111360, 15999 + 16000]
)  # the captured clips of 1.704, 3.266 and 6.96 s, and just under 2 s, at 16 kHz
def test_a_recording_counts_ten_tokens_a_second_rounded_down(engine, samples):
    usage = engine.client.chat.completions.create(
        **asking(engine, [part_of(np.zeros(samples, np.float32), 16_000)])
    ).usage
    assert usage.prompt_tokens_details.audio_tokens == samples * 10 // 16_000
    assert (
        usage.prompt_tokens_details.text_tokens == 11
    )  # as captured, without a word beside the recording
    assert usage.prompt_tokens == usage.prompt_tokens_details.audio_tokens + 11
    assert usage.completion_tokens_details.audio_tokens == 0


def test_words_count_as_captured_and_sums_are_exact(engine):
    answer = engine.client.chat.completions.create(
        **asking(
            engine,
            "Say the exact word 'hello' and nothing else.",
            modalities=["text", "audio"],
            audio={"voice": "ash", "format": "pcm16"},
        )
    )
    usage, audio = answer.usage, answer.choices[0].message.audio
    assert usage.prompt_tokens == 18 and usage.prompt_tokens_details.audio_tokens == 0
    assert audio.transcript == "hello" and usage.completion_tokens_details.text_tokens == 5
    assert (
        len(base64.b64decode(audio.data)) == usage.completion_tokens_details.audio_tokens * 2400
    )  # 20 tokens a second of 16 bits at 24 kHz
    assert usage.completion_tokens == usage.completion_tokens_details.audio_tokens + 5
    assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens


@pytest.mark.parametrize("most", [1, 3, 5, 30, 120])
def test_a_limit_cuts_words_and_sound_and_is_never_passed(engine, most):
    text = "Read aloud: " + "This sentence is said again and again. " * 40
    answer = engine.client.chat.completions.create(
        **asking(
            engine,
            text,
            max_completion_tokens=most,
            modalities=["text", "audio"],
            audio={"voice": "sage", "format": "pcm16"},
        )
    )
    details, audio = answer.usage.completion_tokens_details, answer.choices[0].message.audio
    assert answer.choices[0].finish_reason == "length"
    assert answer.usage.completion_tokens == details.audio_tokens + details.text_tokens <= most
    assert len(base64.b64decode(audio.data)) == details.audio_tokens * 2400 > 0
    assert text.removeprefix("Read aloud: ").startswith(audio.transcript)
    if most >= 30:  # most of a spoken answer's tokens are sound; the words run a little ahead of it
        assert details.audio_tokens >= most / 2
        heard = synthesis.speak(audio.transcript or "a", "sage").size / synthesis.RATE
        assert -0.5 < heard - details.audio_tokens / 20 < 6


def test_a_limit_cuts_a_text_answer_too(engine, part):
    answer = engine.client.chat.completions.create(
        **asking(
            engine,
            [{"type": "text", "text": "What is in this recording?"}, part],
            max_completion_tokens=6,
        )
    )
    whole = (
        engine.client.chat.completions.create(
            **asking(engine, [{"type": "text", "text": "What is in this recording?"}, part])
        )
        .choices[0]
        .message.content
    )
    content = answer.choices[0].message.content
    assert answer.choices[0].finish_reason == "length" and answer.usage.completion_tokens <= 6
    assert content and whole.startswith(content) and text_tokens(content) <= 6


def test_functions_that_are_offered_are_paid_for(engine):
    offered = {
        "type": "function",
        "function": {
            "name": "get_weather",
            "description": "The weather in a city",
            "parameters": {
                "type": "object",
                "properties": {"city": {"type": "string", "enum": ["Seoul", "Busan"]}},
            },
        },
    }
    plain, one, two = (
        post(engine, asking(engine, READ, **AUDIO_TOO, **more)).json()["usage"]["prompt_tokens"]
        for more in ({}, {"tools": [offered]}, {"tools": [offered, offered]})
    )
    assert 30 < one - plain < 60 and two - one < one - plain
