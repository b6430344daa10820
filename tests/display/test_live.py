"""listen() without a browser: every kind of stream and every way it can end; then in a kernel whose page is played by the test."""

import asyncio
import base64
import os
import queue
import re
import threading
import time

import numpy as np
import openai
import psutil
import pytest
from jupyter_client.manager import start_new_kernel

from helpers import Sound, SoundError, ledger, listen
from helpers.display import live
from helpers.engine.practice_process import own
from tests.display.test_reply import SAMPLES, chunk, sound, streamed
from tests.display.test_stream_reader import Asynchronous

ASK = {
    "model": "gpt-audio-1.5",
    "modalities": ["text", "audio"],
    "audio": {"voice": "coral", "format": "pcm16"},
    "messages": [{"role": "user", "content": "Read aloud: Hi there! I hope you are well."}],
}
STREAMED = {"stream": True, "stream_options": {"include_usage": True}}


def fault(name):
    return {"extra_headers": {"x-practice-fault": name}}


class Stopper(live.Nobody):
    """A page where Stop is pressed as soon as there is sound."""

    def feed(self, arriving):
        self.stopped = arriving.samples > 0


@pytest.fixture
def shown(monkeypatch):
    """What is displayed, in order."""
    outputs = []
    monkeypatch.setattr(live, "display", outputs.append)
    return outputs


@pytest.fixture
def stopped_at_once(monkeypatch):
    monkeypatch.setattr(live, "_page_is_there", lambda: True)
    monkeypatch.setattr(live, "Player", Stopper)


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
        while len(connected()) > others and time.monotonic() < until:
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
        f"Stopped. The {live.clock(reply.sound.seconds)} that had arrived are kept; the stream is closed."
        in capsys.readouterr().out
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


# In a kernel. The test is the page: it gets the messages that a page gets, and answers as a page does.

SECONDS = 40
STREAM = """
import asyncio, base64
from helpers import listen
from helpers.display import live
PCM = bytes(range(1, 241)) * {times}
async def stream(size={size}, wait={wait}):
    chunk = {{"id": "chatcmpl-1", "model": "gpt-audio-1.5"}}
    yield chunk | {{"choices": [{{"index": 0, "delta": {{"audio": {{"id": "audio_1", "transcript": "Hello"}}}}}}]}}
    for at in range(0, len(PCM), size):
        yield chunk | {{"choices": [{{"index": 0, "delta": {{"audio": {{"data": base64.b64encode(PCM[at:at + size]).decode()}}}}}}]}}
        await asyncio.sleep(wait)
    yield chunk | {{"choices": [], "usage": {{"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}}}}
"""


@pytest.fixture(scope="module")
def kernel(surroundings):
    manager, client = start_new_kernel(env=dict(os.environ))
    yield manager, client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


