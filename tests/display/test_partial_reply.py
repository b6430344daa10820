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
from helpers.display.partial_reply import PartialReply
from helpers.media import codec
from helpers.media.wav import wav_header
from helpers.practice.answers import ChatCompletion
from helpers.practice.protocol.dialects import DIALECTS
from helpers.practice.protocol.rules import accept
from tests.dialect_server import spoken
from tests.display.streams import SAMPLES, chunk, sound, streamed


class Loose(BaseModel):
    """A chunk, a choice or a delta as older SDKs had it: what they did not know is an extra."""

    model_config = ConfigDict(extra="allow")
    choices: list | None = None
    usage: dict | None = None


def typed(known):
    return ChatCompletionChunk.construct(**known)


def loose(known):
    return Loose(**known)


@pytest.mark.parametrize("shape", [dict, typed, loose], ids=["dicts", "typed", "older SDK"])
@pytest.mark.parametrize(
    "sizes", [(19_200,), (1,), (7, 960, 3, 1)], ids=["whole", "single bytes", "odd"]
)
def test_every_shape_and_every_size_gives_the_same(shape, sizes):
    partial = PartialReply()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for known in streamed(sizes):
            partial.add(shape(known))
    reply = partial.reply("answer")
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
    partial = PartialReply()
    partial.add(chunk(sound(b"\1\2\3")))
    assert partial.reply("x").sound.seconds == 1 / 24000
    empty = PartialReply()
    empty.add(chunk(sound(b"\1")))
    assert empty.reply("x").sound is None


def test_a_written_reply():
    partial = PartialReply()
    for known in (
        chunk({"role": "assistant", "content": "", "refusal": None}),
        chunk({"content": "Four"}),
        chunk({"content": " words"}),
        chunk(choices=[{"index": 0, "delta": {}, "finish_reason": "stop"}]),
    ):
        partial.add(known)
    reply = partial.reply("x")
    assert (
        reply.content,
        reply.transcript,
        reply.sound,
        reply.finish_reason,
        reply.first_sound_seconds,
    ) == ("Four words", None, None, "stop", None)
    assert repr(reply) == "Reply: 2 words, no sound" and partial.words == "Four words"


def test_only_the_first_of_several_choices_is_heard():
    partial = PartialReply()
    partial.add(
        {"choices": [{"index": 1, "delta": sound(b"\1\1")}, {"index": 0, "delta": sound(b"\2\2")}]}
    )
    assert bytes(partial.pcm) == b"\2\2"


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
        PartialReply().add(bad)


def test_the_parsed_lines_of_requests(engine):
    ask = {
        "model": engine.model,
        "modalities": ["text", "audio"],
        "audio": {"voice": "coral", "format": "pcm16"},
        "messages": [{"role": "user", "content": "Read aloud: Hi there!"}],
    }
    whole = engine.client.chat.completions.create(**ask)
    partial = PartialReply()
    with requests.post(
        f"{engine.base_url}/chat/completions",
        headers=engine.headers,
        json=ask | {"stream": True},
        stream=True,
        timeout=60,
    ) as response:
        for line in response.iter_lines():
            if line.startswith(b"data: {"):
                partial.add(json.loads(line[6:]))
    assert (
        bytes(partial.pcm) == base64.b64decode(whole.choices[0].message.audio.data)
        and partial.words == "Hi there!"
    )


@pytest.fixture
def counted(monkeypatch):
    monkeypatch.setattr(ledger, "rows", [])
    monkeypatch.setattr(ledger, "_counted", set())
    return ledger.rows


def test_the_ledger_counts_a_stream_once(counted, capsys):
    partial = PartialReply()
    for known in streamed((19_200,)):
        partial.add(typed(known))
    partial.count()
    partial.count()
    (row,) = counted
    assert (row.model, row.text_in, row.text_out, row.audio_out) == (
        "gpt-audio-1.5",
        9,
        8,
        4,
    ) and "no count" not in capsys.readouterr().out


@pytest.mark.parametrize("ended", [True, False])
def test_without_usage_the_sound_that_arrived_is_counted_and_said(counted, capsys, ended):
    partial = PartialReply()
    partial.add(chunk(sound(bytes(48_000))))
    if ended:
        partial.add(chunk({"audio": {"expires_at": 5}}))
    partial.count()
    assert (counted[0].audio_out, counted[0].text_out, counted[0].text_in) == (20, 0, 0)
    said = capsys.readouterr().out
    assert "no count of its tokens" in said and ("include_usage" in said) == ended


def test_nothing_is_counted_where_nothing_came(counted):
    PartialReply().count()
    assert counted == []


@pytest.mark.parametrize("dialect", ["openai", "qwen", "vllm", "openrouter"])
@pytest.mark.parametrize("shape", [dict, typed], ids=["dicts", "typed"])
def test_every_dialect_brings_the_same_sound_and_words(dialect, shape):
    partial, body = PartialReply(), spoken(dialect, stream=True)
    told = DIALECTS[dialect](body)
    for known in told.chunks(ChatCompletion(accept(told.body), 1).streamed()):
        if known:
            partial.add(shape(known))
    reply = partial.reply("x")
    assert reply.transcript == reply.sound.transcript == partial.words == "Good morning everybody."
    assert 1 < reply.sound.seconds < 3 and not partial.is_written
    assert np.abs(np.diff(reply.sound.samples())).max() < 0.5  # no header was played
    assert reply.model == body["model"]
    assert reply.finish_reason == (None if dialect == "openai" else "stop")


@pytest.mark.parametrize("size", [4, 0, 0x7FFFFFFF], ids=["true", "not set", "not known"])
@pytest.mark.parametrize("first", [True, False])
def test_a_header_is_no_sound_wherever_it_comes(size, first):
    header = wav_header(size, 24000)
    pieces = [header + b"\1\1\2\2", b"\3\3"] if first else [b"\3\3", header + b"\1\1\2\2"]
    partial = PartialReply()
    for piece in pieces:
        partial.add(chunk(sound(piece)))
    assert bytes(partial.pcm) == (b"\1\1\2\2\3\3" if first else b"\3\3\1\1\2\2")


def test_what_follows_the_samples_of_a_file_is_no_sound():
    partial = PartialReply()
    partial.add(chunk(sound(wav_header(4, 24000) + b"\1\1\2\2" + b"LIST\4\0\0\0none")))
    assert bytes(partial.pcm) == b"\1\1\2\2"


@pytest.mark.parametrize("rate, channels", [(16000, 1), (24000, 2)])
def test_a_file_of_other_samples_is_refused(rate, channels):
    with pytest.raises(SoundError, match="not bare samples"):
        PartialReply().add(chunk(sound(wav_header(4, rate, channels) + bytes(4))))
