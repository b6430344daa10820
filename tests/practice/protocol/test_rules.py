"""The rules: every refusal in the API's words, everything the API takes taken, and nothing else ever raised."""

import base64
import copy
import dataclasses
import datetime
import json
import typing

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openai.types.chat import completion_create_params

from helpers.engine import catalogue
from helpers.media import codec
from helpers.media.wav import wav_bytes
from helpers.practice.protocol import rules
from helpers.practice.protocol.rules import Refusal, accept, key_refusal, model_refusal, parse

TODAY = datetime.date(2026, 11, 22)
GONE = object()  # in place of a value: the key is taken away


def tone(seconds, rate=16_000):
    return (0.3 * np.sin(np.arange(int(seconds * rate)) * 0.1)).astype(np.float32)


def encoded(seconds, format, rate=16_000):
    return base64.b64encode(codec.encode(tone(seconds, rate), rate, format)).decode()


WAV, MP3, M4A, SHORT = (
    encoded(0.5, "wav"),
    encoded(0.5, "mp3", 24_000),
    encoded(0.5, "m4a"),
    encoded(0.05, "wav"),
)
JOINED = base64.b64encode(
    base64.b64decode(MP3) + base64.b64decode(encoded(0.5, "mp3", 48_000))
).decode()  # two files in one, at two sample rates
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
    """A valid request with the values at dotted paths replaced or taken away."""
    body = body or request()
    for path, value in changes.items():
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        node = body
        for step in way:
            node = node[step]
        if value is GONE:
            del node[last]
        else:
            node[last] = value
    return body


def refused(body, **options):
    with pytest.raises(Refusal) as caught:
        accept(body, **({"today": TODAY} | options))
    return caught.value


VOICES = "'alloy', 'echo', 'fable', 'onyx', 'nova', 'shimmer', 'coral', 'verse', 'ballad', 'ash', 'sage', 'marin', and 'cedar'"
NOT_SOUND = "This model does not support the format you provided."
SOUND_DATA = "messages.0.content.1.input_audio.data"
SOUND_PATH = "messages[0].content[1].input_audio.data"
NOT_BASE64 = (
    f"Invalid '{SOUND_PATH}'. Expected base64-encoded audio bytes but got an invalid value."
)
COMBINATIONS = "Supported combinations are: ['text'] and ['audio', 'text']."
NEEDS_SOUND = "This model requires that either input content or output modality contain audio."
E10 = (
    "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model. Learn more about supported models at the Structured Outputs guide: "
    "https://platform.openai.com/docs/guides/structured-outputs"
)
SCHEMA = {"type": "json_schema", "json_schema": {"name": "mood", "schema": {"type": "object"}}}

