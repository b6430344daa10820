"""Every answer and chunk against the SDK's strict types and the API's keys in their order.

docs/protocol.md §3, §4.
"""

import json

import pytest
import requests
from openai.types import Model
from openai.types.chat import ChatCompletion, ChatCompletionChunk

from helpers import Sound
from tests.environment import ROOT

PROMPT = ["cached_tokens", "audio_tokens", "text_tokens", "image_tokens"]
COMPLETION = [
    "reasoning_tokens",
    "audio_tokens",
    "accepted_prediction_tokens",
    "rejected_prediction_tokens",
    "text_tokens",
]
USAGE = {
    "prompt_tokens": None,
    "completion_tokens": None,
    "total_tokens": None,
    "prompt_tokens_details": dict.fromkeys(PROMPT),
    "completion_tokens_details": dict.fromkeys(COMPLETION),
}
CALL = {"id": None, "type": None, "function": {"name": None, "arguments": None}}
MESSAGES = {
    "spoken": {
        "role": None,
        "content": None,
        "refusal": None,
        "audio": {"id": None, "data": None, "expires_at": None, "transcript": None},
        "annotations": None,
    },
    "written": {"role": None, "content": None, "refusal": None, "annotations": None},
    "calling": {
        "role": None,
        "content": None,
        "tool_calls": [CALL],
        "refusal": None,
        "annotations": None,
    },
}
DELTAS = {
    "spoken": [
        {"role": None, "refusal": None},
        {"content": None, "audio": {"id": None, "transcript": None}},
        {"audio": {"transcript": None}},
        {"role": None, "content": None, "refusal": None, "audio": {"id": None, "data": None}},
        {"audio": {"data": None}},
        {"audio": {"expires_at": None}},
    ],
    "written": [{"role": None, "content": None, "refusal": None}, {"content": None}, {}],
    "calling": [
        {"role": None, "content": None, "tool_calls": [{"index": None, **CALL}], "refusal": None},
        {"tool_calls": [{"index": None, "function": {"arguments": None}}]},
        {},
    ],
}
HEAD = ["id", "object", "created", "model", "service_tier", "system_fingerprint"]
WEATHER = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "parameters": {
            "type": "object",
            "properties": {"city": {"type": "string"}},
            "required": ["city"],
        },
    },
}
AUDIO = {"modalities": ["text", "audio"], "audio": {"voice": "coral", "format": "pcm16"}}


def keys(value):
    """The keys of a JSON value, in their order, down to the leaves."""
    if isinstance(value, dict):
        return {key: keys(inner) for key, inner in value.items()}
    return (
        [keys(value[0])]
        if isinstance(value, list) and value and isinstance(value[0], dict)
        else None
    )


def alike(found, wanted) -> bool:
    """The same keys in the same order; dicts alone would not mind the order."""
    return json.dumps(found) == json.dumps(wanted)


@pytest.fixture(scope="module")
def requests_of():
    """A request for each kind of answer in each combination of modalities that brings it."""
    recording, words = (
        Sound.load(ROOT / "data" / "question.wav").part(),
        {"type": "text", "text": "Transcribe this recording."},
    )
    contents = {
        "text": "Read aloud: Hi there! I hope you are well, my friend, and ready to go on.",
        "audio": [recording],
        "both": [words, recording],
    }
    found = {
        ("spoken", name): AUDIO | {"messages": [{"role": "user", "content": content}]}
        for name, content in contents.items()
    }
    found |= {
        ("written", name): {
            "modalities": ["text"],
            "messages": [{"role": "user", "content": contents[name]}],
        }
        for name in ("audio", "both")
    }
    found |= {
        ("calling", "text"): AUDIO
        | {
            "tools": [WEATHER],
            "messages": [{"role": "user", "content": "What is the weather in Seoul?"}],
        },
        ("calling", "both"): {
            "tools": [WEATHER],
            "messages": [
                {
                    "role": "user",
                    "content": [
                        {"type": "text", "text": "What is the weather in Seoul?"},
                        recording,
                    ],
                }
            ],
        },
    }
    return found


KINDS = [
    ("spoken", "text"),
    ("spoken", "audio"),
    ("spoken", "both"),
    ("written", "audio"),
    ("written", "both"),
    ("calling", "text"),
    ("calling", "both"),
]


def send(engine, body):
    response = requests.post(
        f"{engine.base_url}/chat/completions",
        headers=engine.headers,
        json={"model": engine.model, **body},
        timeout=60,
    )
    assert response.status_code == 200, response.text
    return response


