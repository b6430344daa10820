"""listen(): plays a streamed reply while it arrives, writes down its words, leaves a card."""

import asyncio
from dataclasses import replace
from typing import Any

from helpers.display.live_player import TICK, LivePlayer, PagelessPlayer, Player
from helpers.display.page import has_page
from helpers.display.partial_reply import PartialReply
from helpers.display.reply import Reply
from helpers.display.stream_errors import explained, kept, missing_sound
from helpers.display.stream_reader import open_stream, read_stream, request_time
from helpers.language import translated

CLOSING_SECONDS = 2  # what a stream may take to close


async def listen(stream: Any, label: str = "reply") -> Reply:
    """Play a streamed reply while it arrives, show its words as they come, and leave a card.

    `stream` is what `client.chat.completions.create(..., stream=True)` gives, awaited or not, of
    the asynchronous client or the plain one; or the chunks as dicts. Stop in the player ends the
    stream; what had arrived by then is kept, also what was not heard yet. With AUDIO_OUTPUT=files,
    or where no page is, there is only the card.

    Raises TypeError for what is no stream, SoundError where no sound came, and the SDK's own
    errors; an error that comes on the way carries what had arrived as `error.reply`.
    `listen.last` is the latest reply, also after an error or an interrupt: what was paid for is not
    lost.
    """
    partial, label = PartialReply(), translated(label)
    stream = await open_stream(stream)
    partial.started = request_time(stream) or partial.started
    player: Player = LivePlayer(label) if has_page() else PagelessPlayer(label)
    error = await _play(stream, partial, player, label)
    interrupted = isinstance(error, asyncio.CancelledError)
    reply = partial.reply(label, player.stopped or interrupted)
    if player.began:
        reply = replace(reply, heard_seconds=player.began - partial.started)
    listen.last = reply  # type: ignore[attr-defined]  # a function has attributes of any name
    await player.show_card(reply)
    _say_how_it_ended(reply, player.stopped and error is None)
    partial.count()
    if error is None and not player.stopped:
        error = missing_sound(partial)
    if error:
        raise explained(error, reply).with_traceback(None) from None
    return reply


async def _play(
    stream: Any, partial: PartialReply, player: Player, label: str
) -> BaseException | None:
    """Read the stream into `partial` while the player plays; the error that ended it, if any."""
    reading = asyncio.ensure_future(read_stream(stream, partial))
    error: BaseException | None = None
    try:
        while not reading.done() and not player.stopped:
            await asyncio.wait({reading}, timeout=TICK)
            player.update(partial)
        if reading.done():
            error = reading.exception()
            await player.play_to_end(partial, partial.reply(label), broken=error is not None)
    except asyncio.CancelledError as interrupt:  # the kernel's way to interrupt a cell that awaits
        error = interrupt
    reading.cancel()
    await asyncio.wait({reading}, timeout=CLOSING_SECONDS)
    if reading.done() and not reading.cancelled():
        reading.exception()  # what went wrong while it was closed does not matter any more
    return error


def _say_how_it_ended(reply: Reply, stopped: bool) -> None:
    if stopped:
        whole = reply.expires_at is not None
        end = ": the whole reply had arrived." if whole else "; the stream is closed."
        print(translated(f"Stopped. {kept(reply)} kept{end}"))
    if reply.finish_reason == "length":
        print(
            translated(
                "The limit of tokens cut this reply short: "
                "raise max_completion_tokens to hear all of it."
            )
        )
