"""A request that is in order, its parts, and what changes it; what a refused one says."""

import base64
import copy
import datetime

import numpy as np
import pytest

from helpers.media import codec
from helpers.practice.protocol.rules import Refusal, accept

TODAY = datetime.date(2026, 11, 22)
ABSENT = object()  # in place of a value: the key is removed


def tone(seconds, rate=16_000):
    return (0.3 * np.sin(np.arange(int(seconds * rate)) * 0.1)).astype(np.float32)


def encoded(seconds, format, rate=16_000):
    return base64.b64encode(codec.encode(tone(seconds, rate), rate, format)).decode()


WAV, MP3, M4A = encoded(0.5, "wav"), encoded(0.5, "mp3", 24_000), encoded(0.5, "m4a")
SOUND = {"type": "input_audio", "input_audio": {"data": WAV, "format": "wav"}}
TEXT = {"type": "text", "text": "What is in this recording?"}
TOOL = {
    "type": "function",
    "function": {"name": "get_weather", "parameters": {"type": "object", "properties": {}}},
}
CALL = {
    "role": "assistant",
    "content": None,
    "tool_calls": [
        {"id": "call_1", "type": "function", "function": {"name": "get_weather", "arguments": "{}"}}
    ],
}
ANSWER = {"role": "tool", "tool_call_id": "call_1", "content": "Sunny"}
SPOKEN = {"role": "assistant", "audio": {"id": "audio_0123456789abcdef0123456789abcdef"}}
SCHEMA = {"type": "json_schema", "json_schema": {"name": "mood", "schema": {"type": "object"}}}

VOICES = (
    "'alloy', 'echo', 'fable', 'onyx', 'nova', 'shimmer', 'coral', 'verse', 'ballad', 'ash', "
    "'sage', 'marin', and 'cedar'"
)
SOUND_DATA = "messages.0.content.1.input_audio.data"  # where changed() finds the recording
NO_JSON_SCHEMA = (
    "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model. "
    "Learn more about supported models at the Structured Outputs guide: "
    "https://platform.openai.com/docs/guides/structured-outputs"
)
NOT_JSON = (
    "We could not parse the JSON body of your request. (HINT: This likely means you aren't using "
    "your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not "
    "valid JSON. If you have trouble figuring out how to fix this, please contact us through our "
    "help center at help.openai.com.)"
)


def user(*parts):
    return {"role": "user", "content": list(parts)}


def request(**changes):
    """Sound and text in, sound and text out; with other fields where they are given."""
    body = {
        "model": "gpt-audio-1.5",
        "modalities": ["text", "audio"],
        "audio": {"voice": "coral", "format": "wav"},
        "messages": [user(TEXT, SOUND)],
    }
    return copy.deepcopy(body | changes)


def changed(changes, body=None):
    """A valid request with the values at dotted paths replaced or removed."""
    body = body or request()
    for path, value in changes.items():
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        node = body
        for step in way:
            node = node[step]
        if value is ABSENT:
            del node[last]
        else:
            node[last] = value
    return body


def refused(body, **options):
    """The refusal of `body`."""
    with pytest.raises(Refusal) as caught:
        accept(body, **({"today": TODAY} | options))
    return caught.value


def assert_refused(changes, message, param, code):
    """A valid request with these changes is refused with status 400 in exactly these words."""
    refusal = refused(changed(changes))
    assert refusal.status == 400
    assert refusal.body() == {
        "error": {"message": message, "type": "invalid_request_error", "param": param, "code": code}
    }
    assert list(refusal.body()["error"]) == ["message", "type", "param", "code"]


def numbered(rows):
    """Names for the rows of a table of refusals."""
    return [f"{number}-{'-'.join(row[0])}" for number, row in enumerate(rows)]
