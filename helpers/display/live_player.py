"""The live player in the page, as the kernel sees it; and what takes its place without a page."""

import asyncio
import time
from typing import Any, Protocol

import anywidget
import traitlets
from IPython.display import display

from helpers.conversion import ANSWER_RATE
from helpers.display.partial_reply import BYTES_PER_SAMPLE, PartialReply
from helpers.display.quiet import starts_muted
from helpers.display.reply import Reply
from helpers.display.reply_card import ReplyCard
from helpers.display.widget_files import script, style
from helpers.language import translated

TICK = 0.05  # seconds between two messages to the page, however small the chunks are
# A piece begins at a whole 64th of a second, a time that a computer writes exactly; anywhere else
# the browser would interpolate between two samples.
STEP = ANSWER_RATE // 64  # samples
# In one message to the page, but for the last: a server passes on 1000 messages a second at most.
LEAST = 7 * STEP  # samples
# What the page holds beyond what it has played: the rest of a runaway reply waits here.
AHEAD = 30 * ANSWER_RATE  # samples
LOADING_SECONDS = 5  # a page that has not answered by then has no player
GRACE_SECONDS = 3  # what the page may take beyond the length of the sound
PAUSE_SECONDS = 300  # the longest pause before the card comes all the same
SILENT_SECONDS = 10  # a paused page that says nothing for so long is gone
RELOADED = (
    "This page was loaded anew while the reply played. Run the cell once more before you save the "
    "notebook, so that the player is saved with it."
)


class Player(Protocol):
    """What `listen` needs of a player."""

    stopped: bool
    began: float | None
    """When the first sound left the loudspeaker, by time.perf_counter()."""

    def update(self, partial: PartialReply) -> None:
        """Play and show what has arrived."""

    async def play_to_end(self, partial: PartialReply, reply: Reply, broken: bool) -> None:
        """Wait until all of it was heard; `broken` tells that an error ended it."""

    async def show_card(self, reply: Reply) -> None:
        """Leave the card of the reply."""


class PagelessPlayer:
    """Without a page there is the card at the end, and nothing before it."""

    def __init__(self, label: str) -> None:
        self.stopped = False
        self.began: float | None = None
        self.label = label

    def update(self, partial: PartialReply) -> None:
        """Nothing can be played."""

    async def play_to_end(self, partial: PartialReply, reply: Reply, broken: bool) -> None:
        """There is nothing to wait for."""

    async def show_card(self, reply: Reply) -> None:
        """Display the card."""
        display(ReplyCard(reply, self.label))