REFUSED = [  # what is changed in a valid request, the message, param, code; all with status 400 and type invalid_request_error
    # what must be there (§2.5)
    ({"model": GONE}, "you must provide a model parameter", None, None),
    ({"model": None}, "you must provide a model parameter", None, None),
    ({"model": ""}, "you must provide a model parameter", None, None),
    (
        {"model": 7},
        "Invalid type for 'model': expected a string, but got an integer instead.",
        "model",
        "invalid_type",
    ),
    (
        {"messages": GONE},
        "Missing required parameter: 'messages'.",
        "messages",
        "missing_required_parameter",
    ),
    (
        {"messages": []},
        "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
        "messages",
        "empty_array",
    ),
    (
        {"messages": "hello"},
        "Invalid type for 'messages': expected an array of objects, but got a string instead.",
        "messages",
        "invalid_type",
    ),
    (
        {"messages": None},
        "Invalid type for 'messages': expected an array of objects, but got null instead.",
        "messages",
        "invalid_type",
    ),
    ({"zzz_unknown": 1}, "Unknown parameter: 'zzz_unknown'.", "zzz_unknown", "unknown_parameter"),
    # messages and their parts
    (
        {"messages.0": "hello"},
        "Invalid type for 'messages[0]': expected an object, but got a string instead.",
        "messages[0]",
        "invalid_type",
    ),
    (
        {"messages.0.role": GONE},
        "Missing required parameter: 'messages[0].role'.",
        "messages[0].role",
        "missing_required_parameter",
    ),
    (
        {"messages.0.role": "bogus"},
        "Invalid value: 'bogus'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'.",
        "messages[0].role",
        "invalid_value",
    ),
    (
        {"messages.0.role": 3},
        "Invalid type for 'messages[0].role': expected one of 'system', 'assistant', 'user', 'function', 'tool', or 'developer', but got an integer instead.",
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
        "Invalid type for 'messages[0].content': expected one of a string or array of objects, but got an integer instead.",
        "messages[0].content",
        "invalid_type",
    ),
    (
        {"messages.0.content": []},
        "Invalid 'messages[0].content': empty array. Expected an array with minimum length 1, but got an empty array instead.",
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
        {"messages.0.content.0.type": GONE},
        "Missing required parameter: 'messages[0].content[0].type'.",
        "messages[0].content[0].type",
        "missing_required_parameter",
    ),
    (
        {"messages.0.content.0.type": "thinking"},
        "Invalid value: 'thinking'. Supported values are: 'text', 'image_url', 'input_audio', 'refusal', 'audio', and 'file'.",
        "messages[0].content[0].type",
        "invalid_value",
    ),
    (
        {"messages.0.content.0.text": GONE},
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
        "Invalid 'messages[0]'. Content blocks are expected to be either text or input_audio type.",
        "messages[0]",
        "invalid_value",
    ),
    (
        {"messages.0.content.0": {"type": "file", "file": {"file_id": "file-1"}}},
        "Invalid 'messages[0]'. Content blocks are expected to be either text or input_audio type.",
        "messages[0]",
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
        r"Invalid 'messages[0].name': string does not match pattern. Expected a string that matches the pattern '^[^\s<|\\/>]+$'.",
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
        {"messages": [CALL]},
        "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: call_1",
        "messages.[1].role",
        None,
    ),
    (
        {"messages": [user(TEXT), ANSWER]},
        "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
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
        "Invalid type for 'messages[0].tool_calls': expected an array of objects, but got null instead.",
        "messages[0].tool_calls",
        "invalid_type",
    ),
    (
        {"messages": [{"role": "function", "content": "Sunny"}]},
        "Missing required parameter: 'messages[0].name'.",
        "messages[0].name",
        "missing_required_parameter",
    ),
    # recordings
    (
        {"messages.0.content.1.input_audio": GONE},
        "Missing required parameter: 'messages[0].content[1].input_audio'.",
        "messages[0].content[1].input_audio",
        "missing_required_parameter",
    ),
    (
        {SOUND_DATA: GONE},
        f"Missing required parameter: '{SOUND_PATH}'.",
        SOUND_PATH,
        "missing_required_parameter",
    ),
    (
        {"messages.0.content.1.input_audio.format": GONE},
        "Missing required parameter: 'messages[0].content[1].input_audio.format'.",
        "messages[0].content[1].input_audio.format",
        "missing_required_parameter",
    ),
    (
        {"messages.0.content.1.input_audio.format": "webm"},
        "Invalid value: 'webm'. Supported values are: 'wav' and 'mp3'.",
        "messages[0].content[1].input_audio.format",
        "invalid_value",
    ),  # E2
    (
        {SOUND_DATA: 5},
        f"Invalid type for '{SOUND_PATH}': expected a string, but got an integer instead.",
        SOUND_PATH,
        "invalid_type",
    ),
    ({SOUND_DATA: M4A}, NOT_SOUND, "messages", "unsupported_format"),  # E3
    ({SOUND_DATA: MP3}, NOT_SOUND, "messages", "unsupported_format"),
    (
        {"messages.0.content.1.input_audio.format": "mp3"},
        NOT_SOUND,
        "messages",
        "unsupported_format",
    ),
    (
        {SOUND_DATA: base64.b64encode(b"hello" * 200).decode()},
        NOT_SOUND,
        "messages",
        "unsupported_format",
    ),
    (
        {SOUND_DATA: base64.b64encode(wav_bytes(b"", 16_000)).decode()},
        NOT_SOUND,
        "messages",
        "unsupported_format",
    ),
    (
        {SOUND_DATA: base64.b64encode(wav_bytes(codec.to_pcm16(tone(0.5)), 587_423_168)).decode()},
        NOT_SOUND,
        "messages",
        "unsupported_format",
    ),
    (
        {SOUND_DATA: ""},
        f"Invalid '{SOUND_PATH}': empty string. Expected a string with minimum length 1, but got an empty string instead.",
        SOUND_PATH,
        "empty_string",
    ),
    ({SOUND_DATA: "!!not base64!!"}, NOT_BASE64, SOUND_PATH, "invalid_value"),
    ({SOUND_DATA: "data:audio/wav;base64," + WAV}, NOT_BASE64, SOUND_PATH, "invalid_value"),
    ({SOUND_DATA: WAV[:76] + "\n" + WAV[76:]}, NOT_BASE64, SOUND_PATH, "invalid_value"),
    ({SOUND_DATA: "\ud800" + WAV}, NOT_BASE64, SOUND_PATH, "invalid_value"),
    (
        {SOUND_DATA: SHORT},
        "Audio file is too short. Minimum audio length is 0.1 seconds.",
        "messages",
        "audio_too_short",
    ),
    # what the answer is
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
        {"modalities": []},
        "Invalid 'modalities': empty array. Expected an array with minimum length 1, but got an empty array instead.",
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
        {"audio": GONE},
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
        {"audio": "coral"},
        "Invalid type for 'audio': expected an object, but got a string instead.",
        "audio",
        "invalid_type",
    ),
    (
        {"audio.voice": GONE},
        "Missing required parameter: 'audio.voice'.",
        "audio.voice",
        "missing_required_parameter",
    ),  # E6
    (
        {"audio.format": GONE},
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
        {"audio.voice": {"id": "voice_1234"}},
        f"Invalid value: 'voice_1234'. Supported values are: {VOICES}.",
        "audio.voice",
        "invalid_value",
    ),
    (
        {"audio.voice": 3},
        "Invalid type for 'audio.voice': expected one of a string or object, but got an integer instead.",
        "audio.voice",
        "invalid_type",
    ),
    (
        {"audio.format": "ogg"},
        "Invalid value: 'ogg'. Supported values are: 'wav', 'aac', 'mp3', 'flac', 'opus', and 'pcm16'.",
        "audio.format",
        "invalid_value",
    ),  # E8
    ({"audio.speed": 2}, "Unknown parameter: 'audio.speed'.", "audio.speed", "unknown_parameter"),
    (
        {"stream": True, "audio.format": "mp3"},
        "Unsupported value: 'audio.format' does not support 'mp3' when stream=true. Supported values are: 'pcm16'.",
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
        {"stream": "yes"},
        "Invalid type for 'stream': expected a boolean, but got a string instead.",
        "stream",
        "invalid_type",
    ),
    (
        {"modalities": ["text"], "messages": [user(TEXT)]},
        NEEDS_SOUND,
        "model",
        "invalid_value",
    ),  # E1
    (
        {"modalities": GONE, "messages": [{"role": "user", "content": "hello"}]},
        NEEDS_SOUND,
        "model",
        "invalid_value",
    ),
    # numbers
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
        "Invalid 'n': integer above maximum value. Expected a value <= 8, but got Infinity instead.",
        "n",
        "integer_above_max_value",
    ),
    (
        {"temperature": 2.5},
        "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 2.5 instead.",
        "temperature",
        "decimal_above_max_value",
    ),
    (
        {"temperature": -1},
        "Invalid 'temperature': decimal below minimum value. Expected a value >= 0, but got -1 instead.",
        "temperature",
        "decimal_below_min_value",
    ),
    (
        {"temperature": float("inf")},
        "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got Infinity instead.",
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
        "Invalid 'presence_penalty': decimal below minimum value. Expected a value >= -2, but got -3 instead.",
        "presence_penalty",
        "decimal_below_min_value",
    ),
    (
        {"frequency_penalty": 3},
        "Invalid 'frequency_penalty': decimal above maximum value. Expected a value <= 2, but got 3 instead.",
        "frequency_penalty",
        "decimal_above_max_value",
    ),
    (
        {"seed": 2**63},
        "Invalid 'seed': integer above maximum value. Expected a value <= 9223372036854775807, but got 9223372036854775808 instead.",
        "seed",
        "integer_above_max_value",
    ),
    (
        {"max_tokens": 0},
        "Invalid 'max_tokens': integer below minimum value. Expected a value >= 1, but got 0 instead.",
        "max_tokens",
        "integer_below_min_value",
    ),
    (
        {"max_completion_tokens": 0},
        "Invalid 'max_completion_tokens': integer below minimum value. Expected a value >= 1, but got 0 instead.",
        "max_completion_tokens",
        "integer_below_min_value",
    ),
    (
        {"max_tokens": 20480},
        "max_tokens is too large: 20480. This model supports at most 16384 completion tokens, whereas you provided 20480.",
        "max_tokens",
        "invalid_value",
    ),
    (
        {"max_completion_tokens": 16385},
        "max_tokens is too large: 16385. This model supports at most 16384 completion tokens, whereas you provided 16385.",
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
        {"logprobs": True, "top_logprobs": 21},
        "Invalid 'top_logprobs': integer above maximum value. Expected a value <= 20, but got 21 instead.",
        "top_logprobs",
        "integer_above_max_value",
    ),
    (
        {"logit_bias": {"50256": 101}},
        "Invalid 'logit_bias.50256': integer above maximum value. Expected a value <= 100, but got 101 instead.",
        "logit_bias.50256",
        "integer_above_max_value",
    ),
    # strings and lists
    (
        {"stop": ["a", "b", "c", "d", "e"]},
        "Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with length 5 instead.",
        "stop",
        "array_above_max_length",
    ),
    (
        {"stop": 5},
        "Invalid type for 'stop': expected one of a string or array of strings, but got an integer instead.",
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
        "Invalid 'metadata': too many properties. Expected an object with at most 16 properties, but got an object with 17 properties instead.",
        "metadata",
        "object_above_max_properties",
    ),
    (
        {"store": True, "metadata": {"a": 1}},
        "Invalid type for 'metadata.a': expected a string, but got an integer instead.",
        "metadata.a",
        "invalid_type",
    ),
    (
        {"store": True, "metadata": {"a": "x" * 513}},
        "Invalid 'metadata.a': string too long. Expected a string with maximum length 512, but got a string with length 513 instead.",
        "metadata.a",
        "string_above_max_length",
    ),
    (
        {"metadata": {"a": "b"}},
        "The 'metadata' parameter is only allowed when 'store' is enabled.",
        "metadata",
        None,
    ),
    (
        {"service_tier": "gold"},
        "Invalid value: 'gold'. Supported values are: 'auto', 'default', 'flex', 'scale', 'priority', and 'fast'.",
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
        "Invalid 'safety_identifier': string too long. Expected a string with maximum length 128, but got a string with length 129 instead.",
        "safety_identifier",
        "string_above_max_length",
    ),
    # forms of answers
    ({"response_format": SCHEMA}, E10, None, None),
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
    (
        {"response_format": {"type": "json_object"}},
        "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
        "messages",
        None,
    ),
    # tools
    (
        {"tools": []},
        "Invalid 'tools': empty array. Expected an array with minimum length 1, but got an empty array instead.",
        "tools",
        "empty_array",
    ),
    (
        {"tools": [TOOL] * 129},
        "Invalid 'tools': array too long. Expected an array with maximum length 128, but got an array with length 129 instead.",
        "tools",
        "array_above_max_length",
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
        "Invalid 'tools[0].function.name': empty string. Expected a string with minimum length 1, but got an empty string instead.",
        "tools[0].function.name",
        "empty_string",
    ),
    (
        {"tools": [{"type": "function", "function": {"name": "get weather"}}]},
        "Invalid 'tools[0].function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
        "tools[0].function.name",
        "invalid_value",
    ),
    (
        {"tools": [{"type": "function", "function": {"name": "a" * 65}}]},
        "Invalid 'tools[0].function.name': string too long. Expected a string with maximum length 64, but got a string with length 65 instead.",
        "tools[0].function.name",
        "string_above_max_length",
    ),
    (
        {"tools": [{"type": "custom", "custom": {"name": "draw"}}]},
        "Unsupported value: 'tools' does not support 'custom' with this model. Supported values are: 'function'.",
        "tools",
        "unsupported_value",
    ),
    (
        {"tool_choice": "auto"},
        "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
        "tool_choice",
        None,
    ),
    (
        {"parallel_tool_calls": True},
        "Invalid value for 'parallel_tool_calls': 'parallel_tool_calls' is only allowed when 'tools' are specified.",
        "parallel_tool_calls",
        None,
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
    (
        {"tools": [TOOL], "tool_choice": {"type": "function", "function": {"name": "tea"}}},
        "Tool choice 'tea' not found in 'tools' parameter.",
        "tool_choice",
        None,
    ),
    # not with these models
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


@pytest.mark.parametrize(
    "changes, message, param, code",
    REFUSED,
    ids=[f"{n}-{'-'.join(row[0])}" for n, row in enumerate(REFUSED)],
)
def test_refused_in_the_words_of_the_api(changes, message, param, code):
    refusal = refused(changed(changes))
    assert refusal.status == 400
    assert refusal.body() == {
        "error": {"message": message, "type": "invalid_request_error", "param": param, "code": code}
    }
    assert list(refusal.body()["error"]) == ["message", "type", "param", "code"]


ORDER = [  # two faults at once: the one that is told
    ({"model": GONE, "messages": GONE}, "you must provide a model parameter"),
    ({"messages": GONE, "zzz": 1}, "Missing required parameter: 'messages'."),
    ({"zzz": 1, "n": 0}, "Unknown parameter: 'zzz'."),
    (
        {"messages": [], "n": 0},
        "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
    ),
    (
        {"audio.voice": "robot", "temperature": 9},
        f"Invalid value: 'robot'. Supported values are: {VOICES}.",
    ),
    (
        {
            "modalities": ["text"],
            "messages": [
                user({"type": "input_audio", "input_audio": {"data": "", "format": "webm"}})
            ],
        },
        "Invalid value: 'webm'. Supported values are: 'wav' and 'mp3'.",
    ),  # E2 before E1
    (
        {SOUND_DATA: "", "temperature": 9},
        "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 9 instead.",
    ),  # nothing is decoded before all is read
    ({SOUND_DATA: M4A, "response_format": SCHEMA}, E10),
    ({"modalities": ["text"], "messages": [user(TEXT)], "response_format": SCHEMA}, E10),
    ({"audio.voice": GONE, "audio.speed": 1}, "Missing required parameter: 'audio.voice'."),
]


@pytest.mark.parametrize("changes, message", ORDER)
def test_order_of_the_checks(changes, message):
    assert refused(changed(changes)).message == message


ACCEPTED = {
    "two mp3s of different rates in one file": request(
        messages=[
            user(TEXT, {"type": "input_audio", "input_audio": {"data": JOINED, "format": "mp3"}})
        ]
    ),
    "text to text and audio": request(messages=[{"role": "user", "content": "hello"}]),
    "audio to text and audio": request(messages=[user(SOUND)]),
    "audio to text": request(modalities=["text"], audio=None, messages=[user(SOUND)]),
    "text and audio to text and audio": request(),
    "text and audio to text": request(modalities=["text"], audio=None),
    "modalities left out": changed({"modalities": GONE, "audio": GONE}),
    "modalities null": request(modalities=None),
    "the other order": request(modalities=["audio", "text"]),
    "an audio object that is not needed": request(modalities=["text"]),
    "text in parts": request(messages=[user(TEXT, TEXT), {"role": "developer", "content": [TEXT]}]),
    "text without content": request(messages=[{"role": "user"}, {"role": "user", "content": None}]),
    "several recordings": request(messages=[user(SOUND, TEXT, SOUND), user(SOUND)]),
    "an mp3": changed({SOUND_DATA: MP3, "messages.0.content.1.input_audio.format": "mp3"}),
    "a wav of unknown length": changed(
        {
            SOUND_DATA: base64.b64encode(
                bytes(wav_bytes(b"", 16_000)[:40]) + b"\xff" * 4 + codec.to_pcm16(tone(0.5))
            ).decode()
        }
    ),
    "system and developer": request(
        messages=[
            {"role": "system", "content": "Be brief."},
            {"role": "developer", "content": "Be kind."},
            user(SOUND),
        ]
    ),
    "an earlier spoken answer": request(modalities=["text"], messages=[SPOKEN, user(TEXT)]),
    "the answer sent back as the SDK sends it": request(
        messages=[
            {"role": "assistant", "content": "Hi", "refusal": None, "annotations": []},
            user(SOUND),
        ]
    ),
    "an assistant's parts": request(
        messages=[
            {
                "role": "assistant",
                "content": [TEXT, {"type": "refusal", "refusal": "No."}],
                "audio": None,
                "function_call": None,
            },
            user(SOUND),
        ]
    ),
    "a function's form": request(tools=[TOOL], tool_choice="auto", parallel_tool_calls=False),
    "a function insisted on": request(
        tools=[TOOL], tool_choice={"type": "function", "function": {"name": "get_weather"}}
    ),
    "functions allowed": request(
        tools=[TOOL],
        tool_choice={
            "type": "allowed_tools",
            "allowed_tools": {
                "mode": "auto",
                "tools": [{"type": "function", "function": {"name": "get_weather"}}],
            },
        },
    ),
    "a function called and answered": request(
        tools=[TOOL], messages=[user(SOUND), CALL, ANSWER, user(TEXT)]
    ),
    "json": request(
        response_format={"type": "json_object"},
        messages=[user(SOUND, {"type": "text", "text": "Answer as JSON."})],
    ),
    "text form": request(response_format={"type": "text"}),
    "streamed": changed(
        {
            "stream": True,
            "audio.format": "pcm16",
            "stream_options": {"include_usage": True, "include_obfuscation": False},
        }
    ),
    "streamed text": request(stream=True, modalities=["text"]),
    "pcm16, not streamed": changed({"audio.format": "pcm16"}),
    "a tool message with a name, a call with its place": request(
        messages=[
            CALL | {"tool_calls": [CALL["tool_calls"][0] | {"index": 0}]},
            ANSWER | {"name": "tea"},
            user(TEXT),
        ],
        tools=[TOOL],
        modalities=["text", "audio"],
        audio={"voice": "coral", "format": "wav"},
    ),
    "all the numbers": request(
        n=8,
        temperature=0.8,
        top_p=1,
        presence_penalty=-2,
        frequency_penalty=2.0,
        seed=7,
        max_completion_tokens=16384,
        logprobs=True,
        top_logprobs=20,
        logit_bias={"50256": -100},
    ),
    "all the words": request(
        stop=["a", "b", "c", "d"],
        store=True,
        metadata={"lesson": "05"},
        user="me",
        safety_identifier="me",
        prompt_cache_key="k",
        prompt_cache_retention="24h",
        service_tier="auto",
    ),
    "everything null that may be": request(
        **{
            name: None
            for name, rule in rules.FIELDS.items()
            if rule.null and name not in ("audio", "modalities")
        }
    ),
    "max_tokens": request(max_tokens=60),
}


@pytest.mark.parametrize("body", ACCEPTED.values(), ids=ACCEPTED)
def test_accepted(body):
    before = copy.deepcopy(body)
    accepted = accept(body, today=TODAY)
    speaks = "audio" in (body.get("modalities") or [])
    assert accepted.body == before and accepted.body is body
    assert (accepted.speaks, accepted.voice, accepted.format) == (
        (True, "coral", body["audio"]["format"]) if speaks else (False, "", "")
    )
    assert accepted.stream is bool(body.get("stream"))
    assert len(accepted.recordings) == json.dumps(body).count('"input_audio":')


def test_recordings_know_their_place_and_sound():
    body = changed(
        {"messages.0.content.1.input_audio": {"data": encoded(1.7, "wav", 24_000), "format": "wav"}}
    )
    body["messages"] += [
        {"role": "user", "content": "and this?"},
        user({"type": "input_audio", "input_audio": {"data": MP3, "format": "mp3"}}),
    ]
    first, second = accept(body, today=TODAY).recordings
    assert (first.message, first.part, first.format) == (0, 1, "wav") and (
        second.message,
        second.part,
        second.format,
    ) == (2, 0, "mp3")
    assert first.seconds == pytest.approx(1.7, abs=1e-9)  # audio tokens are counted from it
    mono = first.mono()
    assert (
        mono.dtype == np.float32
        and mono.ndim == 1
        and mono.size == pytest.approx(1.7 * rules.HEARING_RATE, abs=64)
    )
    assert first.data[:4] == b"RIFF" and 0.4 < second.seconds < 0.7
    with pytest.raises(dataclasses.FrozenInstanceError):
        first.seconds = 1


def test_only_the_first_ten_minutes_are_heard():
    data = wav_bytes(bytes(8000 * 2 * 630), 8000)
    (recording,) = accept(
        changed({SOUND_DATA: base64.b64encode(data).decode()}), today=TODAY
    ).recordings
    assert (
        recording.mono().size == rules.HEARING_SECONDS * rules.HEARING_RATE
        and recording.seconds == 630
    )


@pytest.mark.parametrize("voice", catalogue.voices())
def test_thirteen_voices(voice):
    assert accept(request(audio={"voice": voice, "format": "wav"}), today=TODAY).voice == voice


@pytest.mark.parametrize("format", catalogue.formats())
def test_six_formats(format):
    assert accept(request(audio={"voice": "ash", "format": format}), today=TODAY).format == format


# --- Models and keys ---


def gone(name):
    return {
        "error": {
            "message": f"The model `{name}` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations",
            "type": "invalid_request_error",
            "param": None,
            "code": "model_not_found",
        }
    }


def unknown(name):
    return {
        "error": {
            "message": f"The model `{name}` does not exist or you do not have access to it.",
            "type": "invalid_request_error",
            "param": None,
            "code": "model_not_found",
        }
    }


@pytest.mark.parametrize(
    "name",
    ["gpt-4o-audio-preview", "gpt-4o-mini-audio-preview-2024-12-17", "gpt-audio-mini-2025-10-06"],
)
def test_retired_models(name, monkeypatch):
    refusal = refused(request(model=name))
    assert (refusal.status, refusal.body()) == (404, gone(name))
    monkeypatch.setenv("PRACTICE_RETIRED_MODELS", "answer")
    assert accept(request(model=name), today=TODAY).speaks
    assert model_refusal("gpt-4o-audio", TODAY).body() == unknown("gpt-4o-audio")


@pytest.mark.parametrize(
    "name", ["gpt-4o", "gpt-5", "o1", "whisper-1", "GPT-AUDIO-1.5", "gpt-audio-1.5 "]
)
def test_unknown_models(name):
    refusal = refused(request(model=name, zzz=1))  # before its keys are looked at
    assert (refusal.status, refusal.body()) == (404, unknown(name))


def test_models_end_on_their_day():
    assert accept(request(model="gpt-audio"), today=datetime.date(2027, 1, 19)).speaks
    assert refused(request(model="gpt-audio"), today=datetime.date(2027, 1, 20)).body() == gone(
        "gpt-audio"
    )
    assert refused(request(), retired=frozenset({"gpt-audio-1.5"})).body() == gone("gpt-audio-1.5")
    assert accept(request(model="gpt-4o-audio-preview"), today=TODAY, retired=frozenset()).speaks


@pytest.mark.parametrize(
    "authorization", [None, "", "Bearer", "Bearer ", "Basic c2stMTIz", "practice-123"]
)
def test_missing_key(authorization):
    refusal = key_refusal(authorization)
    assert refusal.status == 401
    assert refusal.body() == {
        "error": {
            "message": (
                "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) "
                "if you're accessing the API from your browser and are prompted for a username and password. You can obtain an API key from https://platform.openai.com/account/api-keys."
            ),
            "type": "invalid_request_error",
            "param": None,
            "code": None,
        }
    }


@pytest.mark.parametrize("key", ["sk-proj-abcdefgh1234", "sk-x", " sk-admin-secret ", "SK-secret"])
def test_real_key_is_refused_and_not_repeated(key):
    refusal = key_refusal(f"Bearer {key}")
    assert refusal.status == 401
    assert refusal.body() == {
        "error": {
            "message": "Incorrect API key provided: sk-****. You can find your API key at https://platform.openai.com/account/api-keys.",
            "type": "invalid_request_error",
            "param": None,
            "code": "invalid_api_key",
        }
    }


@pytest.mark.parametrize(
    "authorization", ["Bearer practice-123", "bearer anything", "Bearer desk-1"]
)
def test_any_other_key_opens(authorization):
    assert key_refusal(authorization) is None


# --- Bytes ---

NOT_JSON = (
    "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON. "
    "If you have trouble figuring out how to fix this, please contact us through our help center at help.openai.com.)"
)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"hello",
        b"[]",
        b'"text"',
        b"null",
        b"5",
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": "\xff"}',
        b'{"a": "\\ud800"}',
        b'{"a": "\\uDC00"}',
        b"\xef\xbb\xbf{}",
        "{}".encode("utf-16"),
        b"[" * 100_000,
        b'{"a":' * 500 + b"1" + b"}" * 500,
        b'{"a": ' + b"9" * 5000 + b"}",
    ],
)
def test_not_json(raw):
    with pytest.raises(Refusal) as caught:
        parse(raw)
    assert caught.value.status == 400
    assert caught.value.body() == {
        "error": {"message": NOT_JSON, "type": "invalid_request_error", "param": None, "code": None}
    }


