"""Whole answers: their messages, and the document they come in (docs/protocol.md §3)."""

import base64
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.engine import catalogue
from helpers.engine.tokens import text_pieces
from helpers.practice import at_work
from helpers.practice.cancellation import Cancellation
from helpers.practice.protocol import audio_ids
from helpers.practice.protocol.ids import audio_id, completion_id
from helpers.practice.protocol.interleaving import Delivered, Sound, interleave
from helpers.practice.protocol.rules import Accepted
from helpers.practice.protocol.sound_file import sound_file
from helpers.practice.protocol.tool_calls import sent_calls
from helpers.practice.protocol.usage import most_tokens, prompt_tokens, usage


@dataclass(frozen=True)
class Choice:
    """One answer: its message, its finish_reason, and the tokens it took."""

    message: dict[str, Any]
    finish_reason: str
    text_tokens: int
    audio_tokens: int = 0


def spoken(
    accepted: Accepted,
    text: str,
    blocks: Iterable[NDArray[np.float32]],
    cancellation: Cancellation,
) -> Choice:
    """A spoken answer.

    `blocks` are float samples in [-1, 1] at 24 kHz, taken only as far as the limit of tokens
    reaches. Raises Cancelled.
    """
    delivered = Delivered()
    events = interleave(text, blocks, most_tokens(accepted.body), delivered)
    pcm = b"".join(event.pcm for event in events if isinstance(event, Sound))
    data = base64.b64encode(sound_file(pcm, accepted.format, cancellation)).decode("ascii")
    done = int(time.time())
    name = audio_id(done)
    turn = audio_ids.remember(
        name, delivered.transcript, delivered.text_tokens, delivered.audio_tokens, done
    )
    audio = {
        "id": name,
        "data": data,
        "expires_at": turn.expires_at,
        "transcript": delivered.transcript,
    }
    return Choice(
        {"content": None, "refusal": None, "audio": audio},
        "length" if delivered.cut else "stop",
        delivered.text_tokens,
        delivered.audio_tokens,
    )


def written(accepted: Accepted, text: str) -> Choice:
    """A written answer; a limit of tokens cuts it."""
    pieces, most = text_pieces(text), most_tokens(accepted.body)
    return Choice(
        {"content": "".join(pieces[:most]), "refusal": None},
        "length" if len(pieces) > most else "stop",
        min(len(pieces), most),
    )


def calling(accepted: Accepted, calls: list[dict[str, Any]]) -> Choice:
    """An answer that calls functions; a limit of tokens cuts their arguments."""
    sent = sent_calls(calls, accepted.body)
    return Choice(
        {"content": None, "tool_calls": sent.calls, "refusal": None},
        sent.finish_reason,
        sent.tokens,
    )


def completion(accepted: Accepted, created: int, choices: list[Choice]) -> dict[str, Any]:
    """The whole answer, keys in the API's order.

    `created` is a unix time. How several choices are counted is assumed: each for itself.
    """
    return {
        "id": completion_id(),
        "object": "chat.completion",
        "created": created,
        "model": answering_model(accepted),
        "choices": [
            {
                "index": index,
                "message": {"role": "assistant", **choice.message, "annotations": []},
                "finish_reason": choice.finish_reason,
            }
            for index, choice in enumerate(choices)
        ],
        "usage": usage(
            prompt_tokens(accepted),
            (
                sum(choice.text_tokens for choice in choices),
                sum(choice.audio_tokens for choice in choices),
            ),
        ),
        "service_tier": "default",
        "system_fingerprint": at_work.fingerprint(),
    }


def answering_model(accepted: Accepted) -> str:
    """The model's name as an answer gives it: dated, where an alias was asked for (§1.1)."""
    name = str(accepted.body["model"])
    return catalogue.models()[name].snapshot or name