class LivePlayer(anywidget.AnyWidget):
    """The player in the page.

    Sound and words go to it in messages, each with the place it has in the whole, so that a page
    which was loaded anew can be told again. The page answers, each with the `page`'s name:
    {"event": "ready"}; {"event": "at", "heard": samples, "state": one of playing, paused, ended},
    about twice a second; {"event": "stop"}. `muted` is the page's to change: a muted player goes on
    without a sound. Where AUDIO_QUIET is set it starts so.
    """

    _esm = script("page", "peaks", "playback", "live_waveform", "live_view", "live")
    _css = style("live")
    label = traitlets.Unicode().tag(sync=True)
    muted = traitlets.Bool().tag(sync=True)
    # What a page shows that was loaded anew: its output cannot be replaced any more.
    card = traitlets.Unicode().tag(sync=True)

    def __init__(self, label: str) -> None:
        super().__init__(label=label, muted=starts_muted())
        self.stopped = False
        self.began: float | None = None
        self.page: str | None = None
        self.pages_seen = 0
        self.state = ""
        self.heard = self.sent = 0  # samples
        self.characters_sent = 0
        self.facts_sent: dict[str, Any] = {}
        self.shown_at = self.progress_at = self.message_at = time.monotonic()
        self.card_in_making: asyncio.Task[ReplyCard] | None = None
        self.on_msg(self._receive)
        self.handle = display(self, display_id=True)

    def __repr__(self) -> str:
        return translated(f"{self.label}: playing while it arrives")

    def _receive(self, _: Any, content: dict, buffers: list) -> None:
        event = content.get("event")
        if event == "stop":
            self.stopped = True
        elif event == "ready":
            self._begin_page(content)
        elif event == "at" and content.get("page") == self.page:
            self._note_progress(content)

    def _begin_page(self, content: dict) -> None:
        """A page is there, perhaps another than before: it is told again from what was heard on."""
        self.page, self.pages_seen = content.get("page"), self.pages_seen + 1
        self.sent, self.characters_sent, self.facts_sent = self.heard, 0, {}
        self.progress_at = self.message_at = time.monotonic()

    def _note_progress(self, content: dict) -> None:
        self.message_at = time.monotonic()
        if (content.get("heard"), content.get("state")) != (self.heard, self.state):
            self.progress_at = self.message_at
            self.heard = int(content.get("heard", 0))
            self.state = str(content.get("state"))
            if self.began is None and self.heard:
                self.began = time.perf_counter() - self.heard / ANSWER_RATE

    def update(self, partial: PartialReply, **facts: Any) -> None:
        """Send what is new, if a page is there."""
        if self.page is None:
            return
        news: dict[str, Any] = {}
        pcm = self._unsent_sound(partial, last="total" in facts)
        if pcm:
            news["at"] = self.sent
            self.sent += len(pcm) // BYTES_PER_SAMPLE
        if words := partial.words[self.characters_sent :]:
            news |= {"words": words, "after": self.characters_sent}
            self.characters_sent += len(words)
        facts |= {"first": partial.first_sound_seconds, "written": partial.is_written}
        if news or facts != self.facts_sent:
            self.facts_sent = facts
            self.send(news | facts | {"arrived": partial.samples}, [pcm] if pcm else [])

    def _unsent_sound(self, partial: PartialReply, last: bool) -> bytes:
        """The samples to send now: whole steps and not too few, but for the last of all."""
        ready = min(partial.samples, self.heard + AHEAD) - self.sent
        if not (last and self.sent + ready == partial.samples):
            ready -= ready % STEP
            if ready < LEAST:
                return b""
        end = self.sent + max(0, ready)
        return bytes(partial.pcm[self.sent * BYTES_PER_SAMPLE : end * BYTES_PER_SAMPLE])

    async def play_to_end(self, partial: PartialReply, reply: Reply, broken: bool) -> None:
        """Wait until all that arrived was heard, or the page has had the time for it.

        Meanwhile the card is made.
        """
        making = asyncio.ensure_future(asyncio.to_thread(ReplyCard, reply, self.label))
        self.card_in_making = making
        while not self.stopped and reply.sound and self._plays(partial.samples):
            self.update(partial, total=partial.samples, broken=broken)
            await asyncio.sleep(TICK)
        await making

    def _plays(self, samples: int) -> bool:
        now = time.monotonic()
        if self.page is None:
            return now < self.shown_at + LOADING_SECONDS
        if self.state == "paused":
            silent = self.message_at + SILENT_SECONDS
            return now < min(self.progress_at + PAUSE_SECONDS, silent)
        left = (samples - self.heard) / ANSWER_RATE
        return self.state != "ended" and now < self.progress_at + left + GRACE_SECONDS

    async def show_card(self, reply: Reply) -> None:
        """Put the card in place of the player: a saved notebook plays and holds no widget."""
        card = self._made_card() or ReplyCard(reply, self.label)
        if self.pages_seen > 1:
            note = f'<p style="margin:.3em 0"><i>{translated(RELOADED)}</i></p>'
            self.card = card.bundle["text/html"] + note
        elif self.page:
            self.send({"over": True})
            await asyncio.sleep(TICK)  # the page looks where the focus is
        self.handle.update(card)
        if self.pages_seen < 2:
            self.close()
            self.layout.close()

    def _made_card(self) -> ReplyCard | None:
        making = self.card_in_making
        if making is None or not making.done() or making.cancelled():
            return None
        return making.result()
