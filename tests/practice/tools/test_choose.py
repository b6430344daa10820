"""Functions chosen from what was said, heard and measured."""

import time

import pytest

from helpers.practice.tools.choose import Call, choose
from tests.practice.tools.offered_tools import CALM, TOOLS, hearing, valid
from tests.practice.tools.requests_for_tools import ASKED, CHATS, WRITTEN


@pytest.mark.parametrize(
    "words, calls", ASKED + WRITTEN, ids=[words for words, _ in ASKED + WRITTEN]
)
def test_asked(words, calls):
    made = choose(list(TOOLS.values()), "auto", words, ())
    assert [(call.name, call.arguments) for call in made] == calls
    assert all(valid(TOOLS[call.name]["function"]["parameters"], call.arguments) for call in made)


@pytest.mark.parametrize("words", CHATS)
def test_a_chat_calls_nothing(words):
    assert choose(list(TOOLS.values()), "auto", words, ()) == []
    assert choose(list(TOOLS.values()), None, words, (hearing(words),)) == []


@pytest.mark.parametrize("name", TOOLS)
@pytest.mark.parametrize(
    "words", ("", "hello", "a long sentence about nothing that 17 people said on tuesday")
)
def test_what_is_demanded_is_called(name, words):
    """A named function is called, whatever was said, with valid arguments; "none" calls none."""
    tools = list(TOOLS.values())
    for choice in (
        {"type": "function", "function": {"name": name}},
        {
            "type": "allowed_tools",
            "allowed_tools": {
                "mode": "required",
                "tools": [{"type": "function", "function": {"name": name}}],
            },
        },
    ):
        [call] = choose(tools, choice, words, ())
        assert call.name == name and valid(TOOLS[name]["function"]["parameters"], call.arguments)
    [call] = choose([TOOLS[name]], "required", words, (CALM,))
    assert call.name == name and valid(TOOLS[name]["function"]["parameters"], call.arguments)
    assert choose(tools, "none", "book a table for two at seven", ()) == []


def test_allowed_tools_narrow_an_open_choice():
    allowed = {
        "type": "allowed_tools",
        "allowed_tools": {
            "mode": "auto",
            "tools": [{"type": "function", "function": {"name": "get_weather"}}],
        },
    }
    assert choose(list(TOOLS.values()), allowed, "book a table for two at seven", ()) == []
    assert choose(list(TOOLS.values()), allowed, "what is the weather in Rome", ()) == [
        Call("get_weather", {"city": "Rome"})
    ]


def test_required_takes_what_fits_best():
    assert [
        call.name
        for call in choose(
            [TOOLS["get_weather"], TOOLS["book_table"]], "required", "a table at seven", ()
        )
    ] == ["book_table"]


def test_it_is_quick():
    tools, started = list(TOOLS.values()), time.perf_counter()
    for words, _ in ASKED:
        choose(tools, "auto", words, ())
    assert (time.perf_counter() - started) / len(ASKED) < 0.05
    started = time.perf_counter()
    choose(tools, "auto", "the quick brown fox jumps over the lazy dog and then " * 2000, (CALM,))
    assert time.perf_counter() - started < 5
