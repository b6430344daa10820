"""Errors as the endpoints under /v1/audio write them: a list, one entry for each wrong field.

The form was captured of texts that are too long and of voices; docs/protocol.md §13 says what is
assumed. Every function gives the entry of one wrong field, or None where it is right.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from helpers.practice.protocol.rules.refusal import Refusal
from helpers.practice.protocol.rules.wording import LONGEST_NAME

Entry = dict[str, Any]


def refuse_wrong(entries: Iterable[Entry | None]) -> None:
    """Raise the refusal that lists what is wrong, if anything is."""
    wrong = [entry for entry in entries if entry]
    if wrong:
        raise Refusal(400, str(wrong))


def missing(key: str) -> Entry:
    """A field that must be there."""
    return {"type": "missing", "loc": ("body", key), "msg": "Field required"}


def wrong_text(key: str, value: object, shortest: int, longest: int) -> Entry | None:
    """A text of `shortest` to `longest` code points."""
    if not isinstance(value, str):
        return _entry("string_type", key, "Input should be a valid string", value)
    if len(value) < shortest:
        message = f"String should have at least {shortest} character"
        return _entry("string_too_short", key, message, value, min_length=shortest)
    if len(value) > longest:  # the text itself is not repeated
        entry = _entry("string_too_long", key, f"String should have at most {longest} characters")
        return {**entry, "ctx": {"max_length": longest}}
    return None


def wrong_choice(key: str, value: object, choices: Sequence[str]) -> Entry | None:
    """One of these strings."""
    if value in choices:
        return None
    *others, last = (f"'{choice}'" for choice in choices)
    expected = f"{', '.join(others)} or {last}"
    return _entry("enum", key, f"Input should be {expected}", value, expected=expected)


def wrong_number(key: str, value: object, low: float, high: float) -> Entry | None:
    """A number from `low` to `high`."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _entry("float_type", key, "Input should be a valid number", value)
    if not value <= high:  # NaN is above any bound
        message = f"Input should be less than or equal to {high:g}"
        return _entry("less_than_equal", key, message, value, le=high)
    if value < low:
        message = f"Input should be greater than or equal to {low:g}"
        return _entry("greater_than_equal", key, message, value, ge=low)
    return None


def _entry(kind: str, key: str, message: str, value: object = None, **context: object) -> Entry:
    entry: Entry = {"type": kind, "loc": ("body", key), "msg": message}
    if value is not None:
        told = str(value)
        entry["input"] = value if len(told) <= LONGEST_NAME else told[:LONGEST_NAME]
    return entry | ({"ctx": context} if context else {})
