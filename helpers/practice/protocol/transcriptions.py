"""Transcriptions as /v1/audio/transcriptions writes them (docs/protocol.md §13)."""

import math
import zlib
from collections.abc import Iterator
from typing import Any

from helpers.engine.tokens import audio_tokens_in, text_pieces, text_tokens
from helpers.practice.ears.heard import Heard, Word
from helpers.practice.mind import languages, quotes, transcripts
from helpers.practice.protocol.rules.rule import JSON
from helpers.practice.protocol.rules.transcription import TranscriptionRequest
from helpers.speech import subtitles

BY_TOKENS = ("gpt-4o-",)  # names that begin so are billed by tokens, the others by time
END_TOKENS = 2  # of an answer, beside its words
MARKS = " .,!?;:\"'…·、。！？()[]“”‘’"  # that stand round a word and are no part of it


def text(heard: Heard) -> str:
    """The words, with what was not understood named between them."""
    return quotes.with_gaps(heard)


def written(asked: TranscriptionRequest, heard: Heard) -> str:
    """The transcript in a form that is no JSON: text, srt or vtt."""
    if asked.format == "srt":
        return transcripts.srt(heard) + "\n"
    if asked.format == "vtt":
        return subtitles.vtt(transcripts.cues(heard)) + "\n"
    return text(heard) + "\n"


def document(asked: TranscriptionRequest, heard: Heard) -> JSON:
    """The transcript as JSON, with words and segments where they are asked for."""
    if asked.format == "verbose_json":
        return _verbose(asked, heard)
    if asked.model == "gpt-transcribe":
        codes = [{"code": code} for code in heard.languages]
        return {"text": text(heard), "languages": codes, "usage": usage(asked, heard)}
    return _told(asked, heard)


def events(asked: TranscriptionRequest, heard: Heard) -> Iterator[JSON]:
    """The transcript piece by piece, then whole."""
    for piece in text_pieces(text(heard)):
        yield {"type": "transcript.text.delta", "delta": piece}
    yield {"type": "transcript.text.done", **_told(asked, heard)}


def _told(asked: TranscriptionRequest, heard: Heard) -> JSON:
    sure = {"logprobs": [_logprob(word) for word in heard.timed]} if asked.logprobs else {}
    return {"text": text(heard), **sure, "usage": usage(asked, heard)}


def _logprob(word: Word) -> JSON:
    """How sure a word is; the API tells it of each token."""
    token = f" {word.text}"
    return {"token": token, "logprob": _log(word.probability), "bytes": list(token.encode())}


def usage(asked: TranscriptionRequest, heard: Heard) -> JSON:
    """What is billed: whole seconds, begun ones too, or tokens."""
    seconds = asked.recording.seconds
    if not asked.model.startswith(BY_TOKENS):
        return {"type": "duration", "seconds": math.ceil(seconds)}
    audio, words = audio_tokens_in(seconds), text_tokens(text(heard)) + END_TOKENS
    return {
        "type": "tokens",
        "input_tokens": audio,
        "input_token_details": {"text_tokens": 0, "audio_tokens": audio},
        "output_tokens": words,
        "total_tokens": audio + words,
    }


def _verbose(asked: TranscriptionRequest, heard: Heard) -> JSON:
    told: JSON = {
        "task": "transcribe",
        "language": languages.name(heard.language).lower(),
        "duration": round(asked.recording.seconds, 2),
        "text": text(heard),
    }
    if "word" in asked.granularities:
        told["words"] = [_word(word) for word in heard.timed]
    if "segment" in asked.granularities:
        told["segments"] = _segments(heard)
    return told | {"usage": usage(asked, heard)}


def _word(word: Word) -> dict[str, Any]:
    bare = word.text.strip(MARKS) or word.text
    return {"word": bare, "start": round(word.start, 2), "end": round(word.end, 2)}


def _segments(heard: Heard) -> list[JSON]:
    """Phrases and gaps.

    What the ears do not tell is nothing: no tokens, no probability of silence.
    """
    return [
        {
            "id": number,
            "seek": 0,
            "start": round(start, 2),
            "end": round(end, 2),
            "text": f" {said}",
            "tokens": [],
            "temperature": 0.0,
            "avg_logprob": _mean_log(heard, start, end),
            "compression_ratio": round(_compression(said), 2),
            "no_speech_prob": 0.0,
        }
        for number, (start, end, said) in enumerate(transcripts.cues(heard))
    ]


def _mean_log(heard: Heard, start: float, end: float) -> float:
    """The mean logarithm of the probabilities of the words that begin in between."""
    inside = [word.probability for word in heard.timed if start <= word.start < end]
    if not inside:
        return 0.0
    return round(sum(map(_log, inside)) / len(inside), 3)


def _log(probability: float) -> float:
    return math.log(max(1e-6, probability))


def _compression(said: str) -> float:
    data = said.encode()
    return len(data) / len(zlib.compress(data))
