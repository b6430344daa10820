"""A model of the learner's own in the place of the phrase book."""

import json

import pytest

from helpers.practice.answers import ChatCompletion
from tests.ears import needs_ears
from tests.practice.answering import accepted, message, part, user
from tests.practice.mind.text_server import text_server
from tests.practice.test_decisions import WEATHER

CALL = {"type": "function", "function": {"name": "get_weather", "arguments": '{"city": "Seoul"}'}}
READ = user("Read aloud: good morning")


@pytest.fixture
def mind(monkeypatch):
    def set_up(base_url):
        monkeypatch.setenv("PRACTICE_MIND", base_url)
        monkeypatch.setenv("PRACTICE_MIND_MODEL", "small")

    return set_up


def test_its_answer_is_spoken(mind):
    with text_server({"content": "The capital is Seoul."}) as (url, behaviour):
        mind(url)
        spoken = message(accepted([user("What is the capital of Korea?")]))
    assert spoken["audio"]["transcript"] == "The capital is Seoul." and spoken["audio"]["data"]
    assert behaviour.asked[0]["messages"][-1]["content"] == "What is the capital of Korea?"


def test_its_answer_is_streamed(mind):
    with text_server({"content": "The capital is Seoul."}) as (url, _):
        mind(url)
        request = accepted([READ], stream=True)
        chunks = [chunk for chunk in ChatCompletion(request, 1).streamed() if chunk]
    deltas = [choice["delta"] for chunk in chunks for choice in chunk["choices"]]
    words = [delta.get("audio", {}).get("transcript", "") for delta in deltas]
    assert "".join(words) == "The capital is Seoul."


def test_its_function_calls_are_passed_on(mind):
    with text_server({"content": "", "tool_calls": [CALL]}) as (url, _):
        mind(url)
        called = message(accepted([READ], tools=[WEATHER]))["tool_calls"][0]["function"]
    assert called["name"] == "get_weather" and json.loads(called["arguments"]) == {"city": "Seoul"}


def test_a_call_that_is_demanded_comes_where_it_only_talks(mind):
    ask = [user("What is the weather in Seoul?")]
    named = {"type": "function", "function": {"name": "get_weather"}}
    with text_server({"content": "It is dry."}) as (url, _):
        mind(url)
        for choice in ("required", named):
            called = message(accepted(ask, tools=[WEATHER], tool_choice=choice))["tool_calls"]
            assert json.loads(called[0]["function"]["arguments"]) == {"city": "Seoul"}
        open_choice = message(accepted(ask, tools=[WEATHER]))
        assert open_choice["audio"]["transcript"] == "It is dry."
        result = {"role": "tool", "tool_call_id": called[0]["id"], "content": "21 degrees"}
        turns = [*ask, {"role": "assistant", "tool_calls": called}, result]
        answered = message(accepted(turns, tools=[WEATHER], tool_choice="required"))
        assert answered["audio"]["transcript"] == "It is dry."


@needs_ears
def test_recordings_reach_it_as_words(mind):
    with text_server({"content": "You ask about your speed."}) as (url, behaviour):
        mind(url)
        message(accepted([user({"type": "text", "text": "What is said?"}, part("messenger.ogg"))]))
    told = behaviour.asked[0]["messages"][-1]["content"]
    assert told.startswith("What is said?\n[Recording: the words heard are")
    assert "train" in told and "syllables a second" in told


def test_an_object_stays_one(mind):
    with text_server({"content": '{"mood": "calm"}'}) as (url, _):
        mind(url)
        request = accepted(
            [user({"type": "text", "text": "The mood, as JSON"}, part("question.wav"))],
            modalities=["text"],
            audio=None,
            response_format={"type": "json_object"},
        )
        assert json.loads(message(request)["content"]) == {"mood": "calm"}


def test_letters_that_no_voice_can_say_are_not_spoken(mind):
    with text_server({"content": "こんにちは"}) as (url, _):
        mind(url)
        assert "only English and Korean" in message(accepted([READ]))["audio"]["transcript"]


@pytest.mark.parametrize(
    "words, said",
    [
        ("Read aloud: good morning", "so that the practice engine answers itself.\ngood morning"),
        ("소리 내어 읽어 주세요: 안녕하세요", "연습 엔진이 대신 답합니다.\n안녕하세요"),
    ],
)
def test_where_it_is_gone_the_phrase_book_answers_and_says_so(mind, words, said):
    with text_server({"content": "x"}) as (url, _):
        mind(url)
    transcript = message(accepted([user(words)]))["audio"]["transcript"]
    assert transcript.endswith(said) and "127.0.0.1:" in transcript


def test_another_machine_is_not_asked(mind):
    mind("http://192.0.2.1/v1")
    assert "PRACTICE_MIND_REMOTE=yes" in message(accepted([READ]))["audio"]["transcript"]
