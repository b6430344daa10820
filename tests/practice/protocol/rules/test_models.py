"""Models that are gone or were never here."""

import datetime

import pytest

from helpers.practice.protocol.rules import accept
from helpers.practice.protocol.rules.models import model_refusal
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
    "name", ["gpt-4o", "gpt-5", "o1", "whisper-1", "GPT-AUDIO-1.5", "gpt-audio-1.5 "]
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
