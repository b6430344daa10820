"""The shapes of answers, and how tokens are counted (api-facts.md §3 and §6)."""

import base64
import secrets
import struct
import time
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from helpers.engine import catalogue
from helpers.engine.tokens import (
    RECORDING_TOKENS,
    REQUEST_TOKENS,
    audio_tokens_in,
    message_tokens,
    text_pieces,
    text_tokens,
    tool_tokens,
)
from helpers.media.encoder import BLOCK_SECONDS, Encoder
from helpers.practice.cancellation import Cancellation
from helpers.practice.protocol import audio_ids
from helpers.practice.protocol.flow import Spoken, flow
from helpers.practice.protocol.rules import Accepted
from helpers.practice.voice.synthesis import RATE

FINGERPRINT = "fp_practice"


def prompt_tokens(accepted: Accepted) -> tuple[int, int]:
    """(text, audio) tokens of a request; spoken turns count as they did when they were made (§5)."""
    body = accepted.body
    words = REQUEST_TOKENS + RECORDING_TOKENS * len(accepted.recordings)
    words += tool_tokens(body.get("tools") or [])
    words += sum(message_tokens(message) for message in body["messages"])
    audio = sum(audio_tokens_in(recording.seconds) for recording in accepted.recordings)
    for message in body["messages"]:
        turn = turn_of(message)
        if turn:  # its words are counted once, also where they are sent along
            content = message.get("content")
            words += turn.text_tokens - text_tokens(content if isinstance(content, str) else "")
            audio += turn.audio_tokens
    return words, audio


def turn_of(message: dict) -> audio_ids.Turn | None:
    """What was said in an assistant message that refers to a sound by its id."""
    return (
        audio_ids.recall(message["audio"]["id"])
        if message.get("role") == "assistant" and message.get("audio")
        else None
    )


def most_tokens(body: dict) -> int:
    """The most tokens the answer may have."""
    return (
        body.get("max_completion_tokens")
        or body.get("max_tokens")
        or catalogue.limit("output_tokens")
    )


def audio_bytes(pcm: bytes, format: str, cancellation: Cancellation) -> bytes:
    """pcm16 as a file in the format asked for, as long as somebody waits for it; a WAV with the header sizes that the API writes (§6)."""
    encoder, samples, block = (
        Encoder(format, RATE),
        np.frombuffer(pcm, "<i2")[:, None],
        BLOCK_SECONDS * RATE,
    )
    for start in range(0, len(samples), block):
        cancellation.check()
        encoder.add(samples[start : start + block])
    data = encoder.close()
    if format == "wav":
        unknown = struct.pack("<I", 0xFFFFFFFF)
        data = data[:4] + unknown + data[8:40] + unknown + data[44:]
    return data


@dataclass(frozen=True)
class Choice:
    """One answer: its message, why it ended, and the tokens it took."""

    message: dict
    finish: str
    text_tokens: int
    audio_tokens: int = 0


def spoken(
    accepted: Accepted, text: str, blocks: Iterable[np.ndarray], cancellation: Cancellation
) -> Choice:
    """A spoken answer (§3). `blocks` are float samples at 24 kHz, taken only as far as the limit of tokens reaches."""
    sent = Spoken()
    pcm = b"".join(
        value
        for kind, value in flow(text, blocks, most_tokens(accepted.body), sent)
        if kind == "sound"
    )
    data = base64.b64encode(audio_bytes(pcm, accepted.format, cancellation)).decode("ascii")
    done = int(time.time())
    name = audio_id(done)
    turn = audio_ids.remember(name, sent.transcript, sent.text_tokens, sent.audio_tokens, done)
    audio = {"id": name, "data": data, "expires_at": turn.expires_at, "transcript": sent.transcript}
    return Choice(
        {"content": None, "refusal": None, "audio": audio},
        "length" if sent.cut else "stop",
        sent.text_tokens,
        sent.audio_tokens,
    )


def written(accepted: Accepted, text: str) -> Choice:
    """A written answer; a limit of tokens cuts it."""
    words, most = text_pieces(text), most_tokens(accepted.body)
    return Choice(
        {"content": "".join(words[:most]), "refusal": None},
        "length" if len(words) > most else "stop",
        min(len(words), most),
    )


def calling(accepted: Accepted, calls: list[dict]) -> Choice:
    """An answer that calls functions; a limit of tokens cuts the arguments, which are then no JSON any more."""
    kept, spent, cut = within(calls, most_tokens(accepted.body))
    return Choice(
        {"content": None, "tool_calls": kept, "refusal": None},
        "length" if cut else "tool_calls",
        spent,
    )


def within(calls: list[dict], most: int) -> tuple[list[dict], int, bool]:
    """Function calls as far as `most` tokens reach, the tokens they take (names and arguments, and four for each: assumed), and whether some were cut."""
    kept, spent = [], 0
    for call in calls:
        function = call["function"]
        words, room = (
            text_pieces(function["arguments"]),
            max(0, most - spent - 4 - text_tokens(function["name"])),
        )
        kept.append(call | {"function": function | {"arguments": "".join(words[:room])}})
        spent = min(most, spent + 4 + text_tokens(function["name"]) + len(words))
        if len(words) > room:
            return kept, spent, True
    return kept, spent, False


def completion(accepted: Accepted, created: int, choices: list[Choice]) -> dict:
    """The whole answer, keys in the API's order (§3). How several choices are counted is assumed: each for itself."""
    return {
        "id": completion_id(),
        "object": "chat.completion",
        "created": created,
        "model": answering(accepted),
        "choices": [
            {
                "index": index,
                "message": {"role": "assistant", **choice.message, "annotations": []},
                "finish_reason": choice.finish,
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
        "system_fingerprint": FINGERPRINT,
    }


def answering(accepted: Accepted) -> str:
    """The model's name as an answer gives it: dated, where an alias was asked for (§1.1)."""
    return catalogue.models()[accepted.body["model"]].snapshot or accepted.body["model"]


def usage(prompt: tuple[int, int], reply: tuple[int, int]) -> dict:
    """The `usage` of an answer from (text, audio) tokens in and out."""
    return {
        "prompt_tokens": sum(prompt),
        "completion_tokens": sum(reply),
        "total_tokens": sum(prompt) + sum(reply),
        "prompt_tokens_details": {
            "cached_tokens": 0,
            "audio_tokens": prompt[1],
            "text_tokens": prompt[0],
            "image_tokens": 0,
        },
        "completion_tokens_details": {
            "reasoning_tokens": 0,
            "audio_tokens": reply[1],
            "accepted_prediction_tokens": 0,
            "rejected_prediction_tokens": 0,
            "text_tokens": reply[0],
        },
    }


def audio_id(stamp: int) -> str:
    """`audio_` and 32 hex digits, the first eight the time."""
    return f"audio_{stamp:08x}{secrets.token_hex(12)}"


def completion_id() -> str:
    """`chatcmpl-` and 29 letters and digits."""
    return "chatcmpl-" + letters(29)


def letters(count: int) -> str:
    """Random letters and digits, as the API's ids have them."""
    return "".join(
        secrets.choice("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
        for _ in range(count)
    )


def model_entry(model: catalogue.Model) -> dict:
    """One entry of `GET /v1/models` (§1.1)."""
    return {
        "id": model.name,
        "object": "model",
        "created": 0,
        "owned_by": "practice",
        "shutdown_date": model.ends and str(model.ends),
    }