@pytest.mark.parametrize("kind", KINDS, ids="-".join)
@pytest.mark.parametrize(
    "more", [{}, {"n": 3}, {"max_completion_tokens": 6}], ids=["plain", "three", "cut"]
)
def test_whole_answers(engine, requests_of, kind, more):
    answer = send(engine, requests_of[kind] | more).json()
    ChatCompletion.model_validate(answer, strict=True)
    choices = answer.pop("choices")
    assert alike(
        keys(answer),
        {
            **dict.fromkeys(["id", "object", "created", "model"]),
            "usage": USAGE,
            **dict.fromkeys(["service_tier", "system_fingerprint"]),
        },
    )
    assert [choice["index"] for choice in choices] == list(range(more.get("n", 1)))
    assert all(
        alike(keys(choice), {"index": None, "message": MESSAGES[kind[0]], "finish_reason": None})
        for choice in choices
    )
    reasons = {"spoken": "stop", "written": "stop", "calling": "tool_calls"}
    assert {choice["finish_reason"] for choice in choices} == {
        "length" if "max_completion_tokens" in more else reasons[kind[0]]
    }
    assert answer["usage"]["completion_tokens"] <= more.get("max_completion_tokens", 16_384)
    usage = answer["usage"]
    for whole, parts in (("prompt_tokens", PROMPT), ("completion_tokens", COMPLETION)):
        assert usage[whole] == sum(usage[f"{whole}_details"][part] for part in parts)
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"]


def test_several_answers_are_the_same_under_ids_of_their_own(engine, requests_of):
    one, three = (send(engine, requests_of["spoken", "text"] | {"n": n}).json() for n in (1, 3))
    audios = [choice["message"]["audio"] for choice in three["choices"]]
    assert len({audio["id"] for audio in audios}) == 3 and {audio["data"] for audio in audios} == {
        one["choices"][0]["message"]["audio"]["data"]
    }
    assert (
        three["usage"]["completion_tokens"] == 3 * one["usage"]["completion_tokens"]
        and three["usage"]["prompt_tokens"] == one["usage"]["prompt_tokens"]
    )


@pytest.mark.parametrize("kind", KINDS, ids="-".join)
@pytest.mark.parametrize(
    "options",
    [
        None,
        {"include_usage": True},
        {"include_obfuscation": False},
        {"include_usage": True, "include_obfuscation": False},
    ],
    ids=["plain", "usage", "bare", "usage-bare"],
)
@pytest.mark.parametrize(
    "more", [{}, {"n": 2}, {"max_completion_tokens": 40}], ids=["plain", "two", "cut"]
)
def test_streams(engine, requests_of, kind, options, more):
    response = send(engine, requests_of[kind] | more | {"stream": True, "stream_options": options})
    chunks = [json.loads(line[6:]) for line in response.text.split("\n\n")[:-2]]
    assert response.text.endswith("\n\ndata: [DONE]\n\n")
    options, seen = options or {}, []
    tail = ["usage"] * bool(options.get("include_usage")) + ["obfuscation"] * (
        options.get("include_obfuscation") is not False
    )
    for chunk in chunks:
        ChatCompletionChunk.model_validate(
            {"choices": [], **chunk}, strict=True
        )  # a heartbeat has no choices, which the SDK lets pass
        assert "choices" in chunk or options.get("include_usage")
        assert list(chunk) in ([*HEAD, "choices", *tail], HEAD + tail)
        for choice in chunk.get("choices", ()):
            ending = "expires_at" in choice["delta"].get("audio", {})
            assert list(choice) == (
                ["index", "delta"] if ending else ["index", "delta", "finish_reason"]
            )
            assert any(
                alike(keys(choice["delta"]), wanted)
                for wanted in DELTAS[kind[0]] + [{}] * (more.get("max_completion_tokens", 0) > 0)
            ), choice["delta"]
            seen.append(json.dumps(keys(choice["delta"])))
    if not more:
        assert set(seen) == {json.dumps(wanted) for wanted in DELTAS[kind[0]]}, "each shape occurs"
    usages = [chunk["usage"] for chunk in chunks if chunk.get("usage")]
    assert len(usages) == bool(options.get("include_usage")) and all(
        alike(keys(usage), USAGE) for usage in usages
    )


def test_models(engine):
    answer = requests.get(f"{engine.base_url}/models", headers=engine.headers, timeout=10).json()
    for entry in answer["data"]:
        Model.model_validate(entry, strict=True)


@pytest.mark.parametrize("choice", ["required", "named"])
def test_only_a_named_function_ends_with_stop_streamed_or_not(engine, requests_of, choice):
    named = {"type": "function", "function": {"name": "get_weather"}}
    request = requests_of["calling", "text"] | {
        "tool_choice": named if choice == "named" else choice
    }
    whole = send(engine, request).json()["choices"][0]["finish_reason"]
    lines = send(engine, request | {"stream": True}).text.split("\n\n")[:-2]
    streamed = [json.loads(line[6:])["choices"][0]["finish_reason"] for line in lines]
    assert whole == streamed[-1] == ("stop" if choice == "named" else "tool_calls")
    assert set(streamed[:-1]) == {None}
