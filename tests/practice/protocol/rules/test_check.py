"""The interpreter of rules, on rules of its own."""

import pytest

from helpers.practice.protocol.rules import Refusal
from helpers.practice.protocol.rules.check import check
from helpers.practice.protocol.rules.rule import (
    array,
    decimal,
    either,
    free_object,
    integer,
    nullable,
    one_of,
    record,
    string,
    tagged,
)

SHAPE = tagged(
    "kind", circle=record("kind r", kind=string(), r=integer(1)), line=record(kind=string())
)


@pytest.mark.parametrize(
    "rule, value",
    [
        (string(1, 3, "a+"), "aaa"),
        (one_of("a", "b"), "b"),
        (integer(-1, 1), -1),
        (decimal(0, 1), 1),
        (decimal(0, 1), 0.5),
        (array(integer(), 0, 2), []),
        (either(string(), array(string())), ["x"]),
        (free_object(integer(), 1), {"any": 1}),
        (nullable(integer()), None),
        (SHAPE, {"kind": "circle", "r": 1}),
        (SHAPE, {"kind": "line"}),
    ],
)
def test_what_a_rule_allows(rule, value):
    check(rule, value, "x")


@pytest.mark.parametrize(
    "rule, value, param, code",
    [
        (string(1), "", "x", "empty_string"),
        (string(0, 2), "abc", "x", "string_above_max_length"),
        (string(0, 9, "a+"), "b", "x", "invalid_value"),
        (one_of("a", "b"), "c", "x", "invalid_value"),
        (integer(0, 1), 2, "x", "integer_above_max_value"),
        (integer(0, 1), -1, "x", "integer_below_min_value"),
        (integer(), True, "x", "invalid_type"),
        (decimal(0, 1), float("nan"), "x", "decimal_above_max_value"),
        (array(integer(), 1), [], "x", "empty_array"),
        (array(integer(), 0, 1), [1, 2], "x", "array_above_max_length"),
        (array(integer()), [1, "2"], "x[1]", "invalid_type"),
        (either(string(), array(string())), 5, "x", "invalid_type"),
        (free_object(integer(), 1), {"a": 1, "b": 2}, "x", "object_above_max_properties"),
        (free_object(integer()), {"a": "b"}, "x.a", "invalid_type"),
        (record("a", a=integer()), {}, "x.a", "missing_required_parameter"),
        (record(a=integer()), {"b": 1}, "x.b", "unknown_parameter"),
        (SHAPE, {}, "x.kind", "missing_required_parameter"),
        (SHAPE, {"kind": "cube"}, "x.kind", "invalid_value"),
        (SHAPE, {"kind": "line", "r": 1}, "x.r", "unknown_parameter"),
        (integer(), None, "x", "invalid_type"),
    ],
)
def test_what_it_refuses(rule, value, param, code):
    with pytest.raises(Refusal) as refused:
        check(rule, value, "x")
    assert (refused.value.status, refused.value.param, refused.value.code) == (400, param, code)
