"""What is at work is said alike in the fingerprint and in the headers."""

import pytest

from helpers.engine.endpoint.practice_parts import described
from helpers.practice import at_work
from helpers.practice.voice import names


@pytest.fixture(autouse=True)
def anew():
    at_work.fingerprint.cache_clear()
    at_work.headers.cache_clear()
    yield
    at_work.fingerprint.cache_clear()
    at_work.headers.cache_clear()


def test_ears_and_voice_are_named(monkeypatch):
    monkeypatch.delenv("PRACTICE_MIND", raising=False)
    headers = at_work.headers()
    assert set(headers) == {"x-practice-ears", "x-practice-voice"}
    assert at_work.fingerprint() == "fp_practice_" + "_".join(headers.values())


def test_without_a_runtime_it_has_no_ears(monkeypatch):
    monkeypatch.setattr(at_work.weights, "runtime", lambda: False)
    assert at_work.headers()["x-practice-ears"] == "none"
    assert "_none_" in at_work.fingerprint()


def test_a_mind_of_the_learners_own_is_named(monkeypatch):
    monkeypatch.setenv("PRACTICE_MIND", "http://localhost:11434/v1")
    monkeypatch.setenv("PRACTICE_MIND_MODEL", "qwen")
    assert "localhost:11434" in at_work.headers()["x-practice-mind"]
    assert at_work.fingerprint().endswith("_own-mind")


def test_a_voice_that_is_missing_is_remarked(monkeypatch):
    monkeypatch.setenv("PRACTICE_VOICE", "kokoro")
    monkeypatch.setattr(names.weights, "available", lambda: False)
    headers = at_work.headers()
    assert headers["x-practice-voice"] == "espeak-ng"
    assert "make voice" in headers["x-practice-voice-remark"]
    assert described(headers).endswith("speaks with espeak-ng · " + names.remark().rstrip("."))
