"""Conversations as text, for a model that hears nothing."""

from dataclasses import replace

from helpers.practice.ears.heard import Word
from helpers.practice.mind.conversation import ABOUT_RECORDINGS, SPOKEN, as_text, in_text
from tests.practice.mind.conversation import HEARD, SILENT, TRAIN

RECORDING = {"type": "input_audio", "input_audio": {"data": "...", "format": "wav"}}


def test_recordings_stand_where_they_were_as_their_words():
    parts = [{"type": "text", "text": "First"}, RECORDING, {"type": "text", "text": "last"}]
    turns = [{"role": "user", "content": parts}]
    found = in_text(turns, lambda index: [HEARD], lambda message: "")
    assert found[0] == {"role": "system", "content": ABOUT_RECORDINGS}
    first, recording, last = found[1]["content"].split("\n")
    assert (first, last) == ("First", "last") and TRAIN in recording and "hertz" in recording


def test_turns_keep_their_roles_their_calls_and_their_words():
    calls = [{"id": "1", "function": {"name": "f", "arguments": "{}"}}]
    turns = [
        {"role": "developer", "content": "Be brief."},
        {"role": "user", "content": "Hi"},
        {"role": "assistant", "audio": {"id": "audio_1"}},
        {"role": "assistant", "content": None, "tool_calls": calls},
        {"role": "tool", "tool_call_id": "1", "content": "21"},
    ]
    found = in_text(turns, lambda index: [], lambda message: "Hello.")
    assert found == [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "Hi"},
        {"role": "assistant", "content": "Hello."},
        {"role": "assistant", "content": "", "tool_calls": calls},
        {"role": "tool", "content": "21", "tool_call_id": "1"},
    ]
    assert in_text([], lambda index: [], lambda message: "", spoken=True)[0]["content"] == SPOKEN


def test_doubt_and_silence_are_told():
    unsure = replace(HEARD.heard, timed=(Word("train", 0, 1, 0.01),))
    assert "Not sure of: train." in as_text(replace(HEARD, heard=unsure))
    assert "I hear no speech" in as_text(SILENT)
