"""Completions that are kept for an hour, each for its owner."""

import pytest

from helpers.practice.protocol.rules import Refusal
from helpers.practice.protocol.stored import SECONDS, Store

SAID = {"role": "user", "content": "Read aloud: hello"}
PARTS = [
    {"type": "text", "text": "What is this?"},
    {"type": "input_audio", "input_audio": {"data": "", "format": "wav"}},
]


def completion(name, model="gpt-audio-1.5"):
    return {"id": name, "object": "chat.completion", "created": 1, "model": model, "choices": []}


class Clock:
    now = 1_000.0

    def __call__(self):
        return self.now


def filled(*names, **options):
    store = Store(**options)
    for name in names:
        store.keep("me", completion(name), {"messages": [SAID], "metadata": {"name": name}})
    return store


def names(store, owner="me", model="", **metadata):
    return [told["id"] for told in store.documents(owner, model, metadata)]


def test_what_is_kept_tells_what_was_asked():
    store = Store()
    store.keep("me", completion("a"), {"messages": [SAID], "temperature": 0.2, "user": "Tom"})
    told = store.get("me", "a").document()
    assert told["temperature"] == 0.2 and told["top_p"] == 1.0 and told["input_user"] == "Tom"
    assert told["metadata"] == {} and told["tools"] is None and "messages" not in told


def test_messages_keep_their_texts_and_no_recordings():
    store = Store()
    turn = {"role": "assistant", "audio": {"id": "audio_1"}}
    asked = {"messages": [SAID | {"name": "Tom"}, turn, {"role": "user", "content": PARTS}]}
    store.keep("me", completion("a"), asked)
    first, second, third = store.get("me", "a").messages
    assert first == {
        "id": "a-0",
        "role": "user",
        "content": "Read aloud: hello",
        "name": "Tom",
        "content_parts": None,
    }
    assert (second["content"], second["content_parts"]) == (None, None)
    assert (third["content"], third["content_parts"]) == (None, PARTS[:1])


def test_they_are_found_by_model_and_metadata():
    store = filled("a", "b")
    store.keep("me", completion("c", "gpt-audio-2025-08-28"), {"messages": [SAID]})
    assert names(store) == ["a", "b", "c"]
    assert names(store, model="gpt-audio-2025-08-28") == ["c"]
    assert names(store, name="b") == ["b"] and names(store, name="c") == []


def test_nobody_else_finds_them():
    store = filled("a")
    assert names(store, "you") == []
    for call in (store.get, store.delete):
        with pytest.raises(Refusal):
            call("you", "a")
    assert names(store) == ["a"]


def test_they_are_changed_and_forgotten():
    store = filled("a", "b")
    assert store.update("me", "a", {"k": "v"}).document()["metadata"] == {"k": "v"}
    assert names(store, k="v") == ["a"]
    store.delete("me", "a")
    with pytest.raises(Refusal) as refused:
        store.get("me", "a")
    assert refused.value.body()["error"] == {
        "message": "Completion a not found",
        "type": "invalid_request_error",
        "param": "completion_id",
        "code": "not_found",
    }
    assert names(store) == ["b"]


def test_an_hour_and_no_longer():
    clock = Clock()
    store = filled("a", clock=clock)
    clock.now += SECONDS - 1
    assert names(store) == ["a"]
    clock.now += 1
    assert names(store) == []


def test_the_oldest_go_where_they_are_too_large():
    one = filled("a").get("me", "a").size
    store = filled("a", "b", "c", "d", most_bytes=2 * one + 10)
    assert names(store) == ["c", "d"]
    store.delete("me", "c")
    store.keep("me", completion("e"), {"messages": [SAID], "metadata": {"name": "e"}})
    assert names(store) == ["d", "e"]
    store.keep("me", completion("f"), {"messages": [SAID | {"content": "x" * 3 * one}]})
    assert names(store) == []  # larger than all that may be kept
