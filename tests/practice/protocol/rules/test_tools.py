"""Functions, which of them to call, and the order of calls and answers."""

import pytest

from tests.practice.protocol.rules.examples import (
    ANSWER,
    CALL,
    TEXT,
    TOOL,
    assert_refused,
    numbered,
    user,
)

REFUSED = [  # what is changed in a valid request, the message, param, code
    (
        {"messages": [CALL]},
        "An assistant message with 'tool_calls' must be followed by tool messages responding to "
        "each 'tool_call_id'. The following tool_call_ids did not have response messages: call_1",
        "messages.[1].role",
        None,
    ),
    (
        {"messages": [user(TEXT), ANSWER]},
        "Invalid parameter: messages with role 'tool' must be a response to a preceeding message "
        "with 'tool_calls'.",
        "messages.[1].role",
        None,
    ),
    (
        {"messages": [CALL, {"role": "tool", "content": "Sunny"}]},
        "Missing parameter 'tool_call_id': messages with role 'tool' must have a 'tool_call_id'.",
        "messages.[1].tool_call_id",
        None,
    ),
    (
        {"messages": [CALL | {"tool_calls": None}]},
        "Invalid type for 'messages[0].tool_calls': expected an array of objects, but got null "
        "instead.",
        "messages[0].tool_calls",
        "invalid_type",
    ),
    (
        {"tools": []},
        "Invalid 'tools': empty array. Expected an array with minimum length 1, but got an empty "
        "array instead.",
        "tools",
        "empty_array",
    ),
    (
        {"tools": [TOOL] * 129},
        "Invalid 'tools': array too long. Expected an array with maximum length 128, but got an "
        "array with length 129 instead.",
        "tools",
        "array_above_max_length",
    ),
    (
        {"tools": [{"type": "function", "function": {"name": "tea", "description": "d" * 1025}}]},
        "Invalid 'tools[0].function.description': string too long. Expected a string with maximum "
        "length 1024, but got a string with length 1025 instead.",
        "tools[0].function.description",
        "string_above_max_length",
    ),
    (
        {"tools": [{"type": "web_search_preview"}]},
        "Invalid value: 'web_search_preview'. Supported values are: 'function' and 'custom'.",
        "tools[0].type",
        "invalid_value",
    ),
    (
        {"tools": [{"type": "function"}]},
        "Missing required parameter: 'tools[0].function'.",
        "tools[0].function",
        "missing_required_parameter",
    ),
    (
        {"tools": [{"type": "function", "function": {}}]},
        "Missing required parameter: 'tools[0].function.name'.",
        "tools[0].function.name",
        "missing_required_parameter",
    ),
    (
        {"tools": [{"type": "function", "function": {"name": ""}}]},
        "Invalid 'tools[0].function.name': empty string. Expected a string with minimum length 1, "
        "but got an empty string instead.",
        "tools[0].function.name",
        "empty_string",
    ),
    (
        {"tools": [{"type": "function", "function": {"name": "get weather"}}]},
        "Invalid 'tools[0].function.name': string does not match pattern. Expected a string that "
        "matches the pattern '^[a-zA-Z0-9_-]+$'.",
        "tools[0].function.name",
        "invalid_value",
    ),
    (
        {"tools": [{"type": "function", "function": {"name": "a" * 65}}]},
        "Invalid 'tools[0].function.name': string too long. Expected a string with maximum length "
        "64, but got a string with length 65 instead.",
        "tools[0].function.name",
        "string_above_max_length",
    ),
    (
        {"tools": [TOOL], "tool_choice": "always"},
        "Invalid value: 'always'. Supported values are: 'none', 'auto', and 'required'.",
        "tool_choice",
        "invalid_value",
    ),
    (
        {"tools": [TOOL], "tool_choice": {"type": "function"}},
        "Missing required parameter: 'tool_choice.function'.",
        "tool_choice.function",
        "missing_required_parameter",
    ),
]


@pytest.mark.parametrize("changes, message, param, code", REFUSED, ids=numbered(REFUSED))
def test_refused_in_the_words_of_the_api(changes, message, param, code):
    assert_refused(changes, message, param, code)
