"""Errors as a list with an entry for each wrong field."""

import math

import pytest

from helpers.practice.protocol.rules import Refusal
from helpers.practice.protocol.rules.field_errors import (
    missing,
    refuse_wrong,
    wrong_choice,
    wrong_number,
    wrong_text,
)


def test_what_is_right_has_no_entry():
    assert wrong_text("a", "text", 1, 4) is wrong_choice("a", "x", ("x", "y")) is None
    assert wrong_number("a", 4, 0.25, 4) is wrong_number("a", 0.25, 0.25, 4) is None
    refuse_wrong([None, None])


def test_what_is_wrong_is_listed_in_order():
    with pytest.raises(Refusal) as refusal:
        refuse_wrong([missing("input"), None, wrong_choice("voice", "x", ("a", "b", "c"))])
    assert refusal.value.message == (
        "[{'type': 'missing', 'loc': ('body', 'input'), 'msg': 'Field required'}, "
        "{'type': 'enum', 'loc': ('body', 'voice'), 'msg': \"Input should be 'a', 'b' or 'c'\", "
        "'input': 'x', 'ctx': {'expected': \"'a', 'b' or 'c'\"}}]"
    )


def test_numbers():
    assert wrong_number("a", math.nan, 0, 4)["type"] == "less_than_equal"
    assert wrong_number("a", -1, 0.25, 4)["ctx"] == {"ge": 0.25}


def test_what_was_sent_is_repeated_only_in_part():
    entry = wrong_choice("voice", {"id": "v" * 5_000}, ("a", "b"))
    assert len(str(entry)) < 400 and "vvvv" in entry["input"]
