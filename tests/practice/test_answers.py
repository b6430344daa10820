"""From a request to its answer: turns, functions, stop sequences, and what is listened to."""

import json

import pytest

from helpers import Sound
from helpers.paths import DATA
from helpers.practice import answers
from helpers.practice.ears import pocketsphinx
from helpers.practice.protocol import audio_ids, rules

WEATHER = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "The weather in a city",
        "parameters": {
            "type": "object",
            "properties": {"city": {"type": "string"}},
            "required": ["city"],
        },
    },
}


def accepted(messages, **more):
    return rules.accept(
        {
            "model": "gpt-audio-1.5",
            "modalities": ["text", "audio"],
            "audio": {"voice": "ash", "format": "pcm16"},
            "messages": messages,
            **more,
        }
    )


def user(*content):
    return {
        "role": "user",
        "content": list(content)
        if len(content) > 1 or isinstance(content[0], dict)
        else content[0],
    }


def part(name):
    return Sound.load(DATA / name).part()


def message(request):
    return answers.Work(request, 1).whole()["choices"][0]["message"]


def test_a_recording_is_listened_to_once(monkeypatch):
    heard = []
    monkeypatch.setattr(answers, "_heard", type(answers._heard)())
    monkeypatch.setattr(
        pocketsphinx,
        "listen",
        lambda mono, decoded, listen=pocketsphinx.listen: heard.append(1) or listen(mono, decoded),
    )
    for _ in range(3):
        message(accepted([user({"type": "text", "text": "Transcribe"}, part("question.wav"))]))
    assert len(heard) == 1


def test_turns_by_audio_id_and_what_was_said_in_them():
    audio_ids.remember("audio_a", "All right.", 8, 20)
    turns = [
        user(part("question.wav")),
        {"role": "assistant", "audio": {"id": "audio_a"}},
        user("What did I say before?"),
    ]
    request = accepted(turns)
    answers.check_turns(request)
    assert (
        message(request)["audio"]["transcript"]
        == 'Before this you said: "tell me how fast i am speaking".'
    )


@pytest.mark.parametrize("place, name", [(0, "audio_unknown"), (1, "audio_" + "0" * 32)])
def test_an_unknown_id_is_refused_with_its_address(place, name):
    turns = [user("Read aloud: hi")] * place + [
        {"role": "assistant", "audio": {"id": name}},
        user("Read aloud: hi"),
    ]
    with pytest.raises(rules.Refusal) as caught:
        answers.check_turns(accepted(turns))
    assert caught.value.body() == {
        "error": {
            "message": f"Assistant audio {name} not found.",
            "type": "invalid_request_error",
            "param": f"content.messages[{place}].audio.id",
            "code": "audio_not_found",
        }
    }


def test_a_function_is_called_and_its_result_spoken():
    ask = user("What is the weather in Seoul?")
    called = answers.Work(accepted([ask], tools=[WEATHER]), 1).whole()
    call = called["choices"][0]["message"]["tool_calls"][0]
    assert called["choices"][0]["finish_reason"] == "tool_calls" and list(
        called["choices"][0]["message"]
    ) == ["role", "content", "tool_calls", "refusal", "annotations"]
    assert call["function"]["name"] == "get_weather" and json.loads(
        call["function"]["arguments"]
    ) == {"city": "Seoul"}
    turns = [
        ask,
        {"role": "assistant", "tool_calls": [call]},
        {"role": "tool", "tool_call_id": call["id"], "content": '{"sky": "clear"}'},
    ]
    assert (
        message(accepted(turns, tools=[WEATHER]))["audio"]["transcript"]
        == "get weather: sky clear."
    )


def test_no_function_where_none_is_wanted_or_spoken_for():
    for more, words in (
        ({"tool_choice": "none"}, "What is the weather in Seoul?"),
        ({}, "Read aloud: good morning"),
    ):
        assert "tool_calls" not in message(accepted([user(words)], tools=[WEATHER], **more))


@pytest.mark.parametrize(
    "stop, words",
    [
        ("two", "one "),
        (["three", " two"], "one"),
        ("nothing", "one two three"),
        (None, "one two three"),
    ],
)
def test_stop_sequences(stop, words):
    assert (
        message(accepted([user("Read aloud: one two three")], stop=stop))["audio"]["transcript"]
        == words
    )


def test_a_json_object():
    request = accepted(
        [user({"type": "text", "text": "Transcribe this, as JSON"}, part("question.wav"))],
        modalities=["text"],
        audio=None,
        response_format={"type": "json_object"},
    )
    assert json.loads(message(request)["content"]) == {"answer": "tell me how fast i am speaking"}
