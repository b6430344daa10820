"""A reply put together from its chunks, in every shape in which they come."""

import base64
import json
import warnings

import numpy as np
import pytest
import requests
from openai.types.chat import ChatCompletionChunk
from pydantic import BaseModel, ConfigDict

from helpers import SoundError, ledger
from helpers.display.reply import Arriving
from helpers.media import codec

SAMPLES = np.random.default_rng(1).integers(-9000, 9000, 4801).astype("<i2")


class Loose(BaseModel):
    """A chunk, a choice or a delta as older SDKs had it: what they did not know is an extra."""

    model_config = ConfigDict(extra="allow")
    choices: list | None = None
    usage: dict | None = None


def chunk(delta=None, **more):
    known = {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "gpt-audio-1.5",
        "usage": None,
        **more,
    }
    return (
        known
        if delta is None
        else known | {"choices": [{"index": 0, "delta": delta, "finish_reason": None}]}
    )


def sound(data):
    return {"audio": {"data": base64.b64encode(data).decode()}}


def streamed(sizes):
    """A stream as the API sends it, its sound cut into pieces of these sizes in bytes, again and again."""
    yield chunk({"role": "assistant", "refusal": None})
    yield chunk({"content": None, "audio": {"id": "audio_1", "transcript": "Good"}})
    yield chunk()  # a heartbeat
    yield chunk({"audio": {"transcript": " morning"}})
    data, at, number = SAMPLES.tobytes(), 0, 0
    while at < len(data):
        yield chunk(sound(data[at : at + sizes[number % len(sizes)]]))
        at, number = at + sizes[number % len(sizes)], number + 1
    yield chunk(
        choices=[],
        usage={
            "prompt_tokens": 9,
            "completion_tokens": 12,
            "total_tokens": 21,
            "completion_tokens_details": {"audio_tokens": 4},
        },
    )
    yield chunk(choices=[{"index": 0, "delta": {"audio": {"expires_at": 1780697149}}}])


def typed(known):
    return ChatCompletionChunk.construct(**known)


def loose(known):
    return Loose(**known)


@pytest.mark.parametrize("shape", [dict, typed, loose], ids=["dicts", "typed", "older SDK"])
@pytest.mark.parametrize(
    "sizes", [(19_200,), (1,), (7, 960, 3, 1)], ids=["whole", "single bytes", "odd"]
)
def test_every_shape_and_every_size_gives_the_same(shape, sizes):
    arriving = Arriving()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for known in streamed(sizes):
            arriving.take(shape(known))
    reply = arriving.reply("answer")
    assert (reply.sound.samples() * 32768 == SAMPLES).all() and reply.sound.data[:4] == b"RIFF"
    assert (
        reply.sound.format,
        reply.sound.seconds,
        reply.sound.sample_rate,
        reply.sound.channels,
    ) == ("wav", 4801 / 24000, 24000, 1)
    assert (
        reply.transcript == reply.sound.transcript == "Good morning"
        and reply.sound.audio_id == "audio_1"
        and reply.sound.label == "answer"
        and reply.content is None
    )
    assert (reply.id, reply.model, reply.expires_at, reply.finish_reason, reply.stopped) == (
        "chatcmpl-1",
        "gpt-audio-1.5",
        1780697149,
        None,
        False,
    )
    assert (reply.usage if isinstance(reply.usage, dict) else reply.usage.model_dump())[
        "completion_tokens"
    ] == 12
    assert 0 <= reply.first_sound_seconds < 10 and repr(reply).startswith(
        "Reply: 0.2 s of sound, the first after 0."
    )
    assert codec.measure(reply.sound.data).codec == "pcm_s16le"


def test_a_sample_cut_in_two_at_the_very_end_is_no_sample():
    arriving = Arriving()
    arriving.take(chunk(sound(b"\1\2\3")))
    assert arriving.reply("x").sound.seconds == 1 / 24000
    empty = Arriving()
    empty.take(chunk(sound(b"\1")))
    assert empty.reply("x").sound is None


