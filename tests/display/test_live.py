"""listen() without a browser: every kind of stream and every way it can end."""

import asyncio
import base64
import time

import numpy as np
import openai
import psutil
import pytest

from helpers import Sound, SoundError, ledger, listen
from helpers.display import live, live_player
from helpers.engine.endpoint.practice_process import own
from helpers.units import clock
from tests.display.streams import SAMPLES, Asynchronous, chunk, sound, streamed

ASK = {
    "model": "gpt-audio-1.5",
    "modalities": ["text", "audio"],
    "audio": {"voice": "coral", "format": "pcm16"},
    "messages": [{"role": "user", "content": "Read aloud: Hi there! I hope you are well."}],
}


STREAMED = {"stream": True, "stream_options": {"include_usage": True}}


def fault(name):
    return {"extra_headers": {"x-practice-fault": name}}


class Stopper(live_player.PagelessPlayer):
    """A page where Stop is pressed as soon as there is sound."""

    def update(self, partial):
        self.stopped = partial.samples > 0


@pytest.fixture
def shown(monkeypatch):
    """What is displayed, in order."""
    outputs = []
    monkeypatch.setattr(live_player, "display", outputs.append)
    return outputs


@pytest.fixture
def stopped_at_once(monkeypatch):
    monkeypatch.setattr(live, "has_page", lambda: True)
    monkeypatch.setattr(live, "LivePlayer", Stopper)


@pytest.fixture
def counted(monkeypatch):
    monkeypatch.setattr(ledger, "rows", [])
    return ledger.rows


@pytest.fixture
def client(engine):
    """The asynchronous client of connect(), which serves one event loop after another."""
    return engine.async_client.chat.completions


@pytest.fixture(scope="module")
def whole(engine):
    """The samples of the answer to ASK when it is not streamed."""
    return np.frombuffer(
        base64.b64decode(
            engine.client.chat.completions.create(**ASK).choices[0].message.audio.data
        ),
        "<i2",
    )


@pytest.mark.parametrize("kind", ["awaited", "not awaited", "plain client", "dicts"])
def test_a_stream_of_the_engine(engine, client, whole, shown, counted, kind):
    async def run():
        if kind == "not awaited":
            return await listen(client.create(**ASK, **STREAMED), label="greeting")
        stream = (
            await client.create(**ASK, **STREAMED)
            if kind == "awaited"
            else engine.client.chat.completions.create(**ASK, **STREAMED)
        )
        return await listen(
            [known.model_dump() for known in stream] if kind == "dicts" else stream,
            label="greeting",
        )

    reply = asyncio.run(run())
    assert (reply.sound.samples() * 32768 == whole).all()
    assert (
        reply.transcript == "Hi there! I hope you are well."
        and reply.sound.audio_id.startswith("audio_")
        and reply.sound.label == "greeting"
    )
    assert (
        reply.expires_at
        and reply.finish_reason is None
        and not reply.stopped
        and 0 < reply.first_sound_seconds < 20
    )
    (card,) = shown
    assert (
        card.bundle["text/html"].startswith("<figure")
        and "Hi there!" in card.bundle["text/html"]
        and repr(card).startswith("greeting · ")
    )
    usage = reply.usage if kind == "dicts" else reply.usage.model_dump()
    assert (
        counted[-1].audio_out
        == usage["completion_tokens_details"]["audio_tokens"]
        == len(whole) / 1200
        and len(counted) == 1
    )


def test_the_first_sound_is_counted_from_the_sending_of_the_request(client, shown):
    async def run():
        stream = await client.create(**ASK, **STREAMED)
        await asyncio.sleep(0.5)
        return await listen(stream)

    assert asyncio.run(run()).first_sound_seconds > 0.5


def test_stop_ends_the_stream_and_not_the_client(client, shown, stopped_at_once, counted, capsys):
    engine = psutil.Process(own.running().process.pid)

    def connected():
        return [
            link for link in engine.net_connections("tcp") if link.status == psutil.CONN_ESTABLISHED
        ]

    async def run():
        others = len(connected())
        reply = await listen(client.create(**ASK, **STREAMED, **fault("runaway")))
        until = time.monotonic() + 10
        while len(connected()) > others and time.monotonic() < until:  # noqa: ASYNC110 of another process
            await asyncio.sleep(0.05)
        assert len(connected()) <= others, "the engine still has somebody to talk to"
        return reply, await client.create(**ASK)

    reply, again = asyncio.run(run())
    assert (
        reply.stopped
        and 0 < reply.sound.seconds < 800
        and reply.usage is None
        and reply.expires_at is None
        and "stopped" in repr(reply)
    )
    assert (
        shown[0].bundle["text/html"].startswith("<figure")
        and again.choices[0].message.audio.transcript
    )
    assert (
        f"Stopped. The {clock(reply.sound.seconds)} that had arrived are kept; "
        "the stream is closed." in capsys.readouterr().out
    )
    assert counted[0].audio_out == pytest.approx(reply.sound.seconds * 20, abs=1)


def test_stop_after_the_end_says_that_all_had_arrived(shown, stopped_at_once, capsys):
    assert asyncio.run(listen(Asynchronous(streamed((19_200,))))).stopped
    assert "kept: the whole reply had arrived." in capsys.readouterr().out


