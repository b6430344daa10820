"""The spoken part of a message, in every format, and messages that have none."""

import base64

import pytest
from openai.types.chat import ChatCompletion as Completion
from openai.types.chat import ChatCompletionMessage
from openai.types.chat.chat_completion import Choice

from helpers import Sound
from helpers.media import codec
from helpers.practice.answers import ChatCompletion
from helpers.practice.protocol.dialects import DIALECTS
from helpers.practice.protocol.rules import accept
from tests.dialect_server import spoken
from tests.sounds import (
    PADDING,
    WAV,
    hertz,
    refused,
    tone,
)


def message(format, **other):
    audio = {
        "id": "audio_1",
        "data": base64.b64encode(codec.encode(tone(2), 24000, format)).decode(),
        "expires_at": 1,
        "transcript": "A tone.",
    }
    return {"role": "assistant", "content": None, "refusal": None, "audio": audio | other}


@pytest.mark.parametrize("format", ["wav", "mp3", "flac", "opus", "aac", "pcm16"])
def test_the_spoken_part_of_a_message(format, capsys):
    spoken = message(format)
    for given_ in (spoken, ChatCompletionMessage.model_validate(spoken)):
        sound = Sound.from_message(given_, format)
        assert (sound.format, sound.sample_rate, sound.channels) == (
            format,
            48000 if format == "opus" else 24000,
            1,
        )
        assert (sound.transcript, sound.audio_id, sound.label) == ("A tone.", "audio_1", "answer")
        assert 0 <= sound.seconds - 2 <= PADDING[format] and hertz(
            sound.samples(), sound.sample_rate
        ) == pytest.approx(440, abs=1)
        assert (
            sound.data == base64.b64decode(spoken["audio"]["data"])
            and capsys.readouterr().out == ""
        )


def test_the_format_is_what_the_bytes_are():
    assert Sound.from_message(message("mp3")).format == "mp3"
    assert Sound.from_message(message("wav"), "pcm16").format == "wav"
    assert Sound.from_message(message("wav", transcript=None)).transcript is None


def test_a_choice_or_its_audio_will_do_too():
    known = {"index": 0, "finish_reason": "stop", "logprobs": None, "message": message("wav")}
    choice = Choice.model_validate(known)
    for given in (known, choice, known["message"]["audio"], choice.message.audio):
        sound = Sound.from_message(given)
        assert (sound.seconds, sound.transcript, sound.audio_id) == (2, "A tone.", "audio_1")


def test_words_beside_the_sound_are_its_transcript():
    beside = message("wav", transcript="") | {"content": "A tone, in content."}
    assert Sound.from_message(beside).transcript == "A tone, in content."
    assert Sound.from_message(beside | {"content": ["x"]}).transcript is None
    assert Sound.from_message(message("wav", transcript="", id=None)).audio_id is None


def test_the_two_choices_of_vllm():
    told = DIALECTS["vllm"](spoken("vllm"))
    words, voice = told.whole(ChatCompletion(accept(told.body), 1).whole())["choices"]
    assert Sound.from_message(voice).seconds > 1
    assert "has no sound" in refused(Sound.from_message, words)


def test_an_answer_with_unknown_sizes_is_repaired():
    streamed = WAV[:4] + b"\xff" * 4 + WAV[8:40] + b"\xff" * 4 + WAV[44:]
    sound = Sound.from_message(message("wav", data=base64.b64encode(streamed).decode()))
    assert (sound.data, sound.seconds) == (WAV, 2) and Sound.load(streamed).data == WAV


def test_messages_without_sound():
    assert "modalities" in refused(Sound.from_message, {"role": "assistant", "content": "Hello."})
    assert "modalities" in refused(
        Sound.from_message, ChatCompletionMessage(role="assistant", content="Hello.")
    )
    assert "send the request again" in refused(
        Sound.from_message, message("wav", data="")
    ) and "brings none" in refused(Sound.from_message, {"audio": {"id": "audio_1"}})
    for data in ("%%%%", message("wav")["audio"]["data"][:-3], "소리", 7, ["x"]):
        assert "base64" in refused(Sound.from_message, message("wav", data=data))
    assert "pcm16" in refused(Sound.from_message, message("pcm16"), "wav")
    whole = {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message("wav")}],
    }
    for other in (whole, Completion.model_validate(whole), None, "text", 7, [message("wav")]):
        assert "choices[0].message" in refused(Sound.from_message, other)
