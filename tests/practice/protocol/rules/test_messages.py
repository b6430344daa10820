"""Messages, their roles and parts."""

import pytest

from tests.practice.protocol.rules.examples import (
    ABSENT,
    SPOKEN,
    assert_refused,
    numbered,
)

REFUSED = [  # what is changed in a valid request, the message, param, code
    (
        {"messages.0": "hello"},
        "Invalid type for 'messages[0]': expected an object, but got a string instead.",
        "messages[0]",
        "invalid_type",
    ),
    (
        {"messages.0.role": ABSENT},
        "Missing required parameter: 'messages[0].role'.",
        "messages[0].role",
        "missing_required_parameter",
    ),
    (
        {"messages.0.role": "bogus"},
        "Invalid value: 'bogus'. Supported values are: 'system', 'assistant', 'user', 'function', "
        "'tool', and 'developer'.",
        "messages[0].role",
        "invalid_value",
    ),
    (
        {"messages.0.role": 3},
        "Invalid type for 'messages[0].role': expected one of 'system', 'assistant', 'user', "
        "'function', 'tool', or 'developer', but got an integer instead.",
        "messages[0].role",
        "invalid_type",
    ),
    (
        {"messages.0.mood": 1},
        "Unknown parameter: 'messages[0].mood'.",
        "messages[0].mood",
        "unknown_parameter",
    ),
    (
        {"messages.0.content": 5},
        "Invalid type for 'messages[0].content': expected one of a string or array of objects, "
        "but got an integer instead.",
        "messages[0].content",
        "invalid_type",
    ),
    (
        {"messages.0.content": []},
        "Invalid 'messages[0].content': empty array. Expected an array with minimum length 1, but "
        "got an empty array instead.",
        "messages[0].content",
        "empty_array",
    ),
    (
        {"messages.0.content.0": "hi"},
        "Invalid type for 'messages[0].content[0]': expected an object, but got a string instead.",
        "messages[0].content[0]",
        "invalid_type",
    ),
    (
        {"messages.0.content.0.type": ABSENT},
        "Missing required parameter: 'messages[0].content[0].type'.",
        "messages[0].content[0].type",
        "missing_required_parameter",
    ),
    (
        {"messages.0.content.0.type": "thinking"},
        "Invalid value: 'thinking'. Supported values are: 'text', 'image_url', 'input_audio', "
        "'refusal', 'audio', and 'file'.",
        "messages[0].content[0].type",
        "invalid_value",
    ),
    (
        {"messages.0.content.0.text": ABSENT},
        "Missing required parameter: 'messages[0].content[0].text'.",
        "messages[0].content[0].text",
        "missing_required_parameter",
    ),
    (
        {"messages.0.content.0.text": None},
        "Invalid type for 'messages[0].content[0].text': expected a string, but got null instead.",
        "messages[0].content[0].text",
        "invalid_type",
    ),
    (
        {
            "messages.0.content.0": {
                "type": "image_url",
                "image_url": {"url": "https://example.org/a.png"},
            }
        },
        "This model does not support image_url content.",
        "messages[0].content",
        "invalid_value",
    ),
    (
        {"messages.0.content.0": {"type": "file", "file": {"file_id": "file-1"}}},
        "This model does not support file content.",
        "messages[0].content",
        "invalid_value",
    ),
    (
        {"messages.0.content.0": {"type": "refusal", "refusal": "No."}},
        "Invalid 'messages[0]'. Content blocks are expected to be either text or input_audio type.",
        "messages[0]",
        "invalid_value",
    ),
    (
        {"messages.0.role": "system"},
        "Invalid 'messages[0]'. Content blocks are expected to be text type.",
        "messages[0]",
        "invalid_value",
    ),
    (
        {"messages.0.role": "developer"},
        "Invalid 'messages[0]'. Content blocks are expected to be text type.",
        "messages[0]",
        "invalid_value",
    ),
    (
        {"messages.0.role": "assistant"},
        "Invalid 'messages[0]'. Content blocks are expected to be either text or refusal type.",
        "messages[0]",
        "invalid_value",
    ),
    (
        {"messages.0.name": "A B"},
        r"Invalid 'messages[0].name': string does not match pattern. Expected a string that "
        r"matches the pattern '^[^\s<|\\/>]+$'.",
        "messages[0].name",
        "invalid_value",
    ),
    (
        {"messages": [SPOKEN | {"audio": {}}]},
        "Missing required parameter: 'messages[0].audio.id'.",
        "messages[0].audio.id",
        "missing_required_parameter",
    ),
    (
        {
            "messages": [
                SPOKEN | {"audio": {"id": "audio_1", "data": "", "expires_at": 1, "transcript": ""}}
            ]
        },
        "Unknown parameter: 'messages[0].audio.data'.",
        "messages[0].audio.data",
        "unknown_parameter",
    ),
    (
        {"messages": [{"role": "function", "content": "Sunny"}]},
        "Missing required parameter: 'messages[0].name'.",
        "messages[0].name",
        "missing_required_parameter",
    ),
]


@pytest.mark.parametrize("changes, message, param, code", REFUSED, ids=numbered(REFUSED))
def test_refused_in_the_words_of_the_api(changes, message, param, code):
    assert_refused(changes, message, param, code)
