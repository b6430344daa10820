"""What an answer is billed for: tokens of the request, of the answer, and their limit."""

from typing import Any

from helpers.engine import catalogue
from helpers.engine.tokens import (
    RECORDING_TOKENS,
    REQUEST_TOKENS,
    audio_tokens_in,
    message_tokens,
    text_tokens,
    tool_tokens,
)
from helpers.practice.protocol import audio_ids
from helpers.practice.protocol.rules import Accepted
from helpers.practice.protocol.rules.refusal import invalid


def prompt_tokens(accepted: Accepted) -> tuple[int, int]:
    """(text, audio) tokens of a request (docs/protocol.md §6).

    Earlier spoken turns are paid for again as they counted when they were made (§5).
    """
    body = accepted.body
    words = REQUEST_TOKENS + RECORDING_TOKENS * len(accepted.recordings)
    words += tool_tokens(body.get("tools") or [])
    words += sum(message_tokens(message) for message in body["messages"])
    audio = sum(audio_tokens_in(recording.seconds) for recording in accepted.recordings)
    for message in body["messages"]:
        turn = audio_ids.turn_of(message)
        if turn:  # its words are counted once, also where they are sent along
            content = message.get("content")
            words += turn.text_tokens - text_tokens(content if isinstance(content, str) else "")
            audio += turn.audio_tokens
    return words, audio


def check_context(accepted: Accepted) -> None:
    """Refuse a request that is too long for the model, as far as tokens are counted here.

    The words are those of gpt-4o (docs/protocol.md §2.5); that sound counts too is assumed.
    """
    most, sent = catalogue.limit("context_tokens"), sum(prompt_tokens(accepted))
    wanted = _limit(accepted.body) or 0
    if sent > most:
        said, reduced = f"your messages resulted in {sent} tokens", "messages"
    elif sent + wanted > most:
        parts = f"({sent} in the messages, {wanted} in the completion)"
        said, reduced = f"you requested {sent + wanted} tokens {parts}", "messages or completion"
    else:
        return
    raise invalid(
        f"This model's maximum context length is {most} tokens. However, {said}. "
        f"Please reduce the length of the {reduced}.",
        "messages",
        "context_length_exceeded",
    )


def most_tokens(body: dict[str, Any]) -> int:
    """The most tokens, text and audio together, that the answer to `body` may have."""
    return _limit(body) or catalogue.limit("output_tokens")


def _limit(body: dict[str, Any]) -> int | None:
    """The limit that a request sets itself, by the newer name or the older."""
    return body.get("max_completion_tokens") or body.get("max_tokens")


def usage(prompt: tuple[int, int], reply: tuple[int, int]) -> dict[str, Any]:
    """The `usage` of an answer from (text, audio) tokens in and out (docs/protocol.md §3)."""
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
