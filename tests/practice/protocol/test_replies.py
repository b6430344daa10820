"""Shapes of answers and counts of tokens, against the captured ones (api-facts.md §3, §4 and §6)."""

import base64
import re

import numpy as np
import pytest

from helpers.engine import catalogue
from helpers.media import codec
from helpers.practice.cancellation import Cancellation, Cancelled
from helpers.practice.protocol import audio_ids, replies, rules
from helpers.practice.protocol.replies import prompt_tokens

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


def test_the_limit_is_the_newer_name_or_the_older_or_the_models_own():
    assert (
        replies.most_tokens({"max_completion_tokens": 7})
        == 7
        == replies.most_tokens({"max_tokens": 7, "max_completion_tokens": None})
    )
    assert replies.most_tokens({}) == 16_384


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


def test_a_spoken_turn_is_paid_for_again():
    """Turn two of a captured conversation: 142 audio tokens are 17, the answer's 93, and 32; its 32 text tokens are in the 62 (api-facts.md §5, §6)."""
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


@pytest.mark.parametrize(
    "most, words, finish",
    [(2, "one two", "length"), (3, "one two three", "stop"), (99, "one two three", "stop")],
)
def test_a_written_answer_is_cut_at_its_limit(most, words, finish):
    choice = replies.written(
        accepted([{"role": "user", "content": "x"}], max_completion_tokens=most), "one two three"
    )
    assert (choice.message["content"], choice.finish) == (
        words,
        finish,
    ) and choice.text_tokens <= most


def test_ids_are_random_but_for_the_time():
    ids = {replies.audio_id(0x6A233A2D) for _ in range(50)} | {
        replies.letters(29) for _ in range(50)
    }
    assert len(ids) == 100
    assert all(re.fullmatch(r"audio_6a233a2d[0-9a-f]{24}|[0-9A-Za-z]{29}", one) for one in ids)


@pytest.mark.parametrize("format", catalogue.formats("output"))
def test_a_sound_is_written_as_the_codec_writes_it_and_no_further_than_somebody_waits(
    format, speech
):
    class Leaving(Cancellation):
        checks = 0

        def check(self):
            self.checks += 1
            if self.checks == 3:
                raise Cancelled

    pcm = codec.to_pcm16(np.resize(speech, 24_000 * 18))
    whole = replies.audio_bytes(pcm, format, Cancellation())
    assert whole[44:] == codec.encode(codec.from_pcm16(pcm), 24_000, format)[44:] and (
        format == "wav"
    ) == (whole[4:8] == bytes([255] * 4))
    leaving = Leaving()
    with pytest.raises(Cancelled):
        replies.audio_bytes(pcm, format, leaving)
    assert leaving.checks == 3