def test_json():
    assert parse(b'{"a": [1, 2.5, "\\ud83d\\ude00", 1e999, null]}') == {
        "a": [1, 2.5, "\U0001f600", float("inf"), None]
    }
    assert parse(json.dumps(request()).encode()) == request()


@pytest.mark.parametrize("body", [None, [], "text", 5, True])
def test_a_body_that_is_no_object(body):
    assert refused(body).message == NOT_JSON


def test_refusal_carries_headers():
    refusal = Refusal(
        429, "Slow down.", type="tokens", code="rate_limit_exceeded", headers={"Retry-After": "1"}
    )
    assert (str(refusal), refusal.headers) == ("Slow down.", {"Retry-After": "1"}) and Refusal(
        400, "No."
    ).headers == {}


# --- The table against the SDK ---


def test_every_field_of_the_sdk_is_known():
    hints = typing.get_type_hints(
        completion_create_params.CompletionCreateParamsStreaming, include_extras=False
    )
    assert set(rules.FIELDS) == set(hints)
    nullable = {name for name, hint in hints.items() if type(None) in typing.get_args(hint)}
    assert {name for name, rule in rules.FIELDS.items() if rule.null} == nullable | {
        "stream"
    }  # null is typed in the other half of the SDK's union
    assert set(rules.NOT_WITH_AUDIO_MODELS) < set(rules.FIELDS)


