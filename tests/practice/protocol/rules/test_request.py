"""Whole requests: what is accepted, which fault is told first, and nothing else ever raised."""

import base64
import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.media import codec
from helpers.media.wav import wav_bytes
from helpers.practice.protocol.rules import accept
from helpers.practice.protocol.rules.fields import FIELDS
from tests.practice.protocol.rules.any_json import calm, values, well_formed, words
from tests.practice.protocol.rules.examples import (
    ABSENT,
    ANSWER,
    CALL,
    M4A,
    MP3,
    NO_JSON_SCHEMA,
    NOT_JSON,
    SCHEMA,
    SOUND,
    SOUND_DATA,
    SPOKEN,
    TEXT,
    TODAY,
    TOOL,
    VOICES,
    assert_refused,
    changed,
    encoded,
    numbered,
    refused,
    request,
    tone,
    user,
)

REFUSED = [  # what is changed in a valid request, the message, param, code
    ({"model": ABSENT}, "you must provide a model parameter", None, None),
    ({"model": None}, "you must provide a model parameter", None, None),
    ({"model": ""}, "you must provide a model parameter", None, None),
    (
        {"model": 7},
        "Invalid type for 'model': expected a string, but got an integer instead.",
        "model",
        "invalid_type",
    ),
    (
        {"messages": ABSENT},
        "Missing required parameter: 'messages'.",
        "messages",
        "missing_required_parameter",
    ),
    (
        {"messages": []},
        "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an "
        "empty array instead.",
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
]


@pytest.mark.parametrize("changes, message, param, code", REFUSED, ids=numbered(REFUSED))
def test_refused_in_the_words_of_the_api(changes, message, param, code):
    assert_refused(changes, message, param, code)


ORDER = [  # two faults at once: the one that is told
    ({"model": ABSENT, "messages": ABSENT}, "you must provide a model parameter"),
    ({"messages": ABSENT, "zzz": 1}, "Missing required parameter: 'messages'."),
    ({"zzz": 1, "n": 0}, "Unknown parameter: 'zzz'."),
    (
        {"messages": [], "n": 0},
        "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an "
        "empty array instead.",
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
        "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 9 "
        "instead.",
    ),  # nothing is decoded before all is read
    ({SOUND_DATA: M4A, "response_format": SCHEMA}, NO_JSON_SCHEMA),
    ({"modalities": ["text"], "messages": [user(TEXT)], "response_format": SCHEMA}, NO_JSON_SCHEMA),
    ({"audio.voice": ABSENT, "audio.speed": 1}, "Missing required parameter: 'audio.voice'."),
]


@pytest.mark.parametrize("changes, message", ORDER)
def test_order_of_the_checks(changes, message):
    assert refused(changed(changes)).message == message


JOINED = base64.b64encode(
    base64.b64decode(MP3) + base64.b64decode(encoded(0.5, "mp3", 48_000))
).decode()  # two files in one, at two sample rates

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
    "modalities left out": changed({"modalities": ABSENT, "audio": ABSENT}),
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
            for name, rule in FIELDS.items()
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


@pytest.mark.parametrize("body", [None, [], "text", 5, True])
def test_a_body_that_is_no_object(body):
    assert refused(body).message == NOT_JSON


known = st.dictionaries(st.sampled_from(list(FIELDS)), values, max_size=6).map(
    lambda body: {"model": "gpt-audio-1.5", "messages": [{"role": "user", "content": "hi"}]} | body
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
