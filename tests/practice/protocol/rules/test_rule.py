"""Kinds of JSON values, and the words that make rules."""

import dataclasses

import pytest

from helpers.practice.protocol.rules.rule import TYPES, is_kind, nullable, record, string, tagged


@pytest.mark.parametrize(
    "value, kinds",
    [
        ("x", {"string"}),
        (1, {"integer", "decimal"}),
        (1.5, {"decimal"}),
        (True, {"boolean"}),
        ([], {"array"}),
        ({}, {"object"}),
        (None, set()),
    ],
)
def test_a_value_has_its_kinds(value, kinds):
    assert {kind for kind in TYPES if is_kind(kind, value)} == kinds


def test_words_make_rules():
    rule = record("a b", a=string(), b=string())
    assert rule.needs == ("a", "b") and list(rule.fields) == ["a", "b"]
    assert tagged("type", x=rule).choices == ("x",)
    assert tagged("type", ("y", "x"), x=rule, y=rule).choices == ("y", "x")
    assert nullable(rule) == dataclasses.replace(rule, null=True) and not rule.null