# --- Whatever comes ---

words = st.text(st.characters(codec=None), max_size=12) | st.sampled_from(
    [
        "audio",
        "text",
        "user",
        "type",
        "function",
        "content",
        "role",
        "\ud800",
        "é" * 200,
        "null",
        "messages[0]",
        "gpt-audio-1.5",
    ]
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**400, -(10**400), 2**64, 1e999, -1e999, 1e308, 0.1])
    | st.floats()
    | words
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)
known = st.dictionaries(st.sampled_from(list(rules.FIELDS)), values, max_size=6).map(
    lambda body: {"model": "gpt-audio-1.5", "messages": [{"role": "user", "content": "hi"}]} | body
)
calm = settings(
    max_examples=250, deadline=1000, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)

FULL = request(
    messages=[
        {"role": "system", "content": "Be brief."},
        user(TEXT, SOUND),
        CALL,
        ANSWER,
        SPOKEN | {"content": [TEXT], "name": "Ann", "refusal": None},
        user(TEXT),
    ],
    tools=[TOOL],
    tool_choice={"type": "function", "function": {"name": "get_weather"}},
    response_format={"type": "text"},
    stop=["."],
    store=True,
    metadata={"a": "b"},
    temperature=1,
    n=1,
    logit_bias={"1": 1},
    stream=False,
    max_tokens=10,
    top_p=0.5,
    seed=1,
    user="me",
    modalities=["text", "audio"],
)


