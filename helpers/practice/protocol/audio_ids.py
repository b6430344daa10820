"""Spoken answers by their audio id, for an hour, so that a later turn can refer to them (api-facts.md §5)."""

import os
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass

SECONDS = 3600  # an id lives so long from the end of its sound
MOST = 10_000  # ids kept; a class of thirty needs a few hundred


@dataclass(frozen=True)
class Turn:
    """What was said under an id: its words, its tokens, and until when (unix time) it can be referred to."""

    transcript: str
    text_tokens: int
    audio_tokens: int
    expires_at: int


_turns: OrderedDict[str, Turn] = OrderedDict()
_lock = threading.Lock()


def remember(
    audio_id: str, transcript: str, text_tokens: int, audio_tokens: int, now: float | None = None
) -> Turn:
    """Keep a spoken answer; the words only, the sound is not needed again."""
    turn = Turn(
        transcript, text_tokens, audio_tokens, int(time.time() if now is None else now) + SECONDS
    )
    with _lock:
        _turns[audio_id] = turn
        while len(_turns) > MOST:
            _turns.popitem(last=False)
    return turn


def why_gone() -> str:
    """A sentence for an id that is unknown because the engine ended and was started again."""
    if os.environ.get("PRACTICE_STARTED_AGAIN"):
        return (
            " The practice engine ended and was started again; what was said before is forgotten:"
            " ask for that answer once more."
        )
    return ""


def recall(audio_id: str, now: float | None = None) -> Turn | None:
    """The answer with that id, None where there is none or its hour is over."""
    with _lock:
        turn = _turns.get(audio_id)
        if turn and turn.expires_at <= (time.time() if now is None else now):
            del _turns[audio_id]
            turn = None
        return turn