class Page:
    """A page with a player that answers: ready at once, and at the end that all was heard."""

    asked = True

    def __init__(self, kernel, code):
        self.manager, self.client = kernel
        (
            self.comms,
            self.displays,
            self.said,
            self.errors,
            self.messages,
            self.sound,
            self.words,
            self.state,
        ) = {}, {}, "", [], 0, bytearray(), "", {}
        self.closed, self.views = set(), []
        started = time.monotonic()
        request = self.client.execute(code, allow_stdin=self.asked)
        while True:
            try:
                message = self.client.get_iopub_msg(timeout=SECONDS)
            except queue.Empty:
                raise AssertionError(
                    f"the kernel says nothing any more; it said {self.said} {self.errors}"
                ) from None
            kind, content = message["msg_type"], message["content"]
            if (
                kind == "status"
                and content["execution_state"] == "idle"
                and message["parent_header"].get("msg_id") == request
            ):
                break
            getattr(self, kind, lambda *_: None)(content, [bytes(b) for b in message["buffers"]])
        self.seconds = time.monotonic() - started

    def stream(self, content, _):
        self.said += content["text"]

    def error(self, content, _):
        self.errors.append(content)

    def display_data(self, content, _):
        self.displays[content["transient"].get("display_id") or len(self.displays)] = content[
            "data"
        ]
        self.views.append(list(content["data"]))

    def update_display_data(self, content, _):
        self.displays[content["transient"]["display_id"]] = content["data"]

    def comm_open(self, content, _):
        state = content["data"]["state"]
        self.comms[content["comm_id"]] = state.get("_anywidget_id", "")
        if state.get("_anywidget_id") == "helpers.display.live.Player":
            self.comm = content["comm_id"]
            self.opened()

    def comm_close(self, content, _):
        self.closed.add(content["comm_id"])

    def comm_msg(self, content, buffers):
        data = content["data"]
        if data["method"] == "update":
            self.state |= data["state"]
        if data["method"] == "custom" and content["comm_id"] == self.comm:
            self.messages += 1
            self.news(data["content"], buffers)

    def tell(self, **content):
        self.client.shell_channel.send(
            self.client.session.msg(
                "comm_msg", {"comm_id": self.comm, "data": {"method": "custom", "content": content}}
            )
        )

    def opened(self):
        self.tell(event="ready", page="a")

    def news(self, news, buffers):
        if buffers:
            assert news["at"] * 2 == len(self.sound), "sound is sent in order and once"
            self.sound += buffers[0]
        if "words" in news:
            self.words = self.words[: news["after"]] + news["words"]
        if news.get("total") is not None and len(self.sound) == news["total"] * 2:
            self.tell(event="at", page="a", heard=news["total"], state="ended")

    @property
    def outputs(self):
        """What a saved notebook would hold."""
        return list(self.displays.values())


def cell(
    times=200,
    size=4800,
    wait=0,
    then="print(reply, (reply.sound.samples() * 32768).astype('<i2').tobytes() == PCM)",
    before="",
):
    return (
        STREAM.format(times=times, size=size, wait=wait)
        + f"{before}\nreply = await listen(stream())\n{then}"
    )


@pytest.mark.parametrize("size", [4800, 7, 19_201], ids=["100 ms", "odd and tiny", "odd and large"])
def test_the_page_gets_every_sample_and_then_the_card(kernel, size):
    page = Page(kernel, cell(size=size))
    assert (
        not page.errors
        and bytes(page.sound) == bytes(range(1, 241)) * 200
        and page.words == "Hello"
    )
    assert "Reply: 1.0 s of sound" in page.said and page.said.strip().endswith("True")
    (card,) = page.outputs
    assert (
        set(card) == {"text/html", "text/plain"}
        and card["text/html"].startswith("<figure")
        and page.views == [["text/plain", "application/vnd.jupyter.widget-view+json"]]
    )
    assert page.closed == set(page.comms), "no widget is left for the notebook to save"
    assert page.messages < 20 and page.seconds < 10


class Silent(Page):
    """A page that has no player."""

    def opened(self):
        pass


def test_a_page_without_a_player_gets_the_card(kernel):
    page = Silent(kernel, cell(before="live.LOADING_SECONDS = 0.5"))
    assert (
        not page.errors
        and page.messages == 0
        and page.outputs[0]["text/html"].startswith("<figure")
        and page.seconds < 10
        and page.closed == set(page.comms)
    )


class Stuck(Page):
    """A page that begins and is never heard of again."""

    def news(self, news, buffers):
        pass


def test_a_page_that_dies_does_not_hold_up_the_cell(kernel):
    page = Stuck(kernel, cell(before="live.GRACE_SECONDS = 0.5"))
    assert (
        not page.errors
        and page.outputs[0]["text/html"].startswith("<figure")
        and 1 < page.seconds < 10
    )


class Paused(Page):
    """A page whose reader pauses, reads something, and goes on."""

    since = None

    def news(self, news, buffers):
        super_total, news["total"] = news.get("total"), None
        super().news(news, buffers)
        if super_total and not self.since:
            self.since = time.monotonic()
            self.tell(event="at", page="a", heard=100, state="paused")
            threading.Timer(
                3, self.tell, kwargs=dict(event="at", page="a", heard=super_total, state="ended")
            ).start()


def test_a_pause_is_waited_for(kernel):
    page = Paused(kernel, cell(before="live.GRACE_SECONDS = 0.5"))
    assert (
        not page.errors
        and page.outputs[0]["text/html"].startswith("<figure")
        and 3 <= time.monotonic() - page.since
        and page.seconds < 15
    )


