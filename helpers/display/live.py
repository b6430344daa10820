"""listen(): plays a streamed reply while it arrives, writes down its words, and leaves the plain card."""

import asyncio
import html
import os
import time
from pathlib import Path

import anywidget
import traitlets
from IPython import get_ipython
from IPython.display import display

from helpers.conversion import ANSWER_RATE
from helpers.display import stream_reader
from helpers.display.figure import frame
from helpers.display.reply import Arriving, Reply
from helpers.media.sniff import SoundError
from helpers.units import clock

WIDGETS = Path(__file__).parent / "widgets"
TICK = 0.05  # seconds between two looks at what has arrived: at most twenty messages a second to the page, however small the pieces are
STEP = (
    ANSWER_RATE // 64
)  # samples: a piece begins at a whole 64th of a second, a time that a computer writes exactly; beside it the browser would reckon between two samples
LEAST = (
    7 * STEP
)  # samples in one message to the page, but for the last: a server passes on 1000 messages a second at most
AHEAD = (
    30 * ANSWER_RATE
)  # samples the page holds beyond what it has played: the rest of a runaway reply waits here
LOADING_SECONDS = 5  # a page that has not answered by then is taken as none
GRACE_SECONDS = 3  # what the page may take beyond the length of the sound
PAUSE_SECONDS = 300  # the longest pause before the card comes all the same
SILENT_SECONDS = 10  # a paused page that says nothing for so long is gone
CLOSING_SECONDS = 2
AGAIN = '<p style="margin:.3em 0"><i>This page was loaded anew while the reply played. Run the cell once more before you save the notebook, so that the player is saved with it.</i></p>'


async def listen(stream, label: str = "reply") -> Reply:
    """Play a streamed reply while it arrives, show its words as they come, and leave a player card.

    `stream` is what `client.chat.completions.create(..., stream=True)` gives, awaited or not, of the asynchronous client or the plain one; or the chunks as dicts.
    Stop in the player ends the stream; what had arrived by then is kept, also what was not heard yet. With AUDIO_OUTPUT=files, or where no page is, there is only the card.
    Raises TypeError for what is no stream, SoundError where no sound came, and the SDK's own errors; an error that comes on the way carries what had arrived as `error.reply`.
    `listen.last` is the latest reply, also after an error or an interrupt: what was paid for is not lost.
    """
    arriving = Arriving()
    stream = await stream_reader.opened(stream)
    arriving.started = stream_reader.sent(stream) or arriving.started
    player = Player(label) if _page_is_there() else Nobody(label)
    reading = asyncio.ensure_future(stream_reader.read(stream, arriving))
    error = None
    try:
        while not reading.done() and not player.stopped:
            await asyncio.wait({reading}, timeout=TICK)
            player.feed(arriving)
        if reading.done():
            error = reading.exception()
            await player.play_out(arriving, arriving.reply(label), error)
    except asyncio.CancelledError as interrupt:  # the kernel's way to interrupt a cell that awaits
        error = interrupt
    reading.cancel()
    await asyncio.wait({reading}, timeout=CLOSING_SECONDS)
    if reading.done() and not reading.cancelled():
        reading.exception()  # what went wrong while it was closed does not matter any more
    reply = listen.last = arriving.reply(
        label, player.stopped or isinstance(error, asyncio.CancelledError)
    )
    await player.leave(reply)
    if player.stopped and error is None:
        print(
            f"Stopped. {_kept(reply)} kept"
            + (
                "; the stream is closed."
                if arriving.expires_at is None
                else ": the whole reply had arrived."
            )
        )
    if reply.finish_reason == "length":
        print(
            "The limit of tokens cut this reply short: raise max_completion_tokens to hear all of it."
        )
    arriving.count()
    error = error or _lacking(arriving, player.stopped)
    if error:
        raise _explained(error, reply).with_traceback(None) from None
    return reply


def _page_is_there() -> bool:
    """Whether a page can play: not in committed outputs, not in plain Python, not where the one who runs the cell cannot be asked anything (nbval, nbconvert)."""
    kernel = getattr(get_ipython(), "kernel", None)
    if os.environ.get("AUDIO_OUTPUT") == "files" or not hasattr(kernel, "get_parent"):
        return False
    return bool(kernel.get_parent().get("content", {}).get("allow_stdin"))


class Nobody:
    """No page: the card at the end, and nothing before it."""

    stopped = False

    def __init__(self, label: str):
        self.label = label

    def feed(self, arriving: Arriving) -> None:
        pass

    async def play_out(self, arriving: Arriving, reply: Reply, error) -> None:
        pass

    async def leave(self, reply: Reply) -> None:
        display(Shown(reply, self.label))


