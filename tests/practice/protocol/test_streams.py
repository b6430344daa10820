"""Streams through the real SDK and byte by byte (docs/protocol.md §4)."""

import base64
import json

import pytest
import requests
from openai.types.chat import ChatCompletionChunk

from helpers.paths import DATA

ASK = {
    "modalities": ["text", "audio"],
    "audio": {"voice": "coral", "format": "pcm16"},
    "messages": [
        {
            "role": "user",
            "content": "Read aloud: Hi there! I hope you are well, my friend, and ready to go on.",
        }
    ],
}
HEAD = ["id", "object", "created", "model", "service_tier", "system_fingerprint"]


@pytest.fixture
def chunks(engine):
    """A function that sends a request as a stream and returns the chunks as dicts.

    It looks at the frame round them first.
    """

    def send(**more):
        response = requests.post(
            f"{engine.base_url}/chat/completions",
            headers=engine.headers,
            json={"model": engine.model, **ASK, "stream": True, **more},
            timeout=60,
        )
        assert (
            response.headers["content-type"] == "text/event-stream; charset=utf-8"
            and response.headers["x-practice-engine"] == "1"
        )
        lines = response.content.decode().split("\n\n")
        assert lines[-2:] == ["data: [DONE]", ""] and all(
            line.startswith("data: {") for line in lines[:-2]
        )
        found = [json.loads(line[6:]) for line in lines[:-2]]
        for chunk in found:
            ChatCompletionChunk.model_validate({"choices": [], **chunk}, strict=True)
        return found

    return send


def test_the_whole_sequence_key_by_key(chunks):
    found = chunks(stream_options={"include_usage": True})
    assert all(
        list(chunk) in ([*HEAD, "choices", "usage", "obfuscation"], [*HEAD, "usage", "obfuscation"])
        for chunk in found
    )
    assert len({(chunk["id"], chunk["created"]) for chunk in found}) == 1 and all(
        chunk["object"] == "chat.completion.chunk" for chunk in found
    )
    full = [chunk for chunk in found if "choices" in chunk]
    deltas = [chunk["choices"][0] for chunk in full if chunk["choices"]]
    assert list(deltas[0].items()) == [
        ("index", 0),
        ("delta", {"role": "assistant", "refusal": None}),
        ("finish_reason", None),
    ]
    assert (
        list(deltas[1]["delta"]) == ["content", "audio"]
        and deltas[1]["delta"]["content"] is None
        and list(deltas[1]["delta"]["audio"]) == ["id", "transcript"]
    )
    name = deltas[1]["delta"]["audio"]["id"]
    sounds = [choice["delta"] for choice in deltas if choice["delta"].get("audio", {}).get("data")]
    assert (
        list(sounds[0].items())[:3] == [("role", "assistant"), ("content", None), ("refusal", None)]
        and list(sounds[0]["audio"]) == ["id", "data"]
        and sounds[0]["audio"]["id"] == name
    )
    assert all(
        list(delta) == ["audio"] and list(delta["audio"]) == ["data"] for delta in sounds[1:]
    )
    assert not any(
        "data" in choice["delta"].get("audio", {}) and "transcript" in choice["delta"]["audio"]
        for choice in deltas
    )
    assert full[-2]["choices"] == [] and list(full[-2]["usage"])[:3] == [
        "prompt_tokens",
        "completion_tokens",
        "total_tokens",
    ]
    assert list(full[-1]["choices"][0]) == ["index", "delta"] and list(
        full[-1]["choices"][0]["delta"]["audio"]
    ) == ["expires_at"]
    assert all(chunk["usage"] is None for chunk in found if chunk is not full[-2])
    assert not any(choice.get("finish_reason") for choice in deltas), "stop never comes"
    heartbeats = [chunk for chunk in found if "choices" not in chunk]
    assert len(heartbeats) == full[-2]["usage"]["completion_tokens_details"]["audio_tokens"] + 1


@pytest.mark.parametrize(
    "options, usage, obfuscation",
    [
        (None, False, True),
        ({}, False, True),
        ({"include_usage": False}, False, True),
        ({"include_usage": True, "include_obfuscation": False}, True, False),
    ],
)
def test_options_leave_keys_away(chunks, options, usage, obfuscation):
    found = chunks(stream_options=options)
    assert {("usage" in chunk, "obfuscation" in chunk) for chunk in found} == {(usage, obfuscation)}
    assert any(chunk.get("choices") == [] for chunk in found) == usage


def test_joined_it_is_the_unstreamed_answer(engine):
    whole = engine.client.chat.completions.create(model=engine.model, **ASK)
    sound, words, usage, name = b"", "", None, None
    for chunk in engine.client.chat.completions.create(
        model=engine.model, **ASK, stream=True, stream_options={"include_usage": True}
    ):
        usage = chunk.usage or usage
        for choice in chunk.choices or []:
            audio = choice.delta.audio
            sound, words, name = (
                sound + base64.b64decode((audio and audio.data) or ""),
                words + ((audio and audio.transcript) or ""),
                (audio and audio.id) or name,
            )
    assert (
        sound == base64.b64decode(whole.choices[0].message.audio.data)
        and words == whole.choices[0].message.audio.transcript
        and usage == whole.usage
    )
    again = engine.client.chat.completions.create(
        model=engine.model,
        **ASK
        | {
            "messages": [
                *ASK["messages"],
                {"role": "assistant", "audio": {"id": name}},
                {"role": "user", "content": "What did I say before?"},
            ]
        },
    )
    assert (
        again.usage.prompt_tokens_details.audio_tokens
        == usage.completion_tokens_details.audio_tokens
    )


def test_a_written_stream(chunks):
    recording = {
        "type": "input_audio",
        "input_audio": {
            "data": base64.b64encode((DATA / "alloy.wav").read_bytes()).decode(),
            "format": "wav",
        },
    }
    found = chunks(
        modalities=["text"],
        audio=None,
        messages=[
            {
                "role": "user",
                "content": [{"type": "text", "text": "How long is this recording?"}, recording],
            }
        ],
    )
    deltas = [chunk["choices"][0] for chunk in found]
    assert deltas[0]["delta"] == {"role": "assistant", "content": "", "refusal": None} and deltas[
        -1
    ] == {"index": 0, "delta": {}, "finish_reason": "stop"}
    assert "".join(choice["delta"].get("content", "") for choice in deltas).startswith(
        "The recording lasts 4.3 seconds"
    )


def test_a_limit_cuts_a_stream_and_says_so(chunks):
    found = chunks(max_completion_tokens=40, stream_options={"include_usage": True})
    usage = next(chunk["usage"] for chunk in found if chunk["usage"])
    assert usage["completion_tokens"] <= 40
    assert [
        choice["finish_reason"]
        for chunk in found
        for choice in chunk.get("choices") or []
        if choice.get("finish_reason")
    ] == ["length"]


def test_padding_is_as_captured(chunks):
    """Heartbeats 8, the last chunk 5, the rest to a multiple of 16 (docs/protocol.md §4)."""
    found = chunks(stream_options={"include_usage": True})
    heartbeats = {len(chunk["obfuscation"]) for chunk in found if "choices" not in chunk}
    assert heartbeats == {8} and len(found[-1]["obfuscation"]) == 5
    for chunk in found[:-1]:
        padding = chunk.pop("obfuscation")
        chunk["system_fingerprint"] = "fp_0123456789"  # as long as the API's
        compact = json.dumps(chunk, ensure_ascii=False, separators=(",", ":"))
        assert (len(compact) + len(padding)) % 16 == 0
