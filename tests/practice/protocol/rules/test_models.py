"""Models that are gone or were never here."""

import datetime

import pytest

from helpers.practice.protocol.rules import accept
from helpers.practice.protocol.rules.models import (
    audio_model_refusal,
    listed_models,
    listing_refusal,
    model_refusal,
)
from tests.practice.protocol.rules.examples import (
    TODAY,
    refused,
    request,
)


def gone(name):
    return {
        "error": {
            "message": f"The model `{name}` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations",
            "type": "invalid_request_error",
            "param": None,
            "code": "model_not_found",
        }
    }


def unknown(name):
    return {
        "error": {
            "message": f"The model `{name}` does not exist or you do not have access to it.",
            "type": "invalid_request_error",
            "param": None,
            "code": "model_not_found",
        }
    }


@pytest.mark.parametrize(
    "name",
    ["gpt-4o-audio-preview", "gpt-4o-mini-audio-preview-2024-12-17", "gpt-audio-mini-2025-10-06"],
)
def test_retired_models(name, monkeypatch):
    refusal = refused(request(model=name))
    assert (refusal.status, refusal.body()) == (404, gone(name))
    monkeypatch.setenv("PRACTICE_RETIRED_MODELS", "answer")
    assert accept(request(model=name), today=TODAY).speaks
    assert model_refusal("gpt-4o-audio", TODAY).body() == unknown("gpt-4o-audio")


@pytest.mark.parametrize(
    "name", ["gpt-4o", "gpt-5", "o1", "whisper-2", "GPT-AUDIO-1.5", "gpt-audio-1.5 "]
)
def test_unknown_models(name):
    refusal = refused(request(model=name, zzz=1))  # before its keys are looked at
    assert (refusal.status, refusal.body()) == (404, unknown(name))


def test_models_end_on_their_day():
    assert accept(request(model="gpt-audio"), today=datetime.date(2027, 1, 19)).speaks
    assert refused(request(model="gpt-audio"), today=datetime.date(2027, 1, 20)).body() == gone(
        "gpt-audio"
    )
    assert refused(request(), retired=frozenset({"gpt-audio-1.5"})).body() == gone("gpt-audio-1.5")
    assert accept(request(model="gpt-4o-audio-preview"), today=TODAY, retired=frozenset()).speaks


@pytest.mark.parametrize("name", ["whisper-1", "tts-1", "gpt-4o-mini-tts"])
def test_models_of_other_endpoints_are_told_so(name):
    refusal = refused(request(model=name, zzz=1))
    assert (refusal.status, refusal.param, refusal.code) == (404, "model", None)
    assert "not a chat model" in refusal.message


def test_models_of_each_endpoint():
    assert audio_model_refusal("tts-1", "speech", TODAY) is None
    assert audio_model_refusal("whisper-1", "transcriptions", TODAY) is None
    for name, endpoint in (
        ("whisper-1", "speech"),
        ("tts-1", "transcriptions"),
        ("gpt-audio-1.5", "speech"),
    ):
        assert audio_model_refusal(name, endpoint, TODAY).body() == unknown(name)
    last = datetime.date(2027, 1, 5)
    assert audio_model_refusal("tts-1", "speech", last) is None
    ended = audio_model_refusal("tts-1", "speech", last + datetime.timedelta(1))
    assert ended.body() == gone("tts-1")


def test_what_lives_is_listed_whatever_its_endpoint():
    names = listed_models(TODAY)
    assert {"gpt-audio-1.5", "tts-1-hd", "whisper-1"} <= set(names)
    assert "gpt-4o-audio-preview" not in names
    assert "tts-1-hd" not in listed_models(datetime.date(2027, 1, 6))
    assert listing_refusal("gpt-audio-1.5") is None
    assert listing_refusal("gpt-9-audio").body() == unknown("gpt-9-audio")
