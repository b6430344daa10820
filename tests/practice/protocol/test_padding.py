"""Padding fills up a chunk to a multiple of sixteen characters (docs/protocol.md §4)."""

import json

import pytest

from helpers.practice.protocol.padding import letters, padding

HEARTBEAT = {
    "id": "chatcmpl-" + "x" * 29,
    "object": "chat.completion.chunk",
    "created": 1780693548,
    "model": "gpt-audio-1.5",
    "service_tier": "default",
    "system_fingerprint": "fp_0123456789",
    "usage": None,
}


def test_a_heartbeat_has_the_captured_eight_whatever_the_engines_fingerprint():
    assert len(padding(HEARTBEAT)) == 8
    assert len(padding(HEARTBEAT | {"system_fingerprint": "fp_practice"})) == 8


@pytest.mark.parametrize("word", ["", "a", "word", "a longer word", "말", "x" * 40])
def test_any_chunk_becomes_a_multiple_of_sixteen(word):
    chunk = HEARTBEAT | {"choices": [{"delta": {"audio": {"transcript": word}}}]}
    compact = json.dumps(chunk, ensure_ascii=False, separators=(",", ":"))
    assert (len(compact) + len(padding(chunk))) % 16 == 0 and len(padding(chunk)) < 16


def test_letters_are_letters_and_digits():
    assert len(letters(500)) == 500 and letters(500).isalnum() and letters(0) == ""
