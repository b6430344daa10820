"""What the dialects of compatible servers share, and OpenAI's own."""

import pytest

from helpers.practice.protocol.dialects import DIALECTS
from tests.dialect_server import WORDS, spoken
from tests.practice.protocol.told import refusal, streamed, told


def test_openais_own_is_told_as_it_is():
    dialect, answer = told("openai")
    whole = answer.whole()
    assert dialect.whole(whole) is whole and dialect.listed([1]) == [1]
    assert "choices" not in streamed("openai")[10]  # heartbeats stay


@pytest.mark.parametrize("name", ["qwen", "vllm", "openrouter"])
def test_streams_name_the_model_asked_for_and_end_with_stop_and_the_usage(name):
    *chunks, end, last = streamed(name)
    assert {chunk["model"] for chunk in chunks} == {WORDS[name][0]}
    assert all(len(chunk["choices"]) == 1 for chunk in [*chunks, end])  # no heartbeats
    assert end["choices"][0]["finish_reason"] == "stop" and last["choices"] == []
    assert last["usage"]["completion_tokens"] > 20
    assert [c for c in chunks if c["choices"][0]["finish_reason"]] == []
    assert not any("obfuscation" in chunk or "service_tier" in chunk for chunk in chunks)
    assert "expires_at" not in str(chunks)


@pytest.mark.parametrize("name", ["qwen", "vllm", "openrouter"])
def test_a_limit_of_tokens_is_said_once(name):
    reasons = [
        chunk["choices"][0]["finish_reason"]
        for chunk in streamed(name, max_completion_tokens=20)
        if chunk["choices"]
    ]
    assert reasons.count("length") == 1 and "stop" not in reasons


@pytest.mark.parametrize(
    "name, model, says",
    [
        ("qwen", "gpt-audio-1.5", "The model `gpt-audio-1.5` does not exist."),
        ("vllm", None, "you must provide a model parameter"),
        ("qwen", "", "you must provide a model parameter"),
        ("openrouter", "gpt-audio-1.5", "gpt-audio-1.5 is not a valid model ID"),
    ],
)
def test_models_have_names_of_their_own(name, model, says):
    assert refusal(name, model=model, stream=True).message == says


@pytest.mark.parametrize("name", ["qwen", "vllm", "openrouter"])
@pytest.mark.parametrize("modalities", [None, 7, "audio", {}])
def test_what_the_rules_refuse_is_theirs_to_refuse(name, modalities):
    dialect = DIALECTS[name](spoken(name, stream=True, modalities=modalities))
    assert dialect.body["modalities"] == modalities
