"""Fields that do not go together."""

import pytest

from tests.practice.protocol.rules.examples import (
    ABSENT,
    NO_JSON_SCHEMA,
    SCHEMA,
    TEXT,
    TOOL,
    VOICES,
    assert_refused,
    numbered,
    user,
)

NEEDS_SOUND = "This model requires that either input content or output modality contain audio."
COMBINATIONS = "Supported combinations are: ['text'] and ['audio', 'text']."
REFUSED = [  # what is changed in a valid request, the message, param, code
    (
        {"modalities": ["audio"]},
        f"Invalid modalities: ['audio']. {COMBINATIONS}",
        "modalities",
        "invalid_value",
    ),
    (
        {"modalities": ["text", "text"]},
        f"Invalid modalities: ['text', 'text']. {COMBINATIONS}",
        "modalities",
        "invalid_value",
    ),
    (
        {"audio": ABSENT},
        "Missing required parameter: 'audio'.",
        "audio",
        "missing_required_parameter",
    ),  # E7
    (
        {"audio": None},
        "Missing required parameter: 'audio'.",
        "audio",
        "missing_required_parameter",
    ),
    (
        {"audio.voice": {"id": "voice_1234"}},
        f"Invalid value: 'voice_1234'. Supported values are: {VOICES}.",
        "audio.voice",
        "invalid_value",
    ),
    (
        {"stream": True, "audio.format": "mp3"},
        "Unsupported value: 'audio.format' does not support 'mp3' when stream=true. Supported "
        "values are: 'pcm16'.",
        "audio.format",
        "unsupported_value",
    ),  # E4
    (
        {"stream_options": {"include_usage": True}},
        "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
        "stream_options",
        None,
    ),
    (
        {"modalities": ["text"], "messages": [user(TEXT)]},
        NEEDS_SOUND,
        "model",
        "invalid_value",
    ),  # E1
    (
        {"modalities": ABSENT, "messages": [{"role": "user", "content": "hello"}]},
        NEEDS_SOUND,
        "model",
        "invalid_value",
    ),
    (
        {"max_tokens": 20480},
        "max_tokens is too large: 20480. This model supports at most 16384 completion tokens, "
        "whereas you provided 20480.",
        "max_tokens",
        "invalid_value",
    ),
    (
        {"max_completion_tokens": 16385},
        "max_tokens is too large: 16385. This model supports at most 16384 completion tokens, "
        "whereas you provided 16385.",
        "max_completion_tokens",
        "invalid_value",
    ),
    (
        {"max_tokens": 10, "max_completion_tokens": 10},
        "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
        "max_tokens",
        "invalid_parameter_combination",
    ),
    (
        {"top_logprobs": 3},
        "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.",
        "top_logprobs",
        None,
    ),
    (
        {"metadata": {"a": "b"}},
        "The 'metadata' parameter is only allowed when 'store' is enabled.",
        "metadata",
        None,
    ),
    ({"response_format": SCHEMA}, NO_JSON_SCHEMA, None, None),
    (
        {"response_format": {"type": "json_object"}},
        "'messages' must contain the word 'json' in some form, to use 'response_format' of type "
        "'json_object'.",
        "messages",
        None,
    ),
    (
        {"tools": [{"type": "custom", "custom": {"name": "draw"}}]},
        "Unsupported value: 'tools' does not support 'custom' with this model. Supported values "
        "are: 'function'.",
        "tools",
        "unsupported_value",
    ),
    (
        {"tool_choice": "auto"},
        "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are "
        "specified.",
        "tool_choice",
        None,
    ),
    (
        {"parallel_tool_calls": True},
        "Invalid value for 'parallel_tool_calls': 'parallel_tool_calls' is only allowed when "
        "'tools' are specified.",
        "parallel_tool_calls",
        None,
    ),
    (
        {"tools": [TOOL], "tool_choice": {"type": "function", "function": {"name": "tea"}}},
        "Tool choice 'tea' not found in 'tools' parameter.",
        "tool_choice",
        None,
    ),
    (
        {"tools": [TOOL], "tool_choice": {"type": "custom", "custom": {"name": "weather"}}},
        "Tool choice 'weather' not found in 'tools' parameter.",
        "tool_choice",
        None,
    ),
]


@pytest.mark.parametrize("changes, message, param, code", REFUSED, ids=numbered(REFUSED))
def test_refused_in_the_words_of_the_api(changes, message, param, code):
    assert_refused(changes, message, param, code)
