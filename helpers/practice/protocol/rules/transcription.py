"""What a request to /v1/audio/transcriptions may say (docs/protocol.md §13)."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from helpers.practice.cancellation import Cancellation
from helpers.practice.protocol.rules.check import check
from helpers.practice.protocol.rules.models import NO_MODEL, audio_model_refusal
from helpers.practice.protocol.rules.recordings import (
    HEARING_SECONDS,
    Recording,
    check_length,
    measured,
)
from helpers.practice.protocol.rules.refusal import Refusal, invalid, missing
from helpers.practice.protocol.rules.rule import decimal, one_of
from helpers.practice.protocol.rules.wording import series, shortened

MOST_BYTES = 26_214_400  # of a whole body
WHISPER = "whisper-1"  # gives times, and says what it refuses in other words than newer models
DIARIZING = "gpt-4o-transcribe-diarize"  # tells who speaks, which the engine's ears cannot
FORMATS = ("json", "text", "srt", "verbose_json", "vtt", "diarized_json")
WHISPER_FORMATS = FORMATS[:-1]
UNTIMED_FORMATS = ("json", "text")  # of the newer models
GRANULARITIES = ("word", "segment")
INCLUDED = ("logprobs",)
TEMPERATURE = decimal(0, 1)
WITH_LOGPROBS = (
    "gpt-4o-transcribe",
    "gpt-4o-mini-transcribe",
    "gpt-4o-mini-transcribe-2025-12-15",
)
ENDINGS = ["flac", "m4a", "mp3", "mp4", "mpeg", "mpga", "oga", "ogg", "wav", "webm"]
CODES = (  # ISO 639-1, as far as Whisper knows them
    "af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha he hi "
    "hr ht hu hy id is it ja jv ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl "
    "nn no oc pa pl ps pt ro ru sa sd si sk sl sn so sq sr su sv sw ta te tg th tk tl tr tt uk ur "
    "uz vi yi yo zh"
)
LANGUAGES = frozenset(CODES.split())


@dataclass(frozen=True)
class TranscriptionRequest:
    """A recording that may be written down.

    `granularities` are the times that are told, `logprobs` whether it is told how sure each word
    is.
    """

    model: str
    recording: Recording
    format: str
    granularities: tuple[str, ...]
    stream: bool
    logprobs: bool = False


def accept_transcription(
    fields: Mapping[str, str],
    file: tuple[str, bytes] | None,
    granularities: tuple[str, ...] = (),
    include: tuple[str, ...] = (),
    *,
    cancellation: Cancellation | None = None,
    today: date | None = None,
) -> TranscriptionRequest:
    """The request, in order and its recording decoded; raises Refusal and Cancelled.

    `fields` are those of the form, `file` is the recording's name and bytes, `today` the day on
    which the model must live. Fields that are unknown are ignored.
    """
    model = fields.get("model", "")
    if not model:
        raise Refusal(400, NO_MODEL)
    if model == DIARIZING:
        raise _no_diarization()
    refusal = audio_model_refusal(model, "transcriptions", today)
    if refusal:
        raise refusal
    if file is None:  # assumed
        raise missing("file")
    format = fields.get("response_format") or FORMATS[0]
    _check_format(model, format)
    _check_language(fields.get("language", ""))
    _check_temperature(fields.get("temperature", ""))
    for granularity in granularities:  # assumed
        check(one_of(*GRANULARITIES), granularity, "timestamp_granularities")
    for item in include:  # assumed
        check(one_of(*INCLUDED), item, "include")
    _check_ending(model, file[0])
    recording = _recording(model, file[1], cancellation or Cancellation())
    stream = fields.get("stream", "").lower() in ("true", "1") and model != WHISPER
    logprobs = "logprobs" in include and model in WITH_LOGPROBS and format == "json"
    times = granularities or ("segment",)
    return TranscriptionRequest(model, recording, format, times, stream, logprobs)


def too_large(seen: int) -> Refusal:
    """The refusal of a body of `seen` bytes."""
    return Refusal(
        413,
        f"Maximum content size limit ({MOST_BYTES}) exceeded ({seen} bytes read)",
        type="server_error",
    )


def _check_format(model: str, format: str) -> None:
    check(one_of(*FORMATS), format, "response_format")  # assumed
    known = WHISPER_FORMATS if model == WHISPER else UNTIMED_FORMATS
    if format not in known:  # of whisper-1 assumed
        raise invalid(
            f"response_format '{format}' is not compatible with model '{model}'. "
            f"Use {series(known, 'or')} instead.",
            "response_format",
            "unsupported_value",
        )


def _check_language(language: str) -> None:
    if language and language not in LANGUAGES:
        raise invalid(
            f"Invalid language '{shortened(language)}'. "
            "Language parameter must be specified in ISO-639-1 format.",
            "language",  # assumed
            "invalid_language_format",
        )


def _check_temperature(temperature: str) -> None:
    """A number from 0 to 1 (docs/protocol.md §13; the words are those of §2.5, assumed)."""
    value: object = temperature
    with suppress(ValueError):
        value = float(temperature)
    if temperature:
        check(TEMPERATURE, value, "temperature")


def _no_diarization() -> Refusal:
    return Refusal(
        404,
        f"The model `{DIARIZING}` tells who speaks, and the practice engine of this course cannot: "
        "gpt-4o-transcribe writes down the words, and whisper-1 tells when each was said.",
        param="model",
        code="not_in_the_practice_engine",
    )


def _check_ending(model: str, name: str) -> None:
    ending = PurePath(name).suffix[1:].lower()
    if ending in ENDINGS:
        return
    if model == WHISPER:
        raise Refusal(400, f"Invalid file format. Supported formats: {ENDINGS}")
    raise invalid(f"Unsupported file format {shortened(ending)}", "file", "unsupported_value")


def _recording(model: str, data: bytes, cancellation: Cancellation) -> Recording:
    """The recording, its seconds counted by decoding."""
    try:
        facts = measured(data, cancellation)
    except ValueError:
        raise _undecodable(model) from None
    check_length(facts.seconds, "file")  # its param is assumed
    if facts.seconds > HEARING_SECONDS:
        raise invalid(
            f"The practice engine hears at most {HEARING_SECONDS} s of a recording, and this one "
            f"lasts {facts.seconds:.0f} s: send it in pieces, as lesson 31 does.",
            "file",
            "audio_too_long",
        )
    return Recording(0, 0, data, facts.format, facts.seconds)


def _undecodable(model: str) -> Refusal:
    if model == WHISPER:
        return Refusal(400, "The audio file could not be decoded or its format is not supported.")
    return invalid("Audio file might be corrupted or unsupported", "file", "invalid_value")