@pytest.mark.parametrize(
    "name, error, says",
    [
        ("stream-error", openai.APIError, "The server had an error"),
        ("stream-cut", openai.APIConnectionError, "Connection error"),
    ],
)
@pytest.mark.parametrize("kind", ["asynchronous", "plain"])
def test_a_stream_that_dies_leaves_what_arrived(engine, client, shown, name, error, says, kind):
    async def run():
        await listen(
            client.create(**ASK, **STREAMED, **fault(name))
            if kind == "asynchronous"
            else engine.client.chat.completions.create(**ASK, **STREAMED, **fault(name))
        )

    with pytest.raises(error, match=says) as caught:
        asyncio.run(run())
    reply = caught.value.reply
    assert (
        0 < reply.sound.seconds < 1
        and reply.sound.audio_id
        and reply.transcript
        and not reply.stopped
    )
    assert "0.4 s" in shown[0].bundle["text/html"]
    (note,) = caught.value.__notes__
    assert (
        "listen.last" in note and listen.last is reply and note.endswith("Send the request again.")
    )


def test_an_error_of_a_stream_of_dicts(shown):
    with pytest.raises(RuntimeError, match="The server had an error") as caught:
        asyncio.run(
            listen(
                [*list(streamed((480,)))[:8], {"error": {"message": "The server had an error."}}]
            )
        )
    assert caught.value.reply.sound.seconds == 4 * 240 / 24000 and caught.value.__notes__


def test_a_refused_request_shows_nothing_but_its_error(client, shown):
    with pytest.raises(openai.BadRequestError, match="pcm16"):
        asyncio.run(
            listen(
                client.create(**ASK | {"audio": {"voice": "coral", "format": "mp3"}}, stream=True)
            )
        )
    assert shown == []


def test_an_empty_reply(client, shown):
    with pytest.raises(
        SoundError, match="came without sound, which happens now and then"
    ) as caught:
        asyncio.run(listen(client.create(**ASK, **STREAMED, **fault("empty"))))
    assert caught.value.reply.usage and repr(shown[0]) == "reply · No sound came."


def test_a_stream_that_was_read_before(client, shown):
    async def run():
        stream = await client.create(**ASK, **STREAMED)
        async for _ in stream:
            pass
        await listen(stream)

    with pytest.raises(SoundError, match="a stream can be read once"):
        asyncio.run(run())


def test_a_limit_of_tokens_is_said(client, shown, capsys):
    reply = asyncio.run(listen(client.create(**ASK, **STREAMED, max_completion_tokens=30)))
    assert reply.finish_reason == "length" and "max_completion_tokens" in capsys.readouterr().out


def test_a_written_reply_says_that_no_sound_was_asked_for(client, shown, counted):
    recording = Sound.from_samples(SAMPLES / np.float32(32768), 24000)
    ask = {
        "model": "gpt-audio-1.5",
        "modalities": ["text"],
        "messages": [
            {
                "role": "user",
                "content": [
                    {"type": "text", "text": "How long is this recording?"},
                    recording.part(),
                ],
            }
        ],
    }
    reply = asyncio.run(listen(client.create(**ask, **STREAMED)))
    assert "0.2 seconds" in reply.content and reply.sound is None and reply.finish_reason == "stop"
    assert (
        repr(shown[0]).startswith("reply · Written: no sound was asked for. ")
        and reply.content in shown[0].bundle["text/html"]
        and counted[0].audio_out == 0
    )


def test_words_cannot_leave_their_place(shown):
    asyncio.run(listen([chunk({"content": "<script>alert(1)</script>"})], label="<script>"))
    assert (
        "<script" not in shown[0].bundle["text/html"]
        and "&lt;script" in shown[0].bundle["text/html"]
    )


def test_a_call_of_a_function_is_not_sound(shown):
    with pytest.raises(SoundError, match="calls the function book_table"):
        asyncio.run(
            listen(
                [
                    chunk(
                        {
                            "tool_calls": [
                                {"index": 0, "function": {"name": "book_table", "arguments": ""}}
                            ]
                        }
                    ),
                    chunk({"tool_calls": [{"index": 0, "function": {"arguments": "{}"}}]}),
                ]
            )
        )


def test_a_time_limit_ends_the_stream_and_shows_what_arrived(shown):
    stream = Asynchronous([chunk(sound(SAMPLES.tobytes())), *[chunk()] * 50], wait=1)
    with pytest.raises(TimeoutError) as caught:
        asyncio.run(asyncio.wait_for(listen(stream), 0.3))
    assert stream.closed.is_set() and "0.2 s" in shown[0].bundle["text/html"]
    assert (
        caught.value.__cause__.reply.sound.seconds == 4801 / 24000
        and caught.value.__cause__.reply.stopped
    )


def test_committed_outputs_get_the_card_alone(shown, monkeypatch, tmp_path):
    monkeypatch.setenv("AUDIO_OUTPUT", "files")
    monkeypatch.setenv("AUDIO_OUTPUT_FOLDER", str(tmp_path))
    asyncio.run(listen(Asynchronous(streamed((19_200,)))))
    assert 'src="sounds/' in shown[0].bundle["text/html"] and len(list(tmp_path.glob("*.mp3"))) == 1
