"""Recordings in a request: base64 to bytes, what the bytes are, how long they last.

The codec, and numpy with it, is loaded when the first recording comes.
"""

import binascii
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.practice.cancellation import Cancellation
from helpers.practice.protocol.rules.check import empty_string
from helpers.practice.protocol.rules.messages import content_parts
from helpers.practice.protocol.rules.refusal import Refusal, invalid
from helpers.practice.protocol.rules.rule import JSON

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from helpers.media.codec import Facts

HEARING_RATE = 16_000  # Hz, of Recording.mono()
HEARING_SECONDS = 600  # no more of a recording is heard
# Hz that a recording may claim (assumed): a damaged header claims millions, and resampling from
# that takes ten seconds.
LOWEST_RATE, HIGHEST_RATE = 1_000, 768_000
SHORTEST = 0.1  # seconds (assumed: the transcription endpoint's figure, docs/protocol.md §2.4 E9)


@dataclass(frozen=True)
class Recording:
    """One input_audio part: its place, bytes and label, its seconds counted by decoding."""

    message: int
    part: int
    data: bytes
    format: str
    seconds: float

    def mono(self) -> "NDArray[np.float32]":
        """Samples in [-1, 1] at HEARING_RATE, at most HEARING_SECONDS of them; raises Refusal.

        They are decoded here and not before, because a compressed hour is large.
        """
        from helpers.media import codec

        try:
            return codec.samples(self.data, HEARING_RATE, HEARING_SECONDS)[0]
        except ValueError:
            raise _undecodable() from None


def recordings_of(messages: Sequence[JSON], cancellation: Cancellation) -> tuple[Recording, ...]:
    """Every recording in `messages`, looked into until `cancellation` stops it; raises Refusal."""
    return tuple(_decoded(*place, cancellation) for place in _audio_parts(messages))


def _audio_parts(messages: Sequence[JSON]) -> Iterator[tuple[int, int, JSON]]:
    """(message, part, input_audio) of every recording."""
    for index, message in enumerate(messages):
        for place, part in enumerate(content_parts(message)):
            if part["type"] == "input_audio":
                yield index, place, part["input_audio"]


def _decoded(message: int, part: int, audio: JSON, cancellation: Cancellation) -> Recording:
    path = f"messages[{message}].content[{part}].input_audio.data"
    data = _bytes(audio["data"], path)
    return Recording(
        message, part, data, audio["format"], _seconds(data, audio["format"], cancellation)
    )


def _bytes(encoded: str, path: str) -> bytes:
    """The bytes of base64 without a data: prefix or line breaks."""
    if not encoded:  # assumed: E9
        raise empty_string(path)
    if encoded[:5].lower() == "data:":  # docs/protocol.md §12
        raise _undecodable()
    try:
        return binascii.a2b_base64(encoded, strict_mode=True)
    except ValueError:  # assumed: E9, after the Realtime API's words
        raise invalid(
            f"Invalid '{path}'. Expected base64-encoded audio bytes but got an invalid value.",
            path,
            "invalid_value",
        ) from None


def _seconds(data: bytes, format: str, cancellation: Cancellation) -> float:
    """How long a recording lasts that is what its label says."""
    try:
        facts = measured(data, cancellation)
    except ValueError:
        raise _undecodable() from None
    if facts.format != format:
        raise _undecodable()
    check_length(facts.seconds, "messages")
    return facts.seconds


def measured(data: bytes, cancellation: Cancellation) -> "Facts":
    """What decoding tells of a recording.

    Raises Cancelled, and ValueError for what is no sound or claims an impossible rate.
    """
    from helpers.media import codec

    facts = codec.measure(data, lambda share: cancellation.check())
    if not LOWEST_RATE <= facts.sample_rate <= HIGHEST_RATE:
        raise ValueError(f"a sample rate of {facts.sample_rate} Hz")
    return facts


def check_length(seconds: float, param: str) -> None:
    """Refuse a recording that is too short (docs/protocol.md §13; in chat assumed, E9)."""
    if seconds < SHORTEST:
        raise invalid(
            f"Audio file is too short. Minimum audio length is {SHORTEST} seconds.",
            param,
            "audio_too_short",
        )


def _undecodable() -> Refusal:
    """E3; when the API says E3b instead is not known (docs/protocol.md §10)."""
    return invalid(
        "This model does not support the format you provided.", "messages", "unsupported_format"
    )
