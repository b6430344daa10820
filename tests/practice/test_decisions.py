"""What is decided: to say, to call, and with which turns in mind."""

import json

import pytest

from helpers.practice.answers import ChatCompletion
from helpers.practice.decisions import before_stop
from helpers.practice.protocol import audio_ids
from tests.ears import needs_ears
from tests.practice.answering import accepted, message, part, user

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


@needs_ears
def test_turns_by_audio_id_and_what_was_said_in_them():
    audio_ids.remember("audio_a", "All right.", 8, 20)
    turns = [
        user(part("question.wav")),
        {"role": "assistant", "audio": {"id": "audio_a"}},
        user("What did I say before?"),
    ]
    request = accepted(turns)
    audio_ids.check_references(request.body["messages"])
    assert (
        message(request)["audio"]["transcript"]
        == 'Before this you said: "Tell me how fast I am speaking."'
    )


def test_a_function_is_called_and_its_result_spoken():
    ask = user("What is the weather in Seoul?")
    called = ChatCompletion(accepted([ask], tools=[WEATHER]), 1).whole()
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


@needs_ears
def test_a_form_takes_the_words_heard_and_the_answer():
    fields = {"heard": {"type": "string"}, "reply": {"type": "string"}}
    form = {
        "type": "function",
        "function": {
            "name": "answer",
            "parameters": {"type": "object", "properties": fields, "required": list(fields)},
        },
    }
    named = {"type": "function", "function": {"name": "answer"}}
    turns = [user(part("question.wav"))]
    called = message(accepted(turns, tools=[form], tool_choice=named))["tool_calls"][0]
    assert json.loads(called["function"]["arguments"]) == {
        "heard": "Tell me how fast I am speaking.",
        "reply": message(accepted(turns))["audio"]["transcript"],
    }


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


@needs_ears
def test_a_json_object():
    request = accepted(
        [user({"type": "text", "text": "Transcribe this, as JSON"}, part("question.wav"))],
        modalities=["text"],
        audio=None,
        response_format={"type": "json_object"},
    )
    assert json.loads(message(request)["content"]) == {"answer": "Tell me how fast I am speaking."}


@pytest.mark.parametrize(
    "text, stop, kept",
    [
        ("one two", None, "one two"),
        ("one two", [], "one two"),
        ("one two", "", "one two"),
        ("one two", ["two", "one"], ""),
    ],
)
def test_the_first_stop_sequence_counts(text, stop, kept):
    assert before_stop(text, stop) == kept
