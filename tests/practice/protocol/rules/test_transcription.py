"""What a request for a recording to be written down may say."""

import datetime

import pytest

from helpers.media import codec
from helpers.practice.cancellation import Cancellation, Cancelled
from helpers.practice.protocol.rules import Refusal
from helpers.practice.protocol.rules.transcription import accept_transcription, too_large
from tests.practice.protocol.rules.examples import TODAY, tone

WAV = codec.encode(tone(0.5), 16_000, "wav")
OLD, NEW = "whisper-1", "gpt-4o-transcribe"


def accepted(name="a.wav", data=WAV, times=(), include=(), **fields):
    given = {"model": OLD, **fields}
    return accept_transcription(given, (name, data), times, include, today=TODAY)


def refused(*file, times=(), **fields):
    with pytest.raises(Refusal) as refusal:
        accepted(*file, times=times, **fields)
    found = refusal.value
    return found.status, found.message, found.param, found.code


def test_what_is_left_out_is_usual():
    asked = accepted()
    assert (asked.format, asked.granularities, asked.stream) == ("json", ("segment",), False)
    assert asked.recording.seconds == 0.5 and asked.recording.format == "wav"


def test_what_is_unknown_is_ignored_and_what_is_known_is_taken():
    asked = accepted(prompt="Tom", temperature="0.2", zzz="1", language="ko", stream="true")
    assert not asked.stream  # whisper-1 streams nothing
    assert accepted(model=NEW, stream="true").stream
    assert accepted(times=("word", "segment")).granularities == ("word", "segment")
    for format in ("json", "text", "srt", "verbose_json", "vtt"):
        assert accepted(response_format=format).format == format


def test_how_sure_words_are_is_told_by_the_newer_models_alone():
    asking = ("logprobs",)
    assert accepted(model=NEW, include=asking).logprobs and not accepted(model=NEW).logprobs
    assert not accepted(include=asking).logprobs
    assert not accepted(model=NEW, include=asking, response_format="text").logprobs


@pytest.mark.parametrize("ending", ["mp3", "MPGA", "oga", "webm"])
def test_a_name_may_end_in_any_format_whatever_is_inside(ending):
    assert accepted(f"a.{ending}").recording.format == "wav"


@pytest.mark.parametrize(
    "temperature, says, code",
    [
        ("1.5", "decimal above maximum value. Expected a value <= 1", "decimal_above_max_value"),
        ("-0.1", "decimal below minimum value. Expected a value >= 0", "decimal_below_min_value"),
        ("nan", "decimal above maximum value", "decimal_above_max_value"),
        ("warm", "expected a decimal, but got a string instead", "invalid_type"),
    ],
)
def test_a_temperature_is_a_number_from_0_to_1(temperature, says, code):
    status, message, *where = refused(temperature=temperature)
    assert status == 400 and says in message and where == ["temperature", code]


@pytest.mark.parametrize("temperature", ["", "0", "1", "0.0", "1e-3"])
def test_a_temperature_in_order_passes(temperature):
    assert accepted(temperature=temperature).model == OLD


def test_what_is_included_is_known():
    with pytest.raises(Refusal, match="'logprobs'") as wrong:
        accepted(include=("logprobs", "tokens"))
    assert wrong.value.message == "Invalid value: 'tokens'. Supported values are: 'logprobs'."


def test_the_model_that_tells_who_speaks_is_not_here():
    status, message, param, code = refused(model="gpt-4o-transcribe-diarize")
    assert (status, param, code) == (404, "model", "not_in_the_practice_engine")
    assert "tells who speaks" in message and "practice engine" in message


def test_formats_that_a_model_has_not():
    assert refused(model=NEW, response_format="verbose_json") == (
        400,
        "response_format 'verbose_json' is not compatible with model 'gpt-4o-transcribe'. "
        "Use 'json' or 'text' instead.",
        "response_format",
        "unsupported_value",
    )
    assert refused(response_format="diarized_json")[1].endswith(
        "'whisper-1'. Use 'json', 'text', 'srt', 'verbose_json', or 'vtt' instead."
    )
    assert refused(model=NEW, response_format="diarized_json")[1].endswith(
        "'gpt-4o-transcribe'. Use 'json' or 'text' instead."
    )
    assert refused(response_format="xml")[2:] == ("response_format", "invalid_value")
    assert refused(times=("phrase",))[2:] == ("timestamp_granularities", "invalid_value")


@pytest.mark.parametrize("language", ["auto", "korean", "en-US", "EN", "xx"])
def test_languages_have_two_letters(language):
    assert refused(language=language) == (
        400,
        f"Invalid language '{language}'. Language parameter must be specified in ISO-639-1 format.",
        "language",
        "invalid_language_format",
    )


@pytest.mark.parametrize("name", ["a.bin", "upload", "", "a.opus"])
def test_names_that_tell_no_format(name):
    assert refused(name) == (
        400,
        "Invalid file format. Supported formats: ['flac', 'm4a', 'mp3', 'mp4', 'mpeg', 'mpga', "
        "'oga', 'ogg', 'wav', 'webm']",
        None,
        None,
    )
    ending = name.partition(".")[2]
    newer = (400, f"Unsupported file format {ending}", "file", "unsupported_value")
    assert refused(name, model=NEW) == newer


@pytest.mark.parametrize("data", [b"", b"no sound" * 50, WAV[:20]])
def test_what_cannot_be_decoded(data):
    old = "The audio file could not be decoded or its format is not supported."
    assert refused("a.wav", data) == (400, old, None, None)
    new = "Audio file might be corrupted or unsupported"
    assert refused("a.wav", data, model=NEW) == (400, new, "file", "invalid_value")


def test_lengths():
    short = codec.encode(tone(0.05), 16_000, "wav")
    assert refused("a.wav", short)[3] == "audio_too_short"
    long = codec.encode(tone(601, 8_000), 8_000, "flac")
    status, message, _, code = refused("a.flac", long)
    assert (status, code) == (400, "audio_too_long") and "600 s" in message and "601 s" in message


def test_a_large_body_is_refused_in_the_words_of_its_server():
    refusal = too_large(26_214_850)
    assert (refusal.status, refusal.type) == (413, "server_error")
    words = "Maximum content size limit (26214400) exceeded (26214850 bytes read)"
    assert refusal.message == words


def test_models_and_files():
    assert refused(model="")[1] == "you must provide a model parameter"
    assert refused(model="tts-1")[0] == 404
    with pytest.raises(Refusal, match="Missing required parameter: 'file'"):
        accept_transcription({"model": OLD}, None, today=TODAY)
    last = datetime.date(2027, 2, 26)
    with pytest.raises(Refusal, match="has been deprecated"):
        accept_transcription({"model": OLD}, ("a.wav", WAV), today=last)
    lives = accept_transcription({"model": "gpt-transcribe"}, ("a.wav", WAV), today=last)
    assert lives.model == "gpt-transcribe"


def test_work_that_nobody_waits_for_ends():
    cancellation = Cancellation()
    cancellation.cancel()
    with pytest.raises(Cancelled):
        accept_transcription({"model": OLD}, ("a.wav", WAV), cancellation=cancellation, today=TODAY)
