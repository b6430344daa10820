"""The exercises of lesson 20: streams."""

import base64
from typing import Any

import numpy as np

from helpers.exercises.functions import Outcome, call, is_function
from helpers.exercises.registry import exercise
from helpers.exercises.request_steps import capped, sent, speaks
from helpers.exercises.steps import Steps, step

SOUND = tuple(np.arange(1 + start, 41 + start, dtype="<i2").tobytes() for start in (0, 40))


@exercise("20-request")
def streaming_request(request: Any) -> Steps:
    """A request whose answer is streamed, with its tokens."""
    yield from sent(request)
    yield speaks(request)
    yield step(
        request.get("stream") is True,
        "it asks for a stream",
        "It does not ask for a stream.",
        'An entry does it: "stream": True.',
    )
    yield step(
        (request.get("stream_options") or {}).get("include_usage") is True,
        "it asks to be told the tokens",
        "The stream would not say how many tokens it took.",
        'Another entry asks for them: "stream_options": {"include_usage": True}.',
    )
    yield capped(request)


def _chunk(delta: dict[str, Any] | None = None, **more: object) -> dict[str, Any]:
    """One chunk of a stream; without a delta a heartbeat, which has no choices."""
    chunk: dict[str, Any] = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "usage": None}
    if delta is not None:
        chunk["choices"] = [{"index": 0, "delta": delta, "finish_reason": None}]
    return chunk | more


def _sound(data: bytes) -> dict[str, Any]:
    return _chunk({"audio": {"data": base64.b64encode(data).decode()}})


def _stream(*words: str) -> list[dict[str, Any]]:
    """A stream of two pieces of sound and some words, with all that surrounds them."""
    first, *rest = words
    return [
        _chunk({"role": "assistant", "refusal": None}),
        _chunk({"content": None, "audio": {"id": "audio_1", "transcript": first}}),
        _chunk(),
        _sound(SOUND[0]),
        *(_chunk({"audio": {"transcript": word}}) for word in rest),
        _chunk(),
        _sound(SOUND[1]),
        _chunk(choices=[], usage={"total_tokens": 9}),
        _chunk({"audio": {"expires_at": 1}}),
    ]


@exercise("20-collect")
def collect_a_stream(collect: Any) -> Steps:
    """A function from the chunks of a stream to (sound, words)."""
    yield is_function(collect, "collect")
    for words in (("Good", " day", "."), ("See", " you", " soon")):
        whole = _stream(*words)
        plain = [chunk for chunk in whole if chunk.get("choices")]
        for chunks, what in ((plain, "a stream"), (whole, "a stream with heartbeats")):
            found = call(collect, chunks=iter(chunks))
            yield step(
                _pair(found) is not None,
                f"of {what} it gives two things",
                f"It should return the sound and the words, for {what} too. "
                f"{found.problem or f'Yours gives {found.shown}.'}",
                'A heartbeat has no choices: if not chunk.get("choices"): continue',
                "Its last line is: return sound, words",
            )
            sound, said = _pair(found) or (b"", "")
            yield step(
                said == "".join(words),
                f"the words are whole: {said}",
                f"The words are {''.join(words)!r}; yours are {str(said)[:60]!r}.",
                'delta["audio"] has a transcript in some chunks: add them up in their order.',
            )
            yield step(
                sound == b"".join(SOUND),
                "no sample is lost",
                "The sound is not all the pieces, joined.",
                "Each piece is base64: decode it, then add its bytes to the sound.",
            )


def _pair(found: Outcome) -> tuple[bytes, str] | None:
    """(sound, words) of what a function gave: bytes, bytearray or 16-bit samples; or None."""
    value = found.value
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        return None
    sound, words = value
    if isinstance(sound, np.ndarray):
        sound = sound.astype("<i2").tobytes()
    if not isinstance(sound, (bytes, bytearray)) or not isinstance(words, str):
        return None
    return bytes(sound), words
