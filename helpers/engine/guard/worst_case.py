"""The most that a request can cost, from its bytes alone, before it is sent."""

import base64
import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from helpers.engine import catalogue
from helpers.engine.guard.recording_length import most_seconds
from helpers.engine.tokens import audio_tokens_in

Turn = Callable[[str], tuple[int, int] | None]  # (text, audio) tokens of an answer by its audio id


@dataclass(frozen=True)
class WorstCase:
    """The most tokens that a request and all its answers can have."""

    model: str
    text_in: int
    audio_in: int
    out: int
    spoken: bool

    def dollars(self) -> float:
        """The price of all of them in US dollars."""
        model = catalogue.priced(self.model)
        out = max(model.audio_out, model.text_out) if self.spoken else model.text_out
        return model.price(self.text_in, self.audio_in, 0, 0) + self.out * out / 1e6


def worst_case(body: bytes | None, turn: Turn) -> WorstCase | None:
    """The most that the chat request `body` can use; None where it is no JSON object.

    Text has at most as many tokens as bytes, functions and the JSON around them included.
    Recordings are measured by their headers, earlier spoken answers are looked up with `turn`;
    one that it does not know is as long as an answer can be. A body that cannot be looked into
    (None) fills the model's context.
    """
    context, answer = catalogue.limit("context_tokens"), catalogue.limit("output_tokens")
    if body is None:
        return WorstCase("", context, context, answer, spoken=True)
    request = _object(body)
    if request is None:
        return None
    recordings, turns = _sounds(request)
    said = [turn(name) or (answer, answer) for name in turns]
    text = _bytes(request) - len(recordings) * len('""') + sum(tokens for tokens, _ in said)
    audio = sum(map(_heard, recordings)) + sum(tokens for _, tokens in said)
    limits = [_whole(request.get(name)) for name in ("max_completion_tokens", "max_tokens")]
    out = max(filter(None, limits), default=answer) * (_whole(request.get("n")) or 1)
    model = request["model"] if isinstance(request.get("model"), str) else ""
    spoken = request.get("modalities") not in (None, [], ["text"])
    return WorstCase(model, min(text, context), min(audio, context), out, spoken)


def _object(body: bytes) -> dict[str, Any] | None:
    try:
        request = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return request if isinstance(request, dict) else None


def _sounds(request: dict[str, Any]) -> tuple[list[str], list[str]]:
    """The recordings of a request, as base64, and the ids of the spoken answers it refers to.

    The recordings are taken out: "" is left, and writing the rest as JSON takes no time.
    """
    recordings, turns = [], []
    for message in _dicts(request.get("messages")):
        for part in _dicts(message.get("content")):
            sound = part.get("input_audio")
            if isinstance(sound, dict) and isinstance(sound.get("data"), str):
                recordings.append(sound["data"])
                sound["data"] = ""
        audio = message.get("audio")
        if isinstance(audio, dict):
            turns.append(str(audio.get("id")))
    return recordings, turns


def _dicts(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _bytes(value: object) -> int:
    """The length of `value` as JSON in UTF-8."""
    return len(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _heard(data: str) -> int:
    """The most audio tokens of a recording in base64; what is none, an address say, may be long."""
    try:
        return audio_tokens_in(most_seconds(base64.b64decode(data, validate=True)))
    except ValueError:
        return catalogue.limit("context_tokens")


def _whole(value: object) -> int:
    """A number as a whole one, rounded up; 0 for what is no positive number."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return 0
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return 0
    return math.ceil(number) if 0 < number < 1e9 else 0
