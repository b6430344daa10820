"""Rule: what one JSON value may be. The tables of messages, tools and fields are made of rules."""

import math
from dataclasses import dataclass, field, replace
from typing import Any

TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "decimal": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}


@dataclass(frozen=True)
class Rule:
    """What one JSON value may be. Which of the other attributes count depends on `kind`."""

    kind: str  # one of TYPES, or "either"
    null: bool = False  # may it be null?
    low: float = -math.inf  # least value, fewest characters or items
    high: float = math.inf  # greatest value, most characters, items or pairs
    choices: tuple[str, ...] = ()  # the strings it may be, in the order the API names them
    pattern: str = ""  # what a string must match
    longest_key: float = math.inf  # most characters of an object's free keys
    item: "Rule | None" = None  # what an array holds, or the values of an object with free keys
    fields: dict[str, "Rule"] = field(default_factory=dict)  # in the order they are checked
    needs: tuple[str, ...] = ()  # keys that must be there
    free: bool = False  # may an object have any key?
    tag: str = ""  # the key whose value says which of `variants` an object is
    variants: dict[str, "Rule"] = field(default_factory=dict)
    options: tuple["Rule", ...] = ()  # of "either"


def is_kind(kind: str, value: object) -> bool:
    """Whether a JSON value is of that kind; a boolean is no number."""
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, TYPES[kind])


def string(low: int = 0, high: float = math.inf, pattern: str = "") -> Rule:
    """A string of `low` to `high` characters that matches `pattern`."""
    return Rule("string", low=low, high=high, pattern=pattern)


def one_of(*choices: str) -> Rule:
    """One of these strings."""
    return Rule("string", choices=choices)


def integer(low: float = -math.inf, high: float = math.inf) -> Rule:
    """An integer from `low` to `high`."""
    return Rule("integer", low=low, high=high)


def decimal(low: float, high: float) -> Rule:
    """Any number from `low` to `high`."""
    return Rule("decimal", low=low, high=high)


def array(item: Rule, low: int = 0, high: float = math.inf) -> Rule:
    """An array of `low` to `high` items."""
    return Rule("array", item=item, low=low, high=high)


def record(needs: str = "", **fields: Rule) -> Rule:
    """An object with these fields and no other; `needs` names, with spaces, what must be there."""
    return Rule("object", fields=fields, needs=tuple(needs.split()))


def free_object(
    item: Rule | None = None, high: float = math.inf, longest_key: float = math.inf
) -> Rule:
    """An object with any keys, at most `high`, none with more than `longest_key` characters.

    Their values are `item` where one is given.
    """
    return Rule("object", free=True, item=item, high=high, longest_key=longest_key)


def tagged(tag: str, choices: tuple[str, ...] = (), **variants: Rule) -> Rule:
    """An object that is one of `variants`, as its key `tag` says; `choices` orders their names."""
    return Rule("object", tag=tag, choices=choices or tuple(variants), variants=variants)


def either(*options: Rule) -> Rule:
    """One of several kinds of value."""
    return Rule("either", options=options)


def nullable(rule: Rule) -> Rule:
    """The same, or null."""
    return replace(rule, null=True)


ANY_STRING, BOOLEAN, ANY_OBJECT = string(), Rule("boolean"), free_object()
NAME = string(1, 64, r"^[a-zA-Z0-9_-]+$")  # of functions and schemas

JSON = dict[str, Any]  # a JSON object
