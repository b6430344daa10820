"""A text read aloud for /v1/audio/speech: the voice, its manner and speed, a file in the end."""

from helpers.media.codec import to_pcm16
from helpers.practice.cancellation import Cancellation
from helpers.practice.mind import directions
from helpers.practice.mind.texts import is_korean
from helpers.practice.protocol.rules import Refusal
from helpers.practice.protocol.rules.recordings import HEARING_SECONDS
from helpers.practice.protocol.rules.speech import SpeechRequest
from helpers.practice.protocol.sound_file import sound_file
from helpers.practice.voice import synthesis
from helpers.practice.voice.tempo import at_speed

MOST_SECONDS = HEARING_SECONDS  # that one answer may last; as much is heard of a recording
BITRATES = {"mp3": 128_000, "opus": 64_000}  # bits per second, measured (docs/protocol.md §13)


def spoken(request: SpeechRequest, cancellation: Cancellation) -> bytes:
    """The text of `request` as pcm16 at 24 kHz, mono; raises Cancelled, and Refusal if too long."""
    blocks = synthesis.blocks(
        request.text,
        request.voice,
        "ko" if is_korean(request.text) else "en",
        directions.manner(request.instructions),
    )
    pcm = bytearray()
    for block in at_speed(blocks, synthesis.RATE, request.speed):
        cancellation.check()
        pcm += to_pcm16(block)
        if len(pcm) > 2 * synthesis.RATE * MOST_SECONDS:
            raise Refusal(
                400,
                f"The practice engine reads aloud for at most {MOST_SECONDS} s at a time, and "
                "this text lasts longer at this speed: send it in parts.",
                code="speech_too_long",
            )
    return bytes(pcm)


def as_file(pcm: bytes, format: str, cancellation: Cancellation) -> bytes:
    """pcm16 at 24 kHz as a file in `format`, one of rules.speech.FORMATS; raises Cancelled."""
    if format == "pcm":
        return pcm
    return sound_file(pcm, format, cancellation, BITRATES.get(format))
