"""check(): is a JSON value what a rule says? In the API's words where it is not.

The words of types and bounds are those of docs/protocol.md §2.5; those of decimals, strings and
pairs were seen with other models.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from helpers.practice.protocol.rules.refusal import Refusal, invalid, missing
from helpers.practice.protocol.rules.rule import TYPES, Rule, is_kind, one_of
from helpers.practice.protocol.rules.wording import (
    LONGEST_NAME,
    joined,
    not_among,
    number,
    series,
    shortened,
)

NAMES = {
    kind: ("an " if kind[0] in "aio" else "a ") + kind for kind in TYPES
}  # "a string", "an integer"


def check(rule: Rule, value: object, path: str) -> None:
    """Raise Refusal where `value`, found at `path`, is not what `rule` says."""
    if value is None and rule.null:
        return
    fitting = [option for option in rule.options or (rule,) if is_kind(option.kind, value)]
    if not fitting:
        raise wrong_type(rule, value, path)
    CHECKS[fitting[0].kind](fitting[0], value, path)


def _check_string(rule: Rule, value: str, path: str) -> None:
    if rule.choices and value not in rule.choices:
        raise invalid(not_among(value, rule.choices), path, "invalid_value")
    if len(value) < rule.low:
        raise empty_string(path, rule.low)
    if len(value) > rule.high:
        raise invalid(
            f"Invalid '{path}': string too long. Expected a string with maximum length "
            f"{rule.high}, but got a string with length {len(value)} instead.",
            path,
            "string_above_max_length",
        )
    if rule.pattern and not re.fullmatch(rule.pattern, value):
        raise invalid(
            f"Invalid '{path}': string does not match pattern. "
            f"Expected a string that matches the pattern '{rule.pattern}'.",
            path,
            "invalid_value",
        )


def _check_number(rule: Rule, value: float, path: str) -> None:
    if not value <= rule.high:  # NaN is above any bound
        raise invalid(
            f"Invalid '{path}': {rule.kind} above maximum value. "
            f"Expected a value <= {rule.high}, but got {number(value)} instead.",
            path,
            f"{rule.kind}_above_max_value",
        )
    if value < rule.low:
        raise invalid(
            f"Invalid '{path}': {rule.kind} below minimum value. "
            f"Expected a value >= {rule.low}, but got {number(value)} instead.",
            path,
            f"{rule.kind}_below_min_value",
        )


def _check_array(rule: Rule, value: list[Any], path: str) -> None:
    if len(value) < rule.low:
        raise invalid(
            f"Invalid '{path}': empty array. Expected an array with minimum length {rule.low}, "
            "but got an empty array instead.",
            path,
            "empty_array",
        )
    if len(value) > rule.high:
        raise invalid(
            f"Invalid '{path}': array too long. Expected an array with maximum length {rule.high}, "
            f"but got an array with length {len(value)} instead.",
            path,
            "array_above_max_length",
        )
    if rule.item:
        for index, item in enumerate(value):
            check(rule.item, item, f"{path}[{index}]")


def _check_object(rule: Rule, value: dict[str, Any], path: str) -> None:
    if rule.tag:
        if rule.tag not in value:
            raise missing(joined(path, rule.tag))
        check(one_of(*rule.choices), value[rule.tag], joined(path, rule.tag))
        rule = rule.variants[value[rule.tag]]
    if rule.free:
        _check_pairs(rule, value, path)
    else:
        _check_fields(rule, value, path)


def _check_fields(rule: Rule, value: dict[str, Any], path: str) -> None:
    for key in rule.needs:
        if key not in value:
            raise missing(joined(path, key))
    for key in value:
        if key not in rule.fields:
            unknown = joined(path, shortened(key, LONGEST_NAME))
            raise invalid(f"Unknown parameter: '{unknown}'.", unknown, "unknown_parameter")
    for key, field in rule.fields.items():
        if key in value:
            check(field, value[key], joined(path, key))


def _check_pairs(rule: Rule, value: dict[str, Any], path: str) -> None:
    if len(value) > rule.high:
        raise invalid(
            f"Invalid '{path}': too many properties. Expected an object with at most {rule.high} "
            f"properties, but got an object with {len(value)} properties instead.",
            path,
            "object_above_max_properties",
        )
    for key in value:
        if len(key) > rule.longest_key:
            raise invalid(
                f"Invalid property name in '{path}': '{shortened(key)}' is too long. Expected a "
                f"string with maximum length {rule.longest_key}, but got a string with length "
                f"{len(key)} instead.",
                path,
                "property_name_above_max_length",
            )
    if rule.item:
        for key, item in value.items():
            check(rule.item, item, joined(path, shortened(key, LONGEST_NAME)))


CHECKS: dict[str, Callable[[Rule, Any, str], None]] = {
    "string": _check_string,
    "integer": _check_number,
    "decimal": _check_number,
    "boolean": lambda rule, value, path: None,
    "array": _check_array,
    "object": _check_object,
}


def wrong_type(rule: Rule, value: object, path: str) -> Refusal:
    """The refusal of a value of another kind than `rule` says."""
    return invalid(
        f"Invalid type for '{path}': expected {_expected(rule)}, but got {_got(value)} instead.",
        path,
        "invalid_type",
    )


def empty_string(path: str, shortest: float = 1) -> Refusal:
    """The refusal of a string without a character."""
    return invalid(
        f"Invalid '{path}': empty string. Expected a string with minimum length {shortest}, "
        "but got an empty string instead.",
        path,
        "empty_string",
    )


def _expected(rule: Rule) -> str:
    if rule.options:  # "one of a string or array of objects"
        first, *others = (_expected(replace(option, choices=())) for option in rule.options)
        return "one of " + " or ".join([first, *(other.split(" ", 1)[1] for other in others)])
    if rule.choices and rule.kind == "string":  # "one of 'system', 'assistant', or 'developer'"
        return f"one of {series(rule.choices, 'or')}"
    if rule.item and rule.kind == "array":
        return f"an array of {rule.item.kind}s"
    return NAMES[rule.kind]


def _got(value: object) -> str:
    """What a value is, in the API's words ("a decimal number": Jeffser/Alpaca#904)."""
    if value is None:
        return "null"
    if isinstance(value, float):
        return "a decimal number"
    return next(name for kind, name in NAMES.items() if is_kind(kind, value))
