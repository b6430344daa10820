"""The practice engine is tried: it speaks, it hears, or one line says which of them fails."""

import socket

import pytest

from helpers.engine.endpoint import practice_process
from helpers.media.wav import wav_bytes
from helpers.practice.ears import weights
from helpers.preflight import loading, practice_engine
from helpers.preflight.results import OK, PROBLEM
from tests.ears import needs_ears
from tests.preflight.machines import SPEECH, answering, at, says


def found(body, status=200, **headers):
    """What the check finds at an engine that gives this answer to all requests."""
    with answering(body, status, **headers) as server:
        return practice_engine.check(at(server.origin))


@needs_ears
def test_a_healthy_engine_speaks_and_hears(engine):
    voice, ears = practice_engine.check()
    assert voice.state == ears.state == OK
    assert "espeak-ng" in voice.fact and ears.short == weights.name()


def test_an_engine_without_ears():
    voice, ears = found(says(SPEECH), **{"x-practice-ears": "none"})
    assert voice.state == OK and ears.state == PROBLEM and ears.short == "no ears"
    assert "helpers.practice.ears.weights" in ears.advice


def test_ears_that_do_not_understand():
    _, ears = found(says(SPEECH, "Something else was said."), **{"x-practice-ears": "whisper-base"})
    assert ears.state == PROBLEM and ears.short == "bad ears"


@pytest.mark.parametrize("sound", [wav_bytes(bytes(48000), 24000), SPEECH[:2000]])
def test_an_engine_that_is_silent(sound):
    voice, _ = found(says(sound), **{"x-practice-ears": "whisper-base"})
    assert voice.state == PROBLEM and voice.short == "silent"


@pytest.mark.parametrize("body", [{}, b"<html>", {"choices": []}, {"choices": [{"message": {}}]}])
def test_what_answers_is_no_engine(body):
    (result,) = found(body)
    assert result.state == PROBLEM and result.short == "no engine"


def test_an_engine_that_refuses():
    (result,) = found({"error": {"message": "busy"}}, 503)
    assert result.state == PROBLEM and result.fact == "It answers with error 503."
    assert result.advice == practice_engine.RESTART


def test_an_engine_whose_voice_does_not_load():
    (result,) = found({"error": {"message": "The server had an error."}}, 500)
    assert result.state == PROBLEM and result.advice == loading.advice()


def test_an_address_where_nobody_listens():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))  # bound, and nobody listens
        (result,) = practice_engine.check(at(f"http://127.0.0.1:{probe.getsockname()[1]}"))
    assert result.state == PROBLEM and result.short == "no engine"


def test_an_engine_that_does_not_start(monkeypatch):
    monkeypatch.setattr(practice_process, "own", practice_process.PracticeProcess())
    monkeypatch.setattr("helpers.engine.endpoint.place.own", practice_process.own)
    monkeypatch.setattr(practice_process.sys, "executable", "/no/such/python")
    (result,) = practice_engine.check()
    assert result.state == PROBLEM and "did not start" in result.fact
