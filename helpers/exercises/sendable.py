"""Can it be sent at all? A request is JSON; what JSON cannot hold is met by name."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from helpers.sound import Sound

PLAIN = (str, int, float, bool, type(None))


def as_json(value: object) -> Any:
    """The value as a server reads it: tuples are lists, all else must be JSON already."""
    return json.loads(json.dumps(value))


def what_cannot_be_sent(value: object) -> str:
    """A sentence on the first thing in `value` that JSON cannot hold, empty where there is none."""
    return next(_unsendable(value, ""), "")


def _unsendable(value: object, place: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                yield f"A key is {key!r}, and keys are text in quotation marks."
            yield from _unsendable(inner, f"{place}.{key}" if place else str(key))
    elif isinstance(value, (list, tuple)):
        for index, inner in enumerate(value):
            yield from _unsendable(inner, f"{place}[{index}]")
    elif not isinstance(value, PLAIN):
        yield f"{place or 'The value'} cannot be sent: {_advice(value)}"


def _advice(value: object) -> str:
    if isinstance(value, Sound):
        return "it is a Sound. Write .part() behind it: that makes the dict which the API takes."
    if isinstance(value, (bytes, bytearray)):
        return "these are bytes. JSON holds text: use base64, and .decode() at the end."
    if isinstance(value, (set, frozenset)):
        return "this is a set, in curly brackets. Write a list, in square brackets: [ ]."
    if hasattr(value, "value") and hasattr(value, "observe"):
        return "it is the picker itself. What was chosen is in its .value."
    if callable(value):
        return "it is a function. Call it with round brackets, or hand over what it gives."
    return f"it is a {type(value).__name__}, and JSON holds text, numbers, lists and dicts."
