"""Streamed answers, gathered."""

import pytest

from helpers.practice.answers import ChatCompletion
from helpers.practice.protocol.gathering import gathered
from helpers.practice.protocol.rules import accept
from tests.practice.protocol.rules.examples import TODAY, TOOL, request

READ = [{"role": "user", "content": "Read aloud: good morning, and hello."}]
SPOKEN = {"messages": READ, "audio": {"voice": "coral", "format": "pcm16"}}


def both(**more):
    """The answer to a request as it is sent whole, and as it is gathered from its stream."""
    streamed = request(stream=True, stream_options={"include_usage": True}, **more)
    whole = {key: value for key, value in streamed.items() if not key.startswith("stream")}
    answers = []
    accepted = accept(streamed, today=TODAY)
    chunks = list(ChatCompletion(accepted, 1_000).streamed())
    assert list(gathered(iter(chunks), answers.append)) == chunks
    return ChatCompletion(accept(whole, today=TODAY), 1_000).whole(), *answers


def plain(answer):
    """An answer without what differs each time it is given."""
    for choice in answer["choices"]:
        for call in choice["message"].get("tool_calls", ()):
            call["id"] = ""
        for key in ("id", "expires_at"):
            choice["message"].get("audio", {}).pop(key, None)
    return {**answer, "id": ""}


@pytest.mark.parametrize(
    "more",
    [
        SPOKEN,
        SPOKEN | {"n": 2},
        SPOKEN | {"max_completion_tokens": 12},
        SPOKEN | {"tools": [TOOL], "tool_choice": "required"},
    ],
)
def test_they_are_what_the_whole_answer_is(more):
    whole, answer = both(**more)
    assert plain(answer) == plain(whole)


def test_nothing_is_gathered_of_a_stream_that_breaks_off():
    answers = []
    chunks = ChatCompletion(accept(request(**SPOKEN, stream=True), today=TODAY), 1_000).streamed()
    passing = gathered(chunks, answers.append)
    next(passing)
    passing.close()
    assert answers == []
