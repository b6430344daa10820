"""What a request to /v1/audio/speech may say (docs/protocol.md §13)."""

from dataclasses import dataclass
from datetime import date

from helpers.practice.protocol.rules import field_errors
from helpers.practice.protocol.rules.fields import VOICES
from helpers.practice.protocol.rules.models import NO_MODEL, audio_model_refusal
from helpers.practice.protocol.rules.refusal import Refusal
from helpers.practice.protocol.rules.rule import JSON

FORMATS = ("mp3", "opus", "aac", "flac", "wav", "pcm")
STREAM_FORMATS = ("sse", "audio")
USUAL: JSON = {"instructions": "", "response_format": "mp3", "speed": 1.0, "stream_format": "audio"}
LONGEST_TEXT = 4096  # code points
SLOWEST, FASTEST = 0.25, 4.0
PLAIN_MODELS = ("tts-1", "tts-1-hd")  # they take no instructions and stream no events
PLAIN_VOICES = ("nova", "shimmer", "echo", "onyx", "fable", "alloy", "ash", "sage", "coral")


@dataclass(frozen=True)
class SpeechRequest:
    """A text that may be read aloud. `instructions` are "" where the model does not take any."""

    model: str
    text: str
    voice: str
    instructions: str
    format: str
    speed: float
    events: bool  # whether it is sent as server-sent events


def accept_speech(body: JSON, today: date | None = None) -> SpeechRequest:
    """The request `body`, in order; raises Refusal. Fields that are unknown are ignored.

    `today` is the day on which the model must live.
    """
    model = body.get("model")
    if not isinstance(model, str) or not model:
        raise Refusal(400, NO_MODEL)
    refusal = audio_model_refusal(model, "speech", today)
    if refusal:
        raise refusal
    plain = model in PLAIN_MODELS
    given = {key: value for key, value in body.items() if value is not None}
    _check_fields(given, PLAIN_VOICES if plain else VOICES)
    given = USUAL | given
    events = given["stream_format"] == "sse"
    if events and plain:  # that it is refused is documented, the words are assumed
        raise Refusal(400, f"stream_format 'sse' is not supported with model '{model}'.")
    return SpeechRequest(
        model,
        given["input"],
        given["voice"],
        "" if plain else given["instructions"],
        given["response_format"],
        given["speed"],
        events,
    )


def _check_fields(given: JSON, voices: tuple[str, ...]) -> None:
    missing = [field_errors.missing(key) for key in ("input", "voice") if key not in given]
    value = {"input": " ", "voice": voices[0], **USUAL, **given}
    field_errors.refuse_wrong(
        [
            *missing,
            field_errors.wrong_text("input", value["input"], 1, LONGEST_TEXT),
            field_errors.wrong_choice("voice", value["voice"], voices),
            field_errors.wrong_text("instructions", value["instructions"], 0, LONGEST_TEXT),
            field_errors.wrong_choice("response_format", value["response_format"], FORMATS),
            field_errors.wrong_number("speed", value["speed"], SLOWEST, FASTEST),
            field_errors.wrong_choice("stream_format", value["stream_format"], STREAM_FORMATS),
        ]
    )
