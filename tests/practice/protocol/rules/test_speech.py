"""What a request for a text to be read aloud may say."""

import datetime
import re

import pytest

from helpers.practice.protocol.rules import Refusal
from helpers.practice.protocol.rules.fields import VOICES
from helpers.practice.protocol.rules.speech import PLAIN_VOICES, accept_speech
from tests.practice.protocol.rules.examples import TODAY

ASKED = {"model": "gpt-4o-mini-tts", "input": "Hi.", "voice": "cedar"}


def refused(**changed):
    with pytest.raises(Refusal) as refusal:
        accept_speech(ASKED | changed, TODAY)
    return refusal.value


def test_what_is_left_out_is_usual():
    accepted = accept_speech(ASKED, TODAY)
    assert (accepted.format, accepted.speed, accepted.instructions) == ("mp3", 1.0, "")
    assert not accepted.events
    assert accept_speech(ASKED | {"speed": None, "instructions": None}, TODAY) == accepted


def test_the_bounds_are_inside():
    for changed in (
        {"input": "가" * 4096},
        {"speed": 0.25},
        {"speed": 4},
        {"instructions": "x" * 4096},
        {"stream_format": "audio"},
        {"user": "what is unknown is ignored"},
    ):
        accept_speech(ASKED | changed, TODAY)


@pytest.mark.parametrize(
    "changed, kinds",
    [
        ({"input": "x" * 4097}, ["string_too_long"]),
        ({"input": ""}, ["string_too_short"]),
        ({"input": 7}, ["string_type"]),
        ({"input": None}, ["missing"]),
        ({"input": None, "voice": None}, ["missing", "missing"]),
        ({"voice": "cherry"}, ["enum"]),
        ({"voice": {"id": "voice_1234"}}, ["enum"]),
        ({"response_format": "ogg"}, ["enum"]),
        ({"stream_format": "ws"}, ["enum"]),
        ({"speed": 4.01}, ["less_than_equal"]),
        ({"speed": 0}, ["greater_than_equal"]),
        ({"speed": "fast"}, ["float_type"]),
        ({"speed": True}, ["float_type"]),
        ({"instructions": "x" * 4097}, ["string_too_long"]),
        ({"voice": "x", "speed": 9}, ["enum", "less_than_equal"]),
    ],
)
def test_every_wrong_field_is_listed(changed, kinds):
    refusal = refused(**changed)
    assert (refusal.status, refusal.param, refusal.code) == (400, None, None)
    assert re.findall(r"'type': '(\w+)'", refusal.message) == kinds


@pytest.mark.parametrize("model", ["tts-1", "tts-1-hd"])
def test_the_plain_models_have_nine_voices_and_no_instructions(model):
    assert len(PLAIN_VOICES) == 9 and set(PLAIN_VOICES) < set(VOICES)
    for voice in PLAIN_VOICES:
        asked = ASKED | {"model": model, "voice": voice, "instructions": "Whisper."}
        assert accept_speech(asked, TODAY).instructions == ""
    assert (
        "Input should be 'nova', 'shimmer', 'echo', 'onyx', 'fable', 'alloy', 'ash', 'sage' "
        "or 'coral'" in refused(model=model).message
    )
    assert "stream_format" in refused(model=model, voice="nova", stream_format="sse").message


def test_models():
    assert refused(model="").message == "you must provide a model parameter"
    assert refused(model="whisper-1").code == "model_not_found"
    with pytest.raises(Refusal, match="has been deprecated"):
        accept_speech(ASKED, datetime.date(2027, 1, 6))