class Stopping(Page):
    def news(self, news, buffers):
        if buffers and not self.sound:
            self.tell(event="stop")
        super().news(news, buffers)


def test_stop_in_the_page_ends_the_stream(kernel):
    page = Stopping(kernel, cell(times=20_000, wait=0.05))
    assert (
        not page.errors and "Stopped. The " in page.said and "stopped" in page.said.splitlines()[-1]
    )
    assert page.outputs[0]["text/html"].startswith("<figure") and page.seconds < 15


class Reloaded(Page):
    """A page that is loaded anew after a tenth of a second was heard."""

    again = False

    def news(self, news, buffers):
        if buffers and not self.again:
            self.again, self.sound = True, bytearray(2 * 2400)
            self.tell(event="at", page="a", heard=2400, state="playing")
            self.tell(event="ready", page="b")
        elif self.again and news.get("at", 2400) >= 2400:
            super().news(news, buffers)
            if news.get("total") is not None and len(self.sound) == news["total"] * 2:
                self.tell(event="at", page="b", heard=news["total"], state="ended")


def test_a_page_that_was_loaded_anew_goes_on_and_gets_the_card(kernel):
    page = Reloaded(kernel, cell())
    assert (
        not page.errors
        and bytes(page.sound[4800:]) == (bytes(range(1, 241)) * 200)[4800:]
        and page.words == "Hello"
    )
    assert (
        page.state["card"].startswith("<figure")
        and "Run the cell once more" in page.state["card"]
        and page.comm not in page.closed
    )


class Deaf(Page):
    """A page that never says what was heard; Stop is pressed after two seconds."""

    def opened(self):
        super().opened()
        threading.Timer(2, self.tell, kwargs=dict(event="stop")).start()


def test_a_runaway_reply_waits_in_the_kernel(kernel):
    page = Deaf(kernel, cell(times=20_000, size=480_000))
    assert (
        not page.errors
        and len(page.sound) == live.AHEAD * 2
        and page.messages <= 60
        and "1 min 40 s of sound" in page.said
    )


class Unasked(Page):
    """nbval and nbconvert: nobody is there."""

    asked = False


def test_where_nobody_is_there_is_only_the_card(kernel):
    page = Unasked(kernel, cell())
    assert (
        page.comms == {}
        and page.views == [["text/html", "text/plain"]]
        and page.said.strip().endswith("True")
    )


class Interrupting(Page):
    def news(self, news, buffers):
        if buffers and not self.sound:
            self.manager.interrupt_kernel()
        super().news(news, buffers)


def test_an_interrupt_leaves_the_card_and_one_sentence(kernel):
    page = Interrupting(kernel, cell(times=20_000, wait=0.05))
    (error,) = page.errors
    (sentence,) = error["traceback"]
    assert (
        sentence.startswith("Interrupted. The ")
        and "in the card above" in sentence
        and page.seconds < 15
    )
    assert page.outputs[0]["text/html"].startswith("<figure") and page.closed == set(page.comms)
    assert (
        Page(kernel, "print(listen.last.sound.seconds > 0, listen.last.stopped)").said
        == "True True\n"
    )


def test_an_error_on_the_way_is_raised_after_what_arrived_was_heard(kernel):
    page = Page(
        kernel,
        STREAM.format(times=200, size=4800, wait=0)
        + """
async def broken():
    async for chunk in stream():
        if chunk.get("choices"):
            yield chunk
    raise OSError("gone")
await listen(broken())""",
    )
    (error,) = page.errors
    traceback = re.sub(r"\x1b\[[\d;]*m", "", "\n".join(error["traceback"]))
    assert (
        error["ename"] == "OSError"
        and "listen.last" in traceback
        and "await listen(broken())" in traceback
        and len(traceback.splitlines()) < 40
    )
    assert bytes(page.sound) == bytes(range(1, 241)) * 200 and page.outputs[0][
        "text/html"
    ].startswith("<figure")
    assert Page(kernel, "print('alive')").said == "alive\n"
