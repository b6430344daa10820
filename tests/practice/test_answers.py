"""One request's answer, whole and streamed: the same words, sound and count."""

import base64

import pytest

from helpers.practice.answers import ChatCompletion
from helpers.practice.cancellation import Cancellation, Cancelled
from tests.practice.answering import accepted, user

REQUEST = [user("Read aloud: one two three")]


def joined(chunks):
    """(words, pcm16, usage) of a stream."""
    words, pcm, usage = "", b"", None
    for chunk in chunks:
        usage = chunk.get("usage") or usage
        for choice in chunk.get("choices") or ():
            audio = choice["delta"].get("audio", {})
            words += audio.get("transcript", "")
            pcm += base64.b64decode(audio.get("data", ""))
    return words, pcm, usage


def test_whole_and_streamed_are_the_same():
    request = accepted(REQUEST, stream_options={"include_usage": True}, stream=True)
    whole = ChatCompletion(request, 1).whole()
    audio = whole["choices"][0]["message"]["audio"]
    assert joined(ChatCompletion(request, 1).streamed()) == (
        audio["transcript"],
        base64.b64decode(audio["data"]),
        whole["usage"],
    )


def test_nothing_is_spoken_once_nobody_waits():
    cancellation = Cancellation()
    cancellation.cancel()
    with pytest.raises(Cancelled):
        ChatCompletion(accepted(REQUEST), 1, cancellation=cancellation).whole()


def test_several_answers_are_the_same_words():
    answer = ChatCompletion(accepted(REQUEST, n=3), 1).whole()
    said = [choice["message"]["audio"]["transcript"] for choice in answer["choices"]]
    assert said == ["one two three"] * 3


@pytest.mark.parametrize("most", [1, 50, 500])
def test_a_runaway_answer_ends_at_its_limit(most):
    request = accepted(REQUEST, max_completion_tokens=most)
    answer = ChatCompletion(request, 1, "runaway").whole()
    assert answer["choices"][0]["finish_reason"] == "length"
    assert 0 < answer["usage"]["completion_tokens"] <= most
