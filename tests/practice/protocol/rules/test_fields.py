"""The request's fields: what each may be, and that the table holds all of the SDK's."""

import typing

import pytest
from openai.types.chat import completion_create_params

from helpers.engine import catalogue
from helpers.practice.protocol.rules import accept
from helpers.practice.protocol.rules.fields import FIELDS, NOT_WITH_AUDIO_MODELS
from tests.practice.protocol.rules.examples import (
    ABSENT,
    TODAY,
    VOICES,
    assert_refused,
    numbered,
    request,
)

REFUSED = [  # what is changed in a valid request, the message, param, code
    (
        {"modalities": []},
        "Invalid 'modalities': empty array. Expected an array with minimum length 1, but got an "
        "empty array instead.",
        "modalities",
        "empty_array",
    ),
    (
        {"modalities": ["text", "video"]},
        "Invalid value: 'video'. Supported values are: 'text' and 'audio'.",
        "modalities[1]",
        "invalid_value",
    ),
    (
        {"modalities": "audio"},
        "Invalid type for 'modalities': expected an array of strings, but got a string instead.",
        "modalities",
        "invalid_type",
    ),
    (
        {"audio": "coral"},
        "Invalid type for 'audio': expected an object, but got a string instead.",
        "audio",
        "invalid_type",
    ),
    (
        {"audio.voice": ABSENT},
        "Missing required parameter: 'audio.voice'.",
        "audio.voice",
        "missing_required_parameter",
    ),  # E6
    (
        {"audio.format": ABSENT},
        "Missing required parameter: 'audio.format'.",
        "audio.format",
        "missing_required_parameter",
    ),
    (
        {"audio.voice": "definitely-not-a-voice-xyzzy"},
        f"Invalid value: 'def...zzy'. Supported values are: {VOICES}.",
        "audio.voice",
        "invalid_value",
    ),  # E5
    (
        {"audio.voice": "robot"},
        f"Invalid value: 'robot'. Supported values are: {VOICES}.",
        "audio.voice",
        "invalid_value",
    ),
    (
        {"audio.voice": 3},
        "Invalid type for 'audio.voice': expected one of a string or object, but got an integer "
        "instead.",
        "audio.voice",
        "invalid_type",
    ),
    (
        {"audio.format": "ogg"},
        "Invalid value: 'ogg'. Supported values are: 'wav', 'aac', 'mp3', 'flac', 'opus', and "
        "'pcm16'.",
        "audio.format",
        "invalid_value",
    ),  # E8
    ({"audio.speed": 2}, "Unknown parameter: 'audio.speed'.", "audio.speed", "unknown_parameter"),
    (
        {"stream": "yes"},
        "Invalid type for 'stream': expected a boolean, but got a string instead.",
        "stream",
        "invalid_type",
    ),
    (
        {"n": 0},
        "Invalid 'n': integer below minimum value. Expected a value >= 1, but got 0 instead.",
        "n",
        "integer_below_min_value",
    ),
    (
        {"n": 64},
        "Invalid 'n': integer above maximum value. Expected a value <= 8, but got 64 instead.",
        "n",
        "integer_above_max_value",
    ),
    (
        {"n": True},
        "Invalid type for 'n': expected an integer, but got a boolean instead.",
        "n",
        "invalid_type",
    ),
    (
        {"n": 1.0},
        "Invalid type for 'n': expected an integer, but got a decimal number instead.",
        "n",
        "invalid_type",
    ),
    (
        {"n": 10**5000},
        "Invalid 'n': integer above maximum value. Expected a value <= 8, but got Infinity "
        "instead.",
        "n",
        "integer_above_max_value",
    ),
    (
        {"temperature": 2.5},
        "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 2.5 "
        "instead.",
        "temperature",
        "decimal_above_max_value",
    ),
    (
        {"temperature": -1},
        "Invalid 'temperature': decimal below minimum value. Expected a value >= 0, but got -1 "
        "instead.",
        "temperature",
        "decimal_below_min_value",
    ),
    (
        {"temperature": float("inf")},
        "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got "
        "Infinity instead.",
        "temperature",
        "decimal_above_max_value",
    ),
    (
        {"temperature": "hot"},
        "Invalid type for 'temperature': expected a decimal, but got a string instead.",
        "temperature",
        "invalid_type",
    ),
    (
        {"temperature": False},
        "Invalid type for 'temperature': expected a decimal, but got a boolean instead.",
        "temperature",
        "invalid_type",
    ),
    (
        {"top_p": 1.1},
        "Invalid 'top_p': decimal above maximum value. Expected a value <= 1, but got 1.1 instead.",
        "top_p",
        "decimal_above_max_value",
    ),
    (
        {"presence_penalty": -3},
        "Invalid 'presence_penalty': decimal below minimum value. Expected a value >= -2, but got "
        "-3 instead.",
        "presence_penalty",
        "decimal_below_min_value",
    ),
    (
        {"frequency_penalty": 3},
        "Invalid 'frequency_penalty': decimal above maximum value. Expected a value <= 2, but got "
        "3 instead.",
        "frequency_penalty",
        "decimal_above_max_value",
    ),
    (
        {"seed": 2**63},
        "Invalid 'seed': integer above maximum value. Expected a value <= 9223372036854775807, "
        "but got 9223372036854775808 instead.",
        "seed",
        "integer_above_max_value",
    ),
    (
        {"max_tokens": 0},
        "Invalid 'max_tokens': integer below minimum value. Expected a value >= 1, but got 0 "
        "instead.",
        "max_tokens",
        "integer_below_min_value",
    ),
    (
        {"max_completion_tokens": 0},
        "Invalid 'max_completion_tokens': integer below minimum value. Expected a value >= 1, but "
        "got 0 instead.",
        "max_completion_tokens",
        "integer_below_min_value",
    ),
    (
        {"logprobs": True, "top_logprobs": 21},
        "Invalid 'top_logprobs': integer above maximum value. Expected a value <= 20, but got 21 "
        "instead.",
        "top_logprobs",
        "integer_above_max_value",
    ),
    (
        {"logit_bias": {"50256": 101}},
        "Invalid 'logit_bias.50256': integer above maximum value. Expected a value <= 100, but "
        "got 101 instead.",
        "logit_bias.50256",
        "integer_above_max_value",
    ),
    (
        {"stop": ["a", "b", "c", "d", "e"]},
        "Invalid 'stop': array too long. Expected an array with maximum length 4, but got an "
        "array with length 5 instead.",
        "stop",
        "array_above_max_length",
    ),
    (
        {"stop": 5},
        "Invalid type for 'stop': expected one of a string or array of strings, but got an "
        "integer instead.",
        "stop",
        "invalid_type",
    ),
    (
        {"stop": ["a", 5]},
        "Invalid type for 'stop[1]': expected a string, but got an integer instead.",
        "stop[1]",
        "invalid_type",
    ),
    (
        {"store": True, "metadata": {str(n): "" for n in range(17)}},
        "Invalid 'metadata': too many properties. Expected an object with at most 16 properties, "
        "but got an object with 17 properties instead.",
        "metadata",
        "object_above_max_properties",
    ),
    (
        {"store": True, "metadata": {"k" * 65: ""}},
        "Invalid property name in 'metadata': 'kkk...kkk' is too long. Expected a string with "
        "maximum length 64, but got a string with length 65 instead.",
        "metadata",
        "property_name_above_max_length",
    ),
    (
        {"store": True, "metadata": {"a": 1}},
        "Invalid type for 'metadata.a': expected a string, but got an integer instead.",
        "metadata.a",
        "invalid_type",
    ),
    (
        {"store": True, "metadata": {"a": "x" * 513}},
        "Invalid 'metadata.a': string too long. Expected a string with maximum length 512, but "
        "got a string with length 513 instead.",
        "metadata.a",
        "string_above_max_length",
    ),
    (
        {"service_tier": "gold"},
        "Invalid value: 'gold'. Supported values are: 'auto', 'default', 'flex', 'scale', "
        "'priority', and 'fast'.",
        "service_tier",
        "invalid_value",
    ),
    (
        {"user": None},
        "Invalid type for 'user': expected a string, but got null instead.",
        "user",
        "invalid_type",
    ),
    (
        {"safety_identifier": "x" * 129},
        "Invalid 'safety_identifier': string too long. Expected a string with maximum length 128, "
        "but got a string with length 129 instead.",
        "safety_identifier",
        "string_above_max_length",
    ),
    (
        {"response_format": {"type": "json_object", "properties": {}}},
        "Unknown parameter: 'response_format.properties'.",
        "response_format.properties",
        "unknown_parameter",
    ),  # E11
    (
        {"response_format": {"type": "xml"}},
        "Invalid value: 'xml'. Supported values are: 'json_object', 'json_schema', and 'text'.",
        "response_format.type",
        "invalid_value",
    ),
    (
        {"response_format": "json"},
        "Invalid type for 'response_format': expected an object, but got a string instead.",
        "response_format",
        "invalid_type",
    ),
    *(
        (
            {key: value},
            f"Unsupported parameter: '{key}' is not supported with this model.",
            key,
            "unsupported_parameter",
        )
        for key, value in {
            "reasoning_effort": "low",
            "verbosity": "low",
            "web_search_options": {},
            "prediction": {"type": "content", "content": "hi"},
            "function_call": "auto",
            "functions": [{"name": "tea"}],
            "moderation": {"model": "omni-moderation-latest"},
            "prompt_cache_options": {"mode": "implicit"},
        }.items()
    ),
]


@pytest.mark.parametrize("changes, message, param, code", REFUSED, ids=numbered(REFUSED))
def test_refused_in_the_words_of_the_api(changes, message, param, code):
    assert_refused(changes, message, param, code)


@pytest.mark.parametrize("voice", catalogue.voices())
def test_thirteen_voices(voice):
    assert accept(request(audio={"voice": voice, "format": "wav"}), today=TODAY).voice == voice


@pytest.mark.parametrize("format", catalogue.formats())
def test_six_formats(format):
    assert accept(request(audio={"voice": "ash", "format": format}), today=TODAY).format == format


def test_every_field_of_the_sdk_is_known():
    hints = typing.get_type_hints(
        completion_create_params.CompletionCreateParamsStreaming, include_extras=False
    )
    assert set(FIELDS) == set(hints)
    nullable = {name for name, hint in hints.items() if type(None) in typing.get_args(hint)}
    assert {name for name, rule in FIELDS.items() if rule.null} == nullable | {
        "stream"
    }  # null is typed in the other half of the SDK's union
    assert set(NOT_WITH_AUDIO_MODELS) < set(FIELDS)
