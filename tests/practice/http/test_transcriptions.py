"""A recording written down, through the SDK."""

import io

import openai
import pytest
import requests

from helpers.practice.http.neighbours import neighbour_sentence
from tests.ears import needs_ears
from tests.environment import ROOT
from tests.practice.http.asking import error_of

MESSENGER = ROOT / "data" / "messenger.ogg"
HEARD = "20 minutes"


@pytest.fixture
def write_down(audio_client):
    def create(file=MESSENGER, model="whisper-1", **more):
        return audio_client.audio.transcriptions.create(model=model, file=file, **more)

    return create


@needs_ears
def test_every_form(write_down):
    assert HEARD in write_down().text
    assert write_down().usage.to_dict() == {"type": "duration", "seconds": 4}
    tokens = write_down(model="gpt-4o-mini-transcribe").usage
    assert tokens.type == "tokens" and tokens.total_tokens > tokens.input_tokens == 31
    sure = write_down(model="gpt-4o-transcribe", include=["logprobs"]).logprobs
    assert len(sure) == 14 and all(-2 < word.logprob <= 0 for word in sure)
    assert HEARD in write_down(response_format="text")
    assert write_down(response_format="srt").startswith("1\n00:00:0")
    assert write_down(response_format="vtt").startswith("WEBVTT\n")
    told = write_down(response_format="verbose_json", timestamp_granularities=["word", "segment"])
    assert told.language == "english" and 3 < told.duration < 4
    assert [word.word for word in told.words][-2:] == ["20", "minutes"]
    assert all(word.start < word.end <= told.duration for word in told.words)
    assert "".join(segment.text for segment in told.segments).strip() == told.text


@needs_ears
def test_it_can_be_streamed(write_down):
    *deltas, done = write_down(model="gpt-4o-transcribe", stream=True)
    assert "".join(event.delta for event in deltas) == done.text and HEARD in done.text
    assert done.usage.total_tokens > 31


@needs_ears
def test_what_is_read_aloud_is_heard(audio_client, write_down):
    said = audio_client.audio.speech.create(
        model="gpt-4o-mini-tts", input="Please book a table for two.", voice="nova"
    )
    file = io.BytesIO(said.content)
    file.name = "said.mp3"
    heard = write_down(file=file, language="en", prompt="restaurants").text
    assert "book a table for two" in heard.lower()


@needs_ears
def test_azures_client_gets_it_too(audio_client):
    endpoint = str(audio_client.base_url).removesuffix("/v1/")
    azure = openai.AzureOpenAI(
        azure_endpoint=endpoint, api_key="practice-x", api_version="2025-01-01", max_retries=0
    )
    told = azure.audio.transcriptions.create(model="my-ears", file=MESSENGER)
    assert HEARD in told.text and told.usage.type == "tokens"


def test_what_is_wrong_is_refused(write_down):
    for more, status, code in (
        ({"model": "gpt-9"}, 404, "model_not_found"),
        ({"language": "english"}, 400, "invalid_language_format"),
        ({"model": "gpt-4o-transcribe", "response_format": "srt"}, 400, "unsupported_value"),
        ({"file": ("a.wav", b"no sound")}, 400, None),
        ({"file": ("a.wav", b"x" * 26_214_400)}, 413, None),
    ):
        with pytest.raises(openai.APIStatusError) as refused:
            write_down(**more)
        assert (refused.value.status_code, refused.value.code) == (status, code)
    assert refused.value.type == "server_error"


def test_a_body_that_is_no_form(audio_client):
    answer = requests.post(
        f"{audio_client.base_url}audio/transcriptions",
        headers={"Authorization": "Bearer practice-x"},
        json={"model": "whisper-1"},
        timeout=10,
    )
    assert answer.status_code == 400 and "multipart form" in error_of(answer)["message"]


def test_it_is_no_neighbour_any_more():
    assert neighbour_sentence("GET", "/v1/audio/transcriptions") == ""
    assert "writes down" in neighbour_sentence("POST", "/v1/audio/translations")
