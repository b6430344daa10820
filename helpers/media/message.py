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


def spoken_part(message: Any) -> SpokenPart:
    """What a message of the SDK, or the same as a dict, holds under `audio`.

    Raises SoundError.
    """
    message = message.model_dump() if hasattr(message, "model_dump") else message
    if not isinstance(message, dict) or "choices" in message:
        raise SoundError(
            "This is not a message: give completion.choices[0].message, or the same of a dict."
        )
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
    return SpokenPart(data, audio.get("transcript"), audio.get("id"))