class Player(anywidget.AnyWidget):
    """The player in the page. Sound and words go to it in messages, each with the place it has in the whole, so that a page which was loaded anew can be told again.

    The page answers {"event": "ready", "page": name}, {"event": "at", "page": name, "heard": samples, "state": one of playing, paused, ended} about twice a second, and {"event": "stop"}.
    """

    _esm = WIDGETS / "live.js"
    _css = WIDGETS / "live.css"
    label = traitlets.Unicode().tag(sync=True)
    card = traitlets.Unicode().tag(
        sync=True
    )  # what a page shows that was loaded anew: its output cannot be exchanged any more

    def __init__(self, label: str):
        super().__init__(label=label)
        self.stopped, self.page, self.pages, self.state = False, None, 0, ""
        self.heard = self.sent = self.told = 0  # samples, samples, characters
        self.facts: dict = {}
        self.shown = self.moved = self.seen = time.monotonic()
        self.made = None
        self.on_msg(self._said)
        self.handle = display(self, display_id=True)

    def __repr__(self) -> str:
        return f"{self.label}: playing while it arrives"

    def _said(self, _, content: dict, buffers) -> None:
        now, event = time.monotonic(), content.get("event")
        if event == "stop":
            self.stopped = True
        elif event == "ready":
            self.page, self.pages, self.sent, self.told, self.facts = (
                content.get("page"),
                self.pages + 1,
                self.heard,
                0,
                {},
            )
            self.seen = self.moved = now
        elif event == "at" and content.get("page") == self.page:
            self.seen = now
            if content.get("heard") != self.heard or content.get("state") != self.state:
                self.moved, self.heard, self.state = (
                    now,
                    int(content.get("heard", 0)),
                    str(content.get("state")),
                )

    def feed(self, arriving: Arriving, **facts) -> None:
        """Send what is new, if a page is there."""
        if self.page is None:
            return
        news, sound, words = {}, [], arriving.words[self.told :]
        ready = min(arriving.samples, self.heard + AHEAD) - self.sent
        last = "total" in facts and self.sent + ready == arriving.samples
        ready -= 0 if last else ready % STEP
        if ready >= LEAST or ready > 0 and last:
            news["at"] = self.sent
            sound = [bytes(arriving.pcm[self.sent * 2 : (self.sent + ready) * 2])]
            self.sent += ready
        if words:
            news |= {"words": words, "after": self.told}
            self.told += len(words)
        facts |= {
            "first": arriving.first_sound,
            "written": bool(arriving.content and not arriving.spoken),
        }
        if news or facts != self.facts:
            self.facts = facts
            self.send(news | facts | {"arrived": arriving.samples}, sound)

    async def play_out(self, arriving: Arriving, reply: Reply, error) -> None:
        """Wait until all that arrived was heard, or the page has had the time for it; meanwhile the card is made."""
        self.made = asyncio.ensure_future(asyncio.to_thread(Shown, reply, self.label))
        while not self.stopped and reply.sound and self._plays(arriving.samples):
            self.feed(arriving, total=arriving.samples, broken=error is not None)
            await asyncio.sleep(TICK)
        await self.made

    def _plays(self, samples: int) -> bool:
        now = time.monotonic()
        if self.page is None:
            return now < self.shown + LOADING_SECONDS
        if self.state == "paused":
            return now < min(self.moved + PAUSE_SECONDS, self.seen + SILENT_SECONDS)
        return (
            self.state != "ended"
            and now < self.moved + (samples - self.heard) / ANSWER_RATE + GRACE_SECONDS
        )

    async def leave(self, reply: Reply) -> None:
        """The card in place of the player, so that a saved notebook plays and holds no widget."""
        made = self.made and self.made.done() and not self.made.cancelled()
        shown = self.made.result() if made else Shown(reply, self.label)
        if self.pages > 1:
            self.card = shown.bundle["text/html"] + AGAIN
        elif self.page:
            self.send({"over": True})
            await asyncio.sleep(TICK)  # the page looks where the focus is
        self.handle.update(shown)
        if self.pages < 2:
            self.close()
            self.layout.close()


class Shown:
    """A reply as an output: the card of its sound; its words where it has none."""

    def __init__(self, reply: Reply, label: str):
        if reply.sound:
            self.bundle = reply.sound._repr_mimebundle_()
        else:
            words, note = (
                reply.transcript or reply.content or "",
                "Written: no sound was asked for." if reply.content else "No sound came.",
            )
            inside = (
                f'<p dir="auto" style="margin:0;white-space:pre-wrap;overflow-wrap:break-word;word-break:keep-all">{html.escape(words)}</p>'
                if words
                else ""
            )
            self.bundle = {
                "text/plain": " ".join(f"{label} · {note} {words}".split()),
                "text/html": frame(label, note, inside),
            }

    def __repr__(self) -> str:
        return self.bundle["text/plain"]

    def _repr_mimebundle_(self, **_):
        return self.bundle


def _kept(reply: Reply) -> str:
    return (
        f"The {clock(reply.sound.seconds)} that had arrived are"
        if reply.sound
        else "No sound had arrived: nothing is"
    )


def _lacking(arriving: Arriving, stopped: bool) -> Exception | None:
    """What to say of a stream that came to its end without a sound, None where that is as it should be."""
    if arriving.samples or stopped or arriving.content and not arriving.spoken:
        return None
    if arriving.function:
        return SoundError(
            f"This reply calls the function {arriving.function} and says nothing: read its tool_calls from the stream yourself."
        )
    if arriving.id is None:
        return SoundError(
            "Nothing came from this stream: it was read before, and a stream can be read once. Send the request again."
        )
    return SoundError(
        "The reply came without sound, which happens now and then: send the request again."
    )


def _explained(error: BaseException, reply: Reply) -> BaseException:
    """The same error with the reply so far, and with what to do."""
    error.reply = reply
    where = ", in the card above and in listen.last." if reply.sound else "."
    if isinstance(error, asyncio.CancelledError):
        sentence = f"Interrupted. {_kept(reply)} kept{where} The Stop button of the player ends the sound without ending the cell."
        error._render_traceback_ = lambda: [
            sentence
        ]  # what IPython shows: an interrupt is nobody's mistake
    elif reply.id and not isinstance(error, SoundError):
        cause = f" ({error.__cause__})" if error.__cause__ else ""
        error.add_note(
            f"The stream broke off on the way{cause}. {_kept(reply)} kept{where} Send the request again."
        )
    return error
