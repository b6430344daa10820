"""Counts of tokens, against the captured ones (docs/protocol.md §6)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.engine.tokens import (
    audio_tokens_in,
    message_tokens,
    text_pieces,
    text_tokens,
    tool_tokens,
)


@pytest.mark.parametrize(
    "text, tokens",
    [
        ("Hello", 1),
        ("Say the exact word 'hello' and nothing else.", 11),
        ("", 0),
        ("Hi there!", 3),
        ("안녕하세요", 3),
        (" \n ", 0),
        ("it's", 3),
    ],
)
def test_words_and_marks_are_counted(text, tokens):
    assert text_tokens(text) == tokens


@pytest.mark.parametrize(
    "seconds, tokens",
    [(1.704, 17), (3.266, 32), (4.488, 44), (6.96, 69), (0.1, 1), (2.0, 20), (1.9999, 19)],
)
def test_a_recording_counts_as_captured(seconds, tokens):
    assert audio_tokens_in(seconds) == tokens


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.text(max_size=80))
def test_pieces_are_the_text(text):
    assert "".join(text_pieces(text)) == text or not text.strip()


@pytest.mark.parametrize(
    "message, tokens",
    [
        ({"role": "user", "content": "Say the exact word 'hello' and nothing else."}, 15),
        ({"role": "user", "content": None}, 4),
        ({"role": "user"}, 4),
        ({"role": "user", "content": [{"type": "text", "text": "one two"}]}, 6),
        ({"role": "user", "content": [{"type": "input_audio", "input_audio": {}}]}, 4),
        ({"role": "assistant", "tool_calls": [{"function": {"name": "f", "arguments": "{}"}}]}, 7),
        ({"role": "assistant", "tool_calls": [{"custom": {}}]}, 4),
    ],
)
def test_a_message_counts_its_words_and_calls_and_four_more(message, tokens):
    assert message_tokens(message) == tokens


@pytest.mark.parametrize(
    "function, tokens",
    [
        ({"name": "tea"}, 12 + 7 + 2),
        ({"name": "tea", "description": "Makes tea"}, 12 + 7 + 4),
        ({"name": "tea", "parameters": {"properties": {"cups": {"type": "integer"}}}}, 31),
        ({"name": "tea", "parameters": {"properties": {"cups": {"enum": ["one", "two"]}}}}, 35),
        ({"name": "tea", "parameters": {"properties": []}}, 12 + 7 + 2),
        ({"name": "tea", "parameters": None}, 12 + 7 + 2),
    ],
)
def test_functions_that_are_offered_are_counted(function, tokens):
    assert tool_tokens([{"type": "function", "function": function}]) == tokens


def test_without_functions_nothing_is_added():
    assert tool_tokens([]) == 0