def test_a_written_reply():
    arriving = Arriving()
    for known in (
        chunk({"role": "assistant", "content": "", "refusal": None}),
        chunk({"content": "Four"}),
        chunk({"content": " words"}),
        chunk(choices=[{"index": 0, "delta": {}, "finish_reason": "stop"}]),
    ):
        arriving.take(known)
    reply = arriving.reply("x")
    assert (
        reply.content,
        reply.transcript,
        reply.sound,
        reply.finish_reason,
        reply.first_sound_seconds,
    ) == ("Four words", None, None, "stop", None)
    assert repr(reply) == "Reply: 2 words, no sound" and arriving.words == "Four words"


def test_only_the_first_of_several_choices_is_heard():
    arriving = Arriving()
    arriving.take(
        {"choices": [{"index": 1, "delta": sound(b"\1\1")}, {"index": 0, "delta": sound(b"\2\2")}]}
    )
    assert bytes(arriving.pcm) == b"\2\2"


@pytest.mark.parametrize(
    "bad, error, says",
    [
        ("data: {}", TypeError, "The pieces of this stream are str"),
        (b"data: {}", TypeError, "With requests, give the parsed lines"),
        (("id", "x"), TypeError, "are tuple"),
        (chunk({"audio": {"data": "no base64!"}}), SoundError, "not whole base64"),
        (chunk(sound(b"RIFF....WAVE")), SoundError, '"format": "pcm16"'),
        (chunk(sound(b"ID3\4")), SoundError, "not bare samples"),
        (
            {"error": {"message": "The server had an error.", "type": "server_error"}},
            RuntimeError,
            "The server had an error.",
        ),
    ],
)
def test_what_is_no_chunk(bad, error, says):
    with pytest.raises(error, match=says.replace("(", r"\(").replace("{", r"\{")):
        Arriving().take(bad)


def test_the_parsed_lines_of_requests(engine):
    ask = {
        "model": engine.model,
        "modalities": ["text", "audio"],
        "audio": {"voice": "coral", "format": "pcm16"},
        "messages": [{"role": "user", "content": "Read aloud: Hi there!"}],
    }
    whole = engine.client.chat.completions.create(**ask)
    arriving = Arriving()
    with requests.post(
        f"{engine.base_url}/chat/completions",
        headers=engine.headers,
        json=ask | {"stream": True},
        stream=True,
        timeout=60,
    ) as response:
        for line in response.iter_lines():
            if line.startswith(b"data: {"):
                arriving.take(json.loads(line[6:]))
    assert (
        bytes(arriving.pcm) == base64.b64decode(whole.choices[0].message.audio.data)
        and arriving.words == "Hi there!"
    )


@pytest.fixture
def counted(monkeypatch):
    monkeypatch.setattr(ledger, "rows", [])
    monkeypatch.setattr(ledger, "_counted", set())
    return ledger.rows


def test_the_ledger_counts_a_stream_once(counted, capsys):
    arriving = Arriving()
    for known in streamed((19_200,)):
        arriving.take(typed(known))
    arriving.count()
    arriving.count()
    (row,) = counted
    assert (row.model, row.text_in, row.text_out, row.audio_out) == (
        "gpt-audio-1.5",
        9,
        8,
        4,
    ) and "no count" not in capsys.readouterr().out


@pytest.mark.parametrize("ended", [True, False])
def test_without_usage_the_sound_that_arrived_is_counted_and_said(counted, capsys, ended):
    arriving = Arriving()
    arriving.take(chunk(sound(bytes(48_000))))
    if ended:
        arriving.take(chunk({"audio": {"expires_at": 5}}))
    arriving.count()
    assert (counted[0].audio_out, counted[0].text_out, counted[0].text_in) == (20, 0, 0)
    said = capsys.readouterr().out
    assert "no count of its tokens" in said and ("include_usage" in said) == ended


def test_nothing_is_counted_where_nothing_came(counted):
    Arriving().count()
    assert counted == []
