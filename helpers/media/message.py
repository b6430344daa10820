"""The spoken part of an answer's message."""

import base64
from dataclasses import dataclass
from typing import Any

from helpers.media.sniff import SoundError


@dataclass(frozen=True)
class SpokenPart:
    """The bytes of a spoken answer, in the format that was asked for, and what came with them."""

    data: bytes
    transcript: str | None
    audio_id: str | None


def spoken_part(answer: Any) -> SpokenPart:
    """What a message, its choice or its audio holds, of the SDK or as a dict.

    The words may stand in the message's `content` (docs/protocol.md §12). Raises SoundError.
    """
    message = _message(answer)
    audio = message.get("audio")
    if not isinstance(audio, dict):
        raise SoundError(
            'This message has no sound: ask for it with modalities=["text", "audio"] '
            'and an audio={"voice": …, "format": …}.'
        )
    if not audio.get("data"):
        raise SoundError(
            "This message names a sound but brings none, which happens now and then: "
            "send the request again."
        )
    try:
        data = base64.b64decode(audio["data"], validate=True)
    except (ValueError, TypeError):
        raise SoundError(
            "The sound in this message is not whole base64: "
            "send the request again, and keep every character of the data."
        ) from None
    words = audio.get("transcript") or message.get("content")
    return SpokenPart(data, words if isinstance(words, str) else None, audio.get("id"))


def _message(answer: Any) -> dict[str, Any]:
    """The message that `answer` is, or belongs to. Raises SoundError."""
    answer = answer.model_dump(warnings=False) if hasattr(answer, "model_dump") else answer
    if isinstance(answer, dict) and isinstance(answer.get("message"), dict):
        return dict(answer["message"])
    if isinstance(answer, dict) and "data" in answer and "audio" not in answer:
        return {"audio": answer}
    if not isinstance(answer, dict) or "choices" in answer:
        raise SoundError(
            "This is not a message: give completion.choices[0].message, or the same of a dict."
        )
    return answer
