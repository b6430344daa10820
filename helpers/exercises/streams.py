"""The exercises of lesson 20: streams."""

import base64

from helpers.engine import catalogue
from helpers.exercises import exercise
from helpers.exercises.steps import capped, is_request, speaks, tried


@exercise(
    "20-request",
    "Three things make a request a stream: stream, its options, and a format that streams.",
    "Only one format can be streamed: pcm16.",
    'request | {"stream": True, "stream_options": {"include_usage": True}, "audio": {"voice": "sage", "format": "pcm16"}}',
)
def _(request):
    yield is_request(request)
    yield speaks(request)
    yield (
        request.get("stream") is True,
        "it asks for a stream",
        "It does not ask for a stream: set stream to True.",
    )
    format = (request.get("audio") or {}).get("format")
    yield (
        format in catalogue.formats("stream"),
        f"{format} can be streamed",
        f"{format!r} cannot be streamed: a half file of it cannot be played.",
    )
    yield (
        (request.get("stream_options") or {}).get("include_usage") is True,
        "it asks to be told the tokens",
        "Nobody will tell you the tokens: stream_options asks for them with include_usage.",
    )
    yield capped(request)


def _chunk(delta=None, **more) -> dict:
    """One chunk of a stream as a dict; without a delta a heartbeat."""
    return (
        {"id": "chatcmpl-1", "object": "chat.completion.chunk"}
        | (
            {}
            if delta is None
            else {"choices": [{"index": 0, "delta": delta, "finish_reason": None}]}
        )
        | {"usage": None}
        | more
    )


PIECES = (b"\x01\x00" * 40, b"\x02\x00" * 30)
STREAM = [
    _chunk({"role": "assistant", "refusal": None}),
    _chunk({"content": None, "audio": {"id": "audio_1", "transcript": "Good"}}),
    _chunk({"audio": {"transcript": " day"}}),
    _chunk(),
    _chunk(
        {
            "role": "assistant",
            "content": None,
            "audio": {"id": "audio_1", "data": base64.b64encode(PIECES[0]).decode()},
        }
    ),
    _chunk(),
    _chunk({"audio": {"transcript": "."}}),
    _chunk({"audio": {"data": base64.b64encode(PIECES[1]).decode()}}),
    _chunk() | {"choices": [], "usage": {"total_tokens": 9}},
    _chunk({"audio": {"expires_at": 1}}),
]


@exercise(
    "20-collect",
    "A heartbeat has no choices at all, and the chunk with the usage has an empty list of them: pass both over.",
    'delta.get("audio") or {} is a dict, also where a chunk carries no sound.',
    'Put this at the beginning of the loop:  if not chunk.get("choices"): continue',
)
def _(collect):
    yield callable(collect), "it is a function", "Hand in the function itself, without brackets."
    found = tried(collect, [chunk for chunk in STREAM if chunk.get("choices")])
    yield (
        isinstance(found, tuple) and len(found) == 2,
        "it gives two things",
        f"It should return the sound and the words; yours gives {str(found)[:80]!r}.",
    )
    yield (
        found[1] == "Good day.",
        "the words are whole",
        f"The words should be 'Good day.'; yours are {str(found[1])[:60]!r}.",
    )
    yield (
        found[0] == b"".join(PIECES),
        "no sample is lost",
        "The sound is not the pieces joined: decode each from base64, and join the bytes.",
    )
    found = tried(collect, STREAM)
    yield (
        found == (b"".join(PIECES), "Good day."),
        "and heartbeats do not trouble it",
        f"Now with heartbeats in between, as a real stream has them, yours gives: {str(found)[:80]}.",
    )
