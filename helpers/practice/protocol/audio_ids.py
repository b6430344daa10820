"""Spoken answers by their audio id, for an hour, so that a later turn can refer to them.

docs/protocol.md §5.
"""

import os
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from helpers.practice.protocol.rules import Refusal

SECONDS = 3600  # an id lives so long from the end of its sound
MOST = 10_000  # ids kept; a class of thirty needs a few hundred


@dataclass(frozen=True)
class Turn:
    """What was said under an id: its words, its tokens, and until when it can be referred to."""

    transcript: str
    text_tokens: int
    audio_tokens: int
    expires_at: int  # unix time


_turns: OrderedDict[str, Turn] = OrderedDict()
_lock = threading.Lock()


def remember(
    audio_id: str, transcript: str, text_tokens: int, audio_tokens: int, now: float | None = None
) -> Turn:
    """Keep a spoken answer that ended at `now` (unix time); its sound is not needed again."""
    expires_at = int(time.time() if now is None else now) + SECONDS
    turn = Turn(transcript, text_tokens, audio_tokens, expires_at)
    with _lock:
        _turns[audio_id] = turn
        while len(_turns) > MOST:
            _turns.popitem(last=False)
    return turn


def recall(audio_id: str, now: float | None = None) -> Turn | None:
    """The answer with that id, None where there is none or its hour is over."""
    with _lock:
        turn = _turns.get(audio_id)
        if turn and turn.expires_at <= (time.time() if now is None else now):
            del _turns[audio_id]
            turn = None
        return turn


def turn_of(message: dict[str, Any]) -> Turn | None:
    """What was said in an assistant message that refers to a sound by its id."""
    name = _referred(message)
    return None if name is None else recall(name)


def check_references(messages: Sequence[dict[str, Any]], expired: bool = False) -> None:
    """Refuse an audio id that is unknown or whose hour is over (docs/protocol.md §2.4 E12).

    `expired` takes the hour of every id as over.
    """
    for index, message in enumerate(messages):
        name = _referred(message)
        if name is not None and (expired or not recall(name)):
            raise Refusal(
                400,
                f"Assistant audio {name[:100]} not found.{why_gone()}",
                param=f"content.messages[{index}].audio.id",
                code="audio_not_found",
            )


def why_gone() -> str:
    """A sentence for an id that is unknown because the engine ended and was started again."""
    if os.environ.get("PRACTICE_STARTED_AGAIN"):
        return (
            " The practice engine ended and was started again; what was said before is forgotten:"
            " ask for that answer once more."
        )
    return ""


def _referred(message: dict[str, Any]) -> str | None:
    """The audio id that a message refers to."""
    if message.get("role") == "assistant" and message.get("audio"):
        return str(message["audio"]["id"])
    return None
