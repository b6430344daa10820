"""Requests and answers in a dialect, without a server."""

import pytest

from helpers.practice.answers import ChatCompletion
from helpers.practice.protocol.dialects import DIALECTS
from helpers.practice.protocol.rules import Refusal, accept
from tests.dialect_server import spoken


def told(name, **more):
    dialect = DIALECTS[name](spoken(name, **more))
    return dialect, ChatCompletion(accept(dialect.body), 1)


def streamed(name, **more):
    options = {"stream": True, "stream_options": {"include_usage": True}}
    dialect, answer = told(name, **options, **more)
    return [chunk for chunk in dialect.chunks(answer.streamed()) if chunk]


def deltas(chunks):
    return [choice["delta"] for chunk in chunks for choice in chunk.get("choices", [])]


def refusal(name, **more):
    with pytest.raises(Refusal) as caught:
        DIALECTS[name](spoken(name, **more))
    return DIALECTS[name].refusal(caught.value)
