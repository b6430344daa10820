"""Transcripts in every form."""

import math

import pytest

from helpers.practice.ears.heard import Heard, Word
from helpers.practice.protocol import transcriptions
from helpers.practice.protocol.rules import Recording
from helpers.practice.protocol.rules.transcription import TranscriptionRequest

WORDS = (
    Word("Good", 0.2, 0.5, 0.9),
    Word("morning,", 0.5, 1.0, 0.8),
    Word("Tom's.", 1.0, 1.4, 0.7),
    Word("Twenty!", 4.0, 4.5, 0.6),
)
HEARD = Heard(
    "Good morning, Tom's. Twenty!",
    0.8,
    "partly",
    WORDS,
    "en",
    0.99,
    ("en",),
    seconds=5.25,
    listened_seconds=5.25,
    gaps=((2.0, 3.6),),
)
NOTHING = Heard("", 0.0, "no speech", seconds=5.25, listened_seconds=5.25)
TEXT = "Good morning, Tom's. [… 2 s not understood …] Twenty!"


def asked(model="whisper-1", format="json", granularities=("segment",)):
    recording = Recording(0, 0, b"", "wav", 5.25)
    return TranscriptionRequest(model, recording, format, granularities, False)


def test_json_and_what_is_billed():
    told = transcriptions.document(asked(), HEARD)
    assert told == {"text": TEXT, "usage": {"type": "duration", "seconds": 6}}
    tokens = transcriptions.document(asked("gpt-4o-mini-transcribe"), HEARD)["usage"]
    assert list(tokens) == [
        "type",
        "input_tokens",
        "input_token_details",
        "output_tokens",
        "total_tokens",
    ]
    assert tokens["input_tokens"] == tokens["input_token_details"]["audio_tokens"] == 52
    assert tokens["total_tokens"] == 52 + tokens["output_tokens"]
    newest = transcriptions.document(asked("gpt-transcribe"), HEARD)
    assert newest["languages"] == [{"code": "en"}] and newest["usage"]["type"] == "duration"


def test_a_captured_count():
    """3.72 s with this sentence were billed as 37 and 12 tokens (docs/protocol.md §13)."""
    words = "The quick brown fox jumps over the lazy dog."
    recording = Recording(0, 0, b"", "mp3", 3.72)
    request = TranscriptionRequest("gpt-4o-mini-transcribe", recording, "json", (), False)
    usage = transcriptions.usage(request, Heard(words, 1.0, "clear"))
    assert (usage["input_tokens"], usage["output_tokens"]) == (37, 12)


def test_verbose_json():
    told = transcriptions.document(asked(format="verbose_json"), HEARD)
    assert list(told) == ["task", "language", "duration", "text", "segments", "usage"]
    assert (told["task"], told["language"], told["duration"]) == ("transcribe", "english", 5.25)
    segments = told["segments"]
    assert [segment["id"] for segment in segments] == [0, 1, 2]
    assert segments[0]["text"] == " Good morning, Tom's." and segments[0]["end"] == 1.4
    assert segments[0]["avg_logprob"] == pytest.approx(math.log(0.9 * 0.8 * 0.7) / 3, abs=1e-3)
    assert "not understood" in segments[1]["text"] and segments[1]["avg_logprob"] == 0
    assert "".join(segment["text"] for segment in segments).strip() == TEXT


def test_words_have_their_times_and_no_marks():
    asking = asked(format="verbose_json", granularities=("word",))
    told = transcriptions.document(asking, HEARD)
    assert "segments" not in told and told["words"][1] == {
        "word": "morning",
        "start": 0.5,
        "end": 1.0,
    }
    assert [word["word"] for word in told["words"]] == ["Good", "morning", "Tom's", "Twenty"]
    both = asked(format="verbose_json", granularities=("word", "segment"))
    assert {"words", "segments"} <= set(transcriptions.document(both, HEARD))


def test_texts():
    assert transcriptions.written(asked(format="text"), HEARD) == TEXT + "\n"
    srt = transcriptions.written(asked(format="srt"), HEARD)
    vtt = transcriptions.written(asked(format="vtt"), HEARD)
    assert srt.startswith("1\n00:00:00,200 --> ") and vtt.startswith("WEBVTT\n\n00:00:00.200 --> ")
    assert srt.count("-->") == vtt.count("-->") == 3 and "not understood" in vtt


def test_events():
    *deltas, done = transcriptions.events(asked("gpt-4o-transcribe"), HEARD)
    assert {event["type"] for event in deltas} == {"transcript.text.delta"}
    assert "".join(event["delta"] for event in deltas) == done["text"] == TEXT
    assert done["type"] == "transcript.text.done" and done["usage"]["type"] == "tokens"


def test_how_sure_each_word_is():
    recording = Recording(0, 0, b"", "wav", 5.25)
    asking = TranscriptionRequest("gpt-4o-transcribe", recording, "json", (), True, logprobs=True)
    told = transcriptions.document(asking, HEARD)
    assert list(told) == ["text", "logprobs", "usage"] and len(told["logprobs"]) == len(WORDS)
    first = told["logprobs"][0]
    assert (first["token"], bytes(first["bytes"])) == (" Good", b" Good")
    assert math.exp(first["logprob"]) == pytest.approx(0.9)
    assert list(transcriptions.events(asking, HEARD))[-1]["logprobs"] == told["logprobs"]


def test_silence_is_an_empty_text():
    for format in ("json", "verbose_json"):
        told = transcriptions.document(asked(format=format), NOTHING)
        assert told["text"] == "" and not told.get("segments")
    assert transcriptions.written(asked(format="vtt"), NOTHING).strip() == "WEBVTT"
    assert [event["type"] for event in transcriptions.events(asked(), NOTHING)] == [
        "transcript.text.done"
    ]
