"""How messages of refusals name values: lists, long strings, numbers, paths."""

from collections.abc import Sequence

LONGEST_VALUE = 20  # characters repeated whole; the limit is assumed (docs/protocol.md E5)
LONGEST_NAME = 100  # characters of a key or a model's name repeated whole (assumed)
LONGEST_LIST = 8  # items repeated (assumed)


def series(choices: Sequence[str], word: str = "and") -> str:
    """'wav' and 'mp3'; 'a', 'b', and 'c'."""
    *others, last = (f"'{value}'" for value in choices)
    if not others:
        return last
    if len(others) == 1:
        return f"{others[0]} {word} {last}"
    return f"{', '.join(others)}, {word} {last}"


def python_list(values: list[str]) -> str:
    """['text', 'audio'], as the Realtime API writes it; no more than LONGEST_LIST items."""
    return repr(values if len(values) <= LONGEST_LIST else [*values[:LONGEST_LIST], "..."])


def shortened(value: str, most: int = LONGEST_VALUE) -> str:
    """A value longer than `most` characters as its first and last three (docs/protocol.md E5)."""
    return value if len(value) <= most else f"{value[:3]}...{value[-3:]}"


def number(value: float) -> str:
    """A number in a message; a huge one without its digits."""
    if abs(value) >= 1e30:
        return "Infinity" if value > 0 else "-Infinity"
    return str(value)


def joined(path: str, key: str) -> str:
    """The path of `key` in the object at `path`; the request itself is ""."""
    return f"{path}.{key}" if path else key


def not_among(value: str, choices: Sequence[str]) -> str:
    """The message about a value that is none of `choices` (docs/protocol.md E2, E5, E15)."""
    return f"Invalid value: '{shortened(value)}'. Supported values are: {series(choices)}."
