"""What an answer cost: by its own count, else by what it carried."""

import base64
import json

import numpy as np
import pytest

from helpers.engine.guard.meter import Meter
from helpers.engine.guard.settlement import settlement
from helpers.engine.guard.worst_case import WorstCase
from helpers.media import codec

WORST = WorstCase("gpt-audio-1.5", text_in=100, audio_in=40, out=300, spoken=True)


def settled(answer, worst=WORST):
    meter = Meter(streamed=False)
    meter.add(json.dumps(answer).encode())
    meter.end()
    return settlement(meter, worst)


def usage(prompt, completion):
    return {
        "prompt_tokens": 28,
        "completion_tokens": 125,
        "prompt_tokens_details": prompt,
        "completion_tokens_details": completion,
    }


def test_the_answers_own_count_is_used():
    answer = {"model": "gpt-audio-1.5", "usage": usage({"audio_tokens": 17}, {"audio_tokens": 93})}
    model, tokens, price = settled(answer)
    assert (model, tokens) == ("gpt-audio-1.5", (11, 17, 32, 93))
    assert price == pytest.approx((11 * 2.5 + 17 * 32 + 32 * 10 + 93 * 64) / 1e6)


@pytest.mark.parametrize("details", [None, {}, {"audio_tokens": None}])
def test_a_count_that_does_not_tell_sound_from_text_is_filled_in(details):
    data = base64.b64encode(codec.encode(np.zeros(2_400, np.float32), 24_000, "wav")).decode()
    message = {"audio": {"data": data, "transcript": "hi"}}
    answer = {"choices": [{"message": message}], "usage": usage(details, details)}
    _, (text_in, audio_in, text_out, audio_out), _ = settled(answer)
    assert (text_in, audio_in) == (0, 28)
    assert text_out + audio_out == 125
    assert audio_out == 3, "4,800 bytes and a header: two tokens and a part"


def test_without_a_count_the_prompt_is_the_worst_and_the_answer_what_came():
    answer = {"choices": [{"message": {"content": "hello"}}]}
    model, tokens, price = settled(answer)
    assert model == "gpt-audio-1.5" and tokens[:2] == (100, 40) and tokens[3] == 0
    assert 0 < price < WORST.dollars()


def test_it_never_costs_more_than_was_reserved_where_only_bytes_tell():
    answer = {"choices": [{"message": {"content": "x" * 100_000}}]}
    worst = WorstCase("gpt-audio-1.5", 1, 0, 5, spoken=False)
    assert settled(answer, worst)[2] == worst.dollars()


@pytest.mark.parametrize(
    ("asked", "answered", "text_out"),
    [
        ("my-deployment", "gpt-audio-mini-2025-12-15", 2.4),
        ("gpt-audio-mini", "a name of the server's own", 2.4),
        ("my-deployment", "another", 10),
        ("openai/gpt-audio-mini", "openai/gpt-audio-mini", 2.4),
        ("gpt-audio-mini", "", 2.4),
    ],
)
def test_the_model_that_answers_is_paid(asked, answered, text_out):
    answer = {"model": answered, "usage": {"completion_tokens": 1_000_000}}
    worst = WorstCase(asked, 1, 0, 1_000_000, spoken=False)
    assert settled(answer, worst)[2] == pytest.approx(text_out)
