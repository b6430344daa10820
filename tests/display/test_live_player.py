"""The live player in a kernel whose page is played by the test.

The test gets the messages that a page gets, and answers as a page does.
"""

import os
import queue
import re
import threading
import time

import pytest
from jupyter_client.manager import start_new_kernel

from helpers.display import live_player

SECONDS = 40


STREAM = """
import asyncio, base64
from helpers import listen
from helpers.display import live_player
PCM = bytes(range(1, 241)) * {times}
def chunk(**audio):
    delta = {{"audio": audio}}
    return {{
        "id": "chatcmpl-1", "model": "gpt-audio-1.5", "choices": [{{"index": 0, "delta": delta}}]
    }}
async def stream(size={size}, wait={wait}):
    yield chunk(id="audio_1", transcript="Hello")
    for at in range(0, len(PCM), size):
        yield chunk(data=base64.b64encode(PCM[at:at + size]).decode())
        await asyncio.sleep(wait)
    usage = {{"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}}
    yield chunk() | {{"choices": [], "usage": usage}}
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
        if state.get("_anywidget_id") == "helpers.display.live_player.LivePlayer":
            self.comm, self.begun = content["comm_id"], state
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


@pytest.mark.parametrize("quiet", ["1", ""])
def test_a_quiet_player_starts_muted(kernel, quiet):
    page = Page(kernel, cell(before=f"import os; os.environ['AUDIO_QUIET'] = {quiet!r}"))
    assert page.begun["muted"] == bool(quiet)
    assert bytes(page.sound) == bytes(range(1, 241)) * 200, "the page has it all the same"


def test_a_page_without_a_player_gets_the_card(kernel):
    page = Silent(kernel, cell(before="live_player.LOADING_SECONDS = 0.5"))
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
    page = Stuck(kernel, cell(before="live_player.GRACE_SECONDS = 0.5"))
    assert (
        not page.errors
        and page.outputs[0]["text/html"].startswith("<figure")
        and 1 < page.seconds < 10
    )


class Paused(Page):
    """A page whose reader pauses, reads something, and goes on."""

    since, pause = None, 1.0

    def news(self, news, buffers):
        super_total, news["total"] = news.get("total"), None
        super().news(news, buffers)
        if super_total and not self.since:
            self.since = time.monotonic()
            self.tell(event="at", page="a", heard=100, state="paused")
            threading.Timer(
                self.pause,
                self.tell,
                kwargs={"event": "at", "page": "a", "heard": super_total, "state": "ended"},
            ).start()


def test_a_pause_is_waited_for(kernel):
    page = Paused(kernel, cell(before="live_player.GRACE_SECONDS = 0.15"))
    assert (
        not page.errors
        and page.outputs[0]["text/html"].startswith("<figure")
        and time.monotonic() - page.since >= page.pause
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
    """A page that never says what was heard; Stop is pressed when no more has come for a while."""

    def news(self, news, buffers):
        super().news(news, buffers)
        if buffers and len(self.sound) == live_player.AHEAD * 2:
            threading.Timer(0.5, self.tell, kwargs={"event": "stop"}).start()


def test_a_runaway_reply_waits_in_the_kernel(kernel):
    page = Deaf(kernel, cell(times=20_000, size=480_000))
    assert (
        not page.errors
        and len(page.sound) == live_player.AHEAD * 2
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