def well_formed(body):
    """Accepts or refuses, and the refusal can be sent."""
    try:
        assert isinstance(accept(body, today=TODAY), rules.Accepted)
    except Refusal as refusal:
        error = refusal.body()["error"]
        assert list(error) == ["message", "type", "param", "code"] and refusal.status in (400, 404)
        assert (
            error["message"]
            and isinstance(error["message"], str)
            and error["type"] == "invalid_request_error"
        )
        assert all(error[key] is None or isinstance(error[key], str) for key in ("param", "code"))
        assert len(json.dumps(error)) < 10_000


def places(node, way=()):
    """The way to every node below `node`."""
    for key, child in (
        node.items()
        if isinstance(node, dict)
        else enumerate(node)
        if isinstance(node, list)
        else ()
    ):
        yield (*way, key)
        yield from places(child, (*way, key))


def at(body, way):
    for step in way:
        body = body[step]
    return body


PLACES = list(places(FULL))
OBJECTS = [way for way in [(), *PLACES] if isinstance(at(FULL, way), dict)]


def test_the_full_request_is_accepted():
    assert accept(copy.deepcopy(FULL), today=TODAY).speaks


@calm
@given(values | known)
def test_any_json_is_accepted_or_refused(body):
    well_formed(body)


@calm
@given(st.sampled_from(PLACES), values)
def test_any_node_replaced(way, value):
    body = copy.deepcopy(FULL)
    at(body, way[:-1])[way[-1]] = value
    well_formed(body)


