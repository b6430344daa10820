"""What fits a JSON schema, and what says least in it; for schemas as `unfolded` gives them."""

import math
import re
from typing import Any

from helpers.practice.tools.unfolding import LONGEST

NEUTRAL = (
    *("unknown", "unspecified", "unclear", "cannot tell", "not said", "none", "n/a"),
    *("other", "neutral", "any"),
    *("모름", "없음", "기타", "중립", "보통"),
)
EMPTY = {  # values that say nothing, in a form that is asked for
    "email": "unknown@example.invalid",
    "uri": "about:blank",
    "date": "0001-01-01",
    "date-time": "0001-01-01T00:00:00Z",
}
TYPES: dict[str, Any] = {
    "string": str,
    "number": (int, float),
    "integer": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
    "null": type(None),
}
MOST_LETTERS, MOST_ITEMS = 1000, 100  # of a neutral value


def types(plain: dict[str, Any]) -> list[str]:
    """The JSON types that a value may have, as far as the schema tells."""
    kinds = plain.get("type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    known = [kind for kind in listed if isinstance(kind, str) and kind in TYPES]
    return known or (["object"] if "properties" in plain else ["array"] if "items" in plain else [])


def numeric(plain: dict[str, Any]) -> bool:
    """Whether a value may be a number."""
    return bool({"integer", "number"} & set(types(plain)))


def fields(plain: dict[str, Any]) -> dict[str, Any]:
    """The fields of an object, with those that are required and not described."""
    described: dict[str, Any] = plain.get("properties", {})
    missing = [name for name in plain.get("required", []) if name not in described]
    return described | {name: plain.get("additionalProperties", {}) for name in missing}


def fits(plain: dict[str, Any], value: Any) -> bool:
    """Whether the value is valid, as far as this small validator goes."""
    return _is_member(plain, value) and _is_of_type(plain, value) and _is_in_limits(plain, value)


def _is_member(plain: dict[str, Any], value: Any) -> bool:
    choices = [plain["const"]] if "const" in plain else plain.get("enum", [value])
    return any(
        value == choice and isinstance(value, bool) == isinstance(choice, bool)
        for choice in choices
    )


def _is_of_type(plain: dict[str, Any], value: Any) -> bool:
    kinds = types(plain)
    if kinds and not any(_is(kind, value) for kind in kinds):
        return False
    return "anyOf" not in plain or any(fits(branch, value) for branch in plain["anyOf"])


def _is(kind: str, value: Any) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    if not isinstance(value, TYPES[kind]):
        return False
    return kind != "integer" or isinstance(value, int) or value.is_integer()


def _is_in_limits(plain: dict[str, Any], value: Any) -> bool:
    if isinstance(value, str):
        long_enough = plain.get("minLength", 0) <= len(value) <= plain.get("maxLength", math.inf)
        return long_enough and bool(re.search(plain.get("pattern", ""), value[:LONGEST]))
    if isinstance(value, list):
        enough = plain.get("minItems", 0) <= len(value) <= plain.get("maxItems", math.inf)
        return enough and all(fits(plain.get("items", {}), item) for item in value)
    if isinstance(value, dict):
        described, others = plain.get("properties", {}), plain.get("additionalProperties", {})
        complete = all(name in value for name in plain.get("required", []))
        return complete and all(
            fits(described.get(name, others), item) for name, item in value.items()
        )
    if _is("number", value):
        return _is_between(plain, value)
    return True


def _is_between(plain: dict[str, Any], value: float) -> bool:
    above = plain.get("exclusiveMinimum", -math.inf)
    below = plain.get("exclusiveMaximum", math.inf)
    low, high = plain.get("minimum", value), plain.get("maximum", value)
    return bool(above < value < below and low <= value <= high)


def neutral(plain: dict[str, Any]) -> Any:
    """The value that says least and still fits; where none is found, an empty text."""
    return next((value for value in _neutral_offers(plain) if fits(plain, value)), "")


def _neutral_offers(plain: dict[str, Any]) -> list[Any]:
    """Values that may say least, the best first."""
    low = plain.get("minimum", plain.get("exclusiveMinimum", 0))
    high = plain.get("maximum", plain.get("exclusiveMaximum", 0))
    choices = sorted(plain.get("enum", []), key=lambda choice: str(choice).lower() not in NEUTRAL)
    offers = [plain[key] for key in ("const", "default") if key in plain]
    offers += [None, *choices, *(neutral(branch) for branch in plain.get("anyOf", []))]
    offers += [EMPTY.get(plain.get("format", ""), ""), "", False, []]
    offers += [0, low, high, math.floor(low) + 1, math.ceil(high) - 1, (low + high) / 2]
    offers += [_padded(word, plain) for word in ("not said", "unknown")]
    if "items" in plain:
        offers.append([neutral(plain["items"])] * min(plain.get("minItems", 0), MOST_ITEMS))
    if "object" in types(plain):
        described = fields(plain)
        offers.append({name: neutral(described[name]) for name in plain.get("required", [])})
    return offers


def _padded(word: str, plain: dict[str, Any]) -> str:
    """The word, as long as a schema wants it."""
    padded = word.ljust(min(plain.get("minLength", 0), MOST_LETTERS), ".")
    return padded[: max(0, plain.get("maxLength", MOST_LETTERS))]
