"""A text read aloud, through the SDK."""

import base64
import json

import pytest
from openai import APIConnectionError, APIStatusError

from helpers import Sound

SAID = {"model": "tts-1", "input": "Good morning. The sun is a star.", "voice": "alloy"}


def refused(client, **changed):
    with pytest.raises(APIStatusError) as error:
        client.audio.speech.create(**SAID | changed)
    return error.value


@pytest.mark.parametrize(
    "format, media_type",
    [
        (None, "audio/mpeg"),
        ("mp3", "audio/mpeg"),
        ("opus", "audio/opus"),
        ("aac", "audio/aac"),
        ("flac", "audio/flac"),
        ("wav", "audio/wav"),
    ],
)
def test_every_format_is_what_it_says(audio_client, format, media_type):
    more = {"response_format": format} if format else {}
    answer = audio_client.audio.speech.create(**SAID, **more)
    assert answer.response.headers["content-type"] == media_type
    assert answer.response.headers["x-request-id"].startswith("req_")
    sound = Sound.load(answer.content)
    assert sound.format == (format or "mp3") and sound.sample_rate in (24_000, 48_000)
    assert 1.9 < sound.seconds < 2.3


def test_pcm_has_no_header_and_lasts_as_long_as_its_speed_says(audio_client):
    def seconds(speed):
        answer = audio_client.audio.speech.create(**SAID, response_format="pcm", speed=speed)
        assert answer.response.headers["content-type"] == "audio/pcm"
        return len(answer.content) / 48_000

    usual = seconds(1)
    assert [seconds(speed) * speed / usual for speed in (0.25, 4)] == pytest.approx([1, 1], abs=0.2)


def test_instructions_direct_the_newer_models_and_no_others(audio_client):
    def said(model, **more):
        asked = SAID | {"model": model, "response_format": "pcm"}
        return audio_client.audio.speech.create(**asked, **more).content

    assert said("gpt-4o-mini-tts", instructions="Slow and calm.") != said("gpt-4o-mini-tts")
    assert said("tts-1", instructions="Slow and calm.") == said("tts-1") == said("tts-1-hd")


def test_it_can_be_streamed_as_bytes_and_as_events(audio_client):
    create = audio_client.audio.speech.with_streaming_response.create
    asked = SAID | {"model": "gpt-4o-mini-tts", "voice": "cedar"}
    with create(**asked) as answer:
        file = b"".join(answer.iter_bytes())
    with create(**asked, stream_format="sse") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        events = [json.loads(line[6:]) for line in answer.iter_lines() if line]
    *deltas, done = events
    assert {event["type"] for event in deltas} == {"speech.audio.delta"} and len(deltas) > 1
    assert b"".join(base64.b64decode(event["audio"]) for event in deltas) == file
    usage = done["usage"]
    assert done["type"] == "speech.audio.done"
    assert usage["total_tokens"] == usage["input_tokens"] + usage["output_tokens"] > 30


def test_what_is_wrong_is_refused_in_the_endpoints_own_form(audio_client):
    long = refused(audio_client, input="x" * 4097)
    assert long.status_code == 400 and long.body == {
        "message": "[{'type': 'string_too_long', 'loc': ('body', 'input'), "
        "'msg': 'String should have at most 4096 characters', 'ctx': {'max_length': 4096}}]",
        "type": "invalid_request_error",
        "param": None,
        "code": None,
    }
    unknown = refused(audio_client, model="gpt-5-tts")
    assert (unknown.status_code, unknown.code) == (404, "model_not_found")


def test_a_broken_connection_is_no_shorter_sound(audio_client):
    with pytest.raises(APIConnectionError):
        refused(audio_client, extra_headers={"x-practice-fault": "cut"})


def test_faults_strike_here_too(audio_client):
    for fault, status in (("429", 429), ("503", 503)):
        error = refused(audio_client, extra_headers={"x-practice-fault": fault})
        assert error.status_code == status
