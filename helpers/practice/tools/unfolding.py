"""A JSON schema unfolded: references followed, allOf merged, alternatives complete.

Everything malformed is left out; `not`, `if`, patternProperties and the like are not read.
"""

import math
import re
from collections.abc import Iterator
from typing import Any

DEEPEST, MOST_PARTS = 12, 2000  # a small schema can unfold into millions of parts by references
NOTHING: dict[str, Any] = {"enum": []}  # a schema that no value fits
LONGEST = 200  # letters of a pattern, and of what it is matched with
MOST_WAYS = 1e6  # in which a pattern may try to match
LARGEST = 1e15  # of limits
SHAPES: dict[str, Any] = (
    {"properties": dict}
    | dict.fromkeys(("required", "enum", "anyOf", "oneOf"), list)
    | dict.fromkeys(("pattern", "format", "description"), str)
    | dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems"), int)
    | dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), (int, float))
)


def unfolded(schema: Any) -> dict[str, Any]:
    """The schema with everything in its place; what is no schema says nothing."""
    return _unfold(schema, schema, iter(range(MOST_PARTS)), frozenset(), 0)


def _unfold(
    schema: Any, root: Any, parts: Iterator[int], seen: frozenset[str], depth: int
) -> dict[str, Any]:
    if schema is False or depth > DEEPEST or next(parts, None) is None:
        return NOTHING
    if not isinstance(schema, dict):
        return {}
    ref = schema.get("$ref")
    if isinstance(ref, str) and ref in seen:
        return NOTHING  # a form inside itself: the same words would fill it for ever
    others = schema["allOf"] if isinstance(schema.get("allOf"), list) else []
    if isinstance(ref, str):
        others, seen = [_target(root, ref), *others], seen | {ref}

    def inner(part: Any) -> dict[str, Any]:
        return _unfold(part, root, parts, seen, depth + 1)

    plain = {
        key: value
        for key, value in schema.items()
        if key not in ("$ref", "$defs", "allOf") and _well_formed(key, value)
    }
    plain |= {key: inner(plain[key]) for key in ("items", "additionalProperties") if key in plain}
    if "properties" in plain:
        plain["properties"] = {name: inner(field) for name, field in plain["properties"].items()}
    for other in [inner(part) for part in others]:
        plain = _both(other, plain)
    branches = [*plain.pop("anyOf", []), *plain.pop("oneOf", [])]  # oneOf is read as anyOf
    if branches:
        plain["anyOf"] = [_both(plain, inner(branch)) for branch in branches]
    return plain


def _both(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """A schema that says what both say; where they differ, what the other says."""
    properties = one.get("properties", {}) | other.get("properties", {})
    required = one.get("required", [])
    required = required + [name for name in other.get("required", []) if name not in required]
    both = {"properties": properties, "required": required}
    return one | other | {key: value for key, value in both.items() if value}


def _target(root: Any, ref: str) -> Any:
    """What a reference within the schema points to; None, which says nothing, for any other."""
    for step in ref.removeprefix("#").strip("/").split("/") if ref != "#" else []:
        root = root.get(step) if isinstance(root, dict) else None
    return root


def _well_formed(key: str, value: Any) -> bool:
    if key in SHAPES and (not isinstance(value, SHAPES[key]) or isinstance(value, bool)):
        return False
    if key in SHAPES and isinstance(value, int | float) and not abs(value) < LARGEST:
        return False
    if key == "required":
        return all(isinstance(name, str) for name in value)
    return key != "pattern" or harmless(value)


def harmless(pattern: str) -> bool:
    """Whether a pattern is one, and cannot take long.

    A match is sought in too many ways where a group is repeated, or too much else.
    """
    try:
        re.compile(pattern[:LONGEST])
    except (re.error, OverflowError, RecursionError):
        return False
    bare = re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", "x", pattern)
    bare = re.sub(r"\(\?(?:P?<\w+>|[:=!]|<[=!])", "(", bare)
    bound = bare.startswith("^") and "|" not in bare  # else it is tried at every letter
    choices = re.findall(r"[*+?|]|\{\d*,\d*\}", bare)
    ways = math.prod(2 if choice in "?|" else 100 for choice in choices) * (1 if bound else 100)
    return len(pattern) <= LONGEST and ways <= MOST_WAYS and not re.search(r"\)[*+{]", bare)
