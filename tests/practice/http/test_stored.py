"""Completions that were stored, read again through the SDK."""

import base64

import pytest
import requests
from openai import APIStatusError, NotFoundError

from tests.practice.http.asking import AUDIO_TOO, asking, error_of

PCM = {"modalities": ["text", "audio"], "audio": {"voice": "coral", "format": "pcm16"}}


@pytest.fixture
def chat(engine):
    return engine.client.chat.completions


@pytest.fixture
def stored(engine, chat):
    """Ask for a spoken answer that is stored with this metadata."""

    def ask(words="Read aloud: hello", **metadata):
        request = asking(engine, words, **AUDIO_TOO, store=True, metadata=metadata)
        return chat.create(**request)

    return ask


def test_a_whole_answer_is_read_again(chat, stored):
    answer = stored(lesson="30")
    again = chat.retrieve(answer.id)
    assert again.choices == answer.choices and again.usage == answer.usage
    assert again.metadata == {"lesson": "30"} and again.created == answer.created
    [message] = chat.messages.list(answer.id).data
    assert (message.id, message.content) == (f"{answer.id}-0", "Read aloud: hello")


@pytest.mark.parametrize("more", [PCM, AUDIO_TOO])
def test_what_is_not_to_be_stored_is_not(engine, chat, more):
    for store in (None, False):
        answer = chat.create(**asking(engine, "Read aloud: hello", **more, store=store))
        with pytest.raises(NotFoundError) as refused:
            chat.retrieve(answer.id)
        assert refused.value.body["message"] == f"Completion {answer.id} not found"
        assert (refused.value.param, refused.value.code) == ("completion_id", "not_found")


def test_a_stream_is_stored_as_the_whole_answer(engine, chat):
    request = asking(engine, "Read aloud: hello you", **PCM, store=True)
    chunks = list(chat.create(**request, stream=True, stream_options={"include_usage": True}))
    again = chat.retrieve(chunks[0].id)
    sounds = [
        audio["data"] if isinstance(audio, dict) else audio.data
        for chunk in chunks
        for choice in chunk.choices or ()
        if (audio := getattr(choice.delta, "audio", None))
    ]
    pcm = b"".join(base64.b64decode(data) for data in sounds if data)
    [choice] = again.choices
    assert base64.b64decode(choice.message.audio.data) == pcm and len(pcm) > 20_000
    assert choice.message.audio.transcript == "hello you" and choice.finish_reason == "stop"
    assert again.usage.total_tokens > 20 and choice.message.content is None


def test_they_are_listed_in_pages(chat, stored):
    own = [stored(group="pages", number=str(number)).id for number in range(3)]
    group = {"group": "pages"}
    assert [found.id for found in chat.list(metadata=group, limit=2)] == own  # through its pages
    latest = chat.list(metadata=group, order="desc", limit=1)
    assert [found.id for found in latest.data] == own[-1:] and latest.has_more
    assert chat.list(metadata=group | {"number": "1"}).data[0].id == own[1]
    assert chat.list(metadata=group, model="gpt-audio").data == []


def test_they_are_changed_and_deleted(chat, stored):
    answer = stored(lesson="30")
    assert chat.update(answer.id, metadata={"lesson": "31"}).metadata == {"lesson": "31"}
    with pytest.raises(APIStatusError) as refused:
        chat.update(answer.id, metadata={"k": "v" * 513})
    assert refused.value.code == "string_above_max_length"
    assert chat.update(answer.id, metadata=None).metadata == {}
    gone = chat.delete(answer.id)
    assert (gone.deleted, gone.object) == (True, "chat.completion.deleted")
    for call in (chat.retrieve, chat.delete, lambda name: chat.update(name, metadata={})):
        with pytest.raises(NotFoundError):
            call(answer.id)


def test_another_key_finds_nothing(engine, stored):
    answer = stored()
    other = {"Authorization": "Bearer practice-somebody-else"}
    place = f"{engine.base_url}/chat/completions"
    assert requests.get(place, headers=other, timeout=10).json()["data"] == []
    for path in (answer.id, f"{answer.id}/messages"):
        read = requests.get(f"{place}/{path}", headers=other, timeout=10)
        assert read.status_code == 404 and error_of(read)["code"] == "not_found"
    assert requests.get(place, timeout=10).status_code == 401
