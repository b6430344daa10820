"""The dialects of compatible servers: what each refuses, and the form of its answers."""

import base64

import pytest

from helpers.engine import catalogue
from helpers.media import codec
from helpers.practice.answers import ChatCompletion
from helpers.practice.protocol.dialects import DIALECTS
from helpers.practice.protocol.model_list import model_entry
from helpers.practice.protocol.rules import Refusal, accept
from tests.dialect_server import WORDS
from tests.practice.protocol.told import deltas, refusal, streamed, told

SAID = "Good morning everybody."


def pcm(voice):
    """The samples as OpenAI streams them."""
    chunks = streamed("openai", audio={"voice": voice, "format": "pcm16"})
    sounds = [delta.get("audio", {}) for delta in deltas(chunks)]
    pieces = [audio.get("data", "") for audio in sounds]
    return b"".join(map(base64.b64decode, pieces))


def test_qwen_answers_streams_alone_with_words_in_content_and_bare_samples():
    no = refusal("qwen")
    assert (no.status, no.code) == (400, "invalid_parameter_error")
    assert "only support stream mode" in no.message
    all_deltas = deltas(streamed("qwen"))
    assert "".join(delta.get("content") or "" for delta in all_deltas) == SAID
    sounds = [delta["audio"] for delta in all_deltas if "audio" in delta]
    assert all(list(audio) == ["data"] for audio in sounds)
    data = base64.b64decode("".join(audio["data"] for audio in sounds))  # decoded as one
    assert data == pcm("coral") and data[:4] != b"RIFF"


@pytest.mark.parametrize("voice", ["coral", None, 7, ["Cherry"], {"id": "voice_1"}])
def test_qwen_has_voices_of_its_own(voice):
    audio = {"voice": voice, "format": "wav"}
    assert "is not supported" in refusal("qwen", stream=True, audio=audio).message


def test_vllm_gives_two_choices_and_no_transcript():
    dialect, answer = told("vllm")
    whole = dialect.whole(answer.whole())
    words, sound = whole["choices"]
    assert (words["index"], sound["index"]) == (0, 0)
    assert words["message"]["content"] == SAID and words["message"]["audio"] is None
    assert sound["message"]["content"] is None
    audio = sound["message"]["audio"]
    assert audio["transcript"] == "" and audio["id"].startswith("audio-")
    assert codec.measure(base64.b64decode(audio["data"])).seconds > 1
    assert whole["usage"]["prompt_tokens_details"] is None
    assert "completion_tokens_details" not in whole["usage"]


def test_vllm_streams_the_sound_as_files_in_content():
    chunks = streamed("vllm")
    by = {
        kind: [c["choices"][0]["delta"].get("content") or "" for c in chunks if is_of(c, kind)]
        for kind in ("text", "audio")
    }
    assert "".join(by["text"]) == SAID
    files = [base64.b64decode(data) for data in by["audio"]]
    assert len(files) > 2 and all(file[:4] == b"RIFF" for file in files)
    assert b"".join(file[44:] for file in files) == pcm("alloy")
    assert all("audio" not in delta for delta in deltas(chunks))


def is_of(chunk, kind):
    return chunk.get("modality") == kind and chunk["choices"]


def test_vllm_speaks_also_where_nothing_asks_for_it_and_needs_no_voice():
    body = {"model": WORDS["vllm"][0], "messages": [{"role": "user", "content": "Read aloud: Hi."}]}
    dialect = DIALECTS["vllm"](body)
    answer = dialect.whole(ChatCompletion(accept(dialect.body), 1).whole())
    assert len(answer["choices"]) == 2
    written = DIALECTS["vllm"]({**body, "modalities": ["text"]})
    with pytest.raises(Refusal):  # without any sound these models answer nothing
        accept(written.body)


def test_openrouter_streams_sound_with_empty_content_and_no_ids():
    no = refusal("openrouter")
    assert no.body() == {"error": {"message": "Audio output requires stream: true", "code": 400}}
    all_deltas = deltas(streamed("openrouter"))
    assert {delta.get("content") for delta in all_deltas} == {""}
    sounds = [delta["audio"] for delta in all_deltas if "audio" in delta]
    assert "".join(audio.get("transcript", "") for audio in sounds) == SAID
    assert all(set(audio) <= {"transcript", "data"} for audio in sounds)


def test_openrouter_always_counts_and_names_who_answers():
    dialect, answer = told("openrouter", stream=True)
    *_, last = [chunk for chunk in dialect.chunks(answer.streamed()) if chunk]
    assert last["usage"]["completion_tokens_details"]["audio_tokens"] > 20
    assert last["id"].startswith("gen-") and last["provider"] == "OpenAI"


def test_what_each_lists():
    entries = [model_entry(model) for model in catalogue.models().values()]
    assert [entry["id"] for entry in DIALECTS["vllm"].listed(entries)] == [WORDS["vllm"][0]]
    assert DIALECTS["vllm"].listed(entries)[0]["owned_by"] == "vllm"
    assert WORDS["qwen"][0] in [entry["id"] for entry in DIALECTS["qwen"].listed(entries)]
    (first, *_) = DIALECTS["openrouter"].listed(entries)
    assert first["id"] == f"openai/{entries[0]['id']}"
    assert "audio" in first["architecture"]["output_modalities"]