@pytest.mark.parametrize("way", PLACES, ids=str)
def test_any_node_taken_away(way):
    body = copy.deepcopy(FULL)
    del at(body, way[:-1])[way[-1]]
    well_formed(body)


@calm
@given(st.sampled_from(OBJECTS), words, values)
def test_any_key_added(way, key, value):
    body = copy.deepcopy(FULL)
    at(body, way)[key] = value
    well_formed(body)


@calm
@given(st.binary(max_size=60) | values.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_parsed_or_refused(raw):
    try:
        assert isinstance(parse(raw), dict)
    except Refusal as refusal:
        assert refusal.message == NOT_JSON


@settings(calm, max_examples=150)
@given(st.data())
def test_any_bytes_as_a_recording(data):
    """Damaged recordings are decoded or refused."""
    format = data.draw(st.sampled_from(["wav", "mp3"]))
    raw = bytearray(base64.b64decode(WAV if format == "wav" else MP3))
    for place in data.draw(
        st.lists(st.integers(0, 60) | st.integers(0, len(raw) - 1), max_size=20)
    ):
        raw[place] = data.draw(st.integers(0, 255))
    raw = data.draw(st.binary(max_size=20)) + bytes(raw)[: data.draw(st.integers(0, len(raw)))]
    well_formed(
        changed(
            {
                "messages.0.content.1.input_audio": {
                    "data": base64.b64encode(raw).decode(),
                    "format": format,
                }
            }
        )
    )
