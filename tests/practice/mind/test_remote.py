"""A text model of the learner's own, asked over HTTP."""

import threading

import pytest

from helpers.practice.cancellation import Cancellation, Cancelled
from helpers.practice.mind import remote
from helpers.practice.mind.remote import RemoteMind, configured, is_loopback
from helpers.practice.mind.text_server import MindError
from tests.practice.mind.text_server import text_server

HELLO = [{"role": "user", "content": "Hello"}]
TOOLS = [{"type": "function", "function": {"name": "get_weather", "parameters": {}}}]
CALL = {"id": "1", "type": "function", "function": {"name": "get_weather", "arguments": "{}"}}


def think(base_url, model="small", request=None, cancellation=None, **more):
    mind = RemoteMind(base_url, model, **more)
    return mind.think(HELLO, request or {}, cancellation or Cancellation())


def test_it_gets_the_conversation_and_how_to_think_and_its_words_come_back():
    request = {"temperature": 0.2, "audio": {"voice": "ash"}, "modalities": ["text", "audio"]}
    with text_server({"role": "assistant", "content": " Good morning. "}) as (url, behaviour):
        assert think(url, request=request, key="a-key").text == "Good morning."
    assert behaviour.asked == [
        {"model": "small", "messages": HELLO, "stream": False, "temperature": 0.2}
    ]
    assert behaviour.headers[0]["authorization"] == "Bearer a-key"


def test_without_a_name_the_first_model_that_is_listed_thinks():
    with text_server({"content": "Yes."}) as (url, behaviour):
        assert think(url, model="").text == "Yes."
    assert behaviour.asked[0]["model"] == "first-model"
    assert "authorization" not in behaviour.headers[0]


def test_offered_tools_go_as_they_are_and_calls_come_back():
    with text_server({"content": None, "tool_calls": [CALL]}) as (url, behaviour):
        thought = think(url, request={"tools": TOOLS, "tool_choice": "auto"})
    assert thought.calls == (("get_weather", {}),) and thought.text == ""
    assert behaviour.asked[0]["tools"] == TOOLS and behaviour.asked[0]["tool_choice"] == "auto"


def test_thoughts_that_a_model_writes_down_are_no_answer():
    with text_server({"content": "<think>hm\nhm</think>Blue."}) as (url, _):
        assert think(url).text == "Blue."


@pytest.mark.parametrize(
    "answer",
    [
        {"message": {"content": ""}},
        {"message": {"content": None}},
        {"message": {"content": 3}},
        {"message": {"tool_calls": [CALL]}},  # a function that nobody offered
        {"message": {"tool_calls": [{"function": {"name": "x", "arguments": "{"}}]}},
        {"message": None, "raw": b"<html>"},
        {"message": None, "raw": b"[]"},
        {"message": None, "raw": b"{}"},
        {"message": None, "raw": b'{"choices": []}'},
        {"message": None, "raw": b"\xff" * 100},
        {"message": None, "raw": b"x" * 4_000_001},
    ],
    ids=range(11),
)
def test_nonsense_is_called_so(answer):
    with text_server(**answer) as (url, _), pytest.raises(MindError, match="nothing that I can"):
        think(url)


def test_a_refusal_has_its_status():
    refused = pytest.raises(MindError, match="refused with status 404")
    with text_server({"content": "x"}, status=404) as (url, _), refused:
        think(url)


def test_a_server_that_is_gone_cannot_be_reached():
    with text_server({"content": "x"}) as (url, _):
        pass
    with pytest.raises(MindError, match="cannot be reached"):
        think(url)


def test_a_slow_server_is_not_waited_for():
    late = pytest.raises(MindError, match=r"did not answer within 0\.2 seconds")
    with text_server({"content": "x"}, delay=2.0) as (url, _), late:
        think(url, seconds=0.2)


def test_who_no_longer_waits_ends_the_waiting():
    cancellation = Cancellation()
    threading.Timer(0.2, cancellation.cancel).start()
    with text_server({"content": "x"}, delay=3.0) as (url, _), pytest.raises(Cancelled):
        think(url, cancellation=cancellation)


@pytest.mark.parametrize(
    "address, here",
    [
        ("http://localhost:11434/v1", True),
        ("http://127.0.0.1:1/v1", True),
        ("http://127.9.9.9/v1", True),
        ("http://[::1]:1/v1", True),
        ("http://localhost.example.com/v1", False),
        ("http://127.0.0.1@example.com/v1", False),
        ("http://192.168.1.2/v1", False),
        ("https://api.example.com/v1", False),
        ("http://[::", False),
        ("", False),
    ],
)
def test_only_this_machine_is_asked_unless_another_is_allowed(address, here):
    assert is_loopback(address) == here
    if not here:
        with pytest.raises(MindError, match="PRACTICE_MIND_REMOTE=yes"):
            think(address)


def test_another_machine_is_asked_where_that_is_allowed(monkeypatch):
    monkeypatch.setattr(remote, "is_loopback", lambda address: False)
    with text_server({"content": "Yes."}) as (url, _):
        assert think(url, allowed_elsewhere=True).text == "Yes."
        with pytest.raises(MindError, match="PRACTICE_MIND_REMOTE=yes"):
            think(url)


def test_what_the_environment_names():
    assert configured({}) is None and configured({"PRACTICE_MIND": " "}) is None
    mind = configured({"PRACTICE_MIND": "localhost:11434/v1/", "PRACTICE_MIND_MODEL": "small"})
    assert mind == RemoteMind("http://localhost:11434/v1", "small")
    assert str(mind) == "a mind at localhost:11434 (small)"
    asked = {"PRACTICE_MIND": "http://u:p@h/v1", "PRACTICE_MIND_REMOTE": "yes"}
    assert configured(asked).allowed_elsewhere and configured(asked).place == "h"
    assert configured({"PRACTICE_MIND": "http://[::"}).place == "[::"
