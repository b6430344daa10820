"""What fits a JSON schema. It is unfolded once, and everything else here takes the unfolded one; `not`, `if`, patternProperties and the like are not read."""

import math
import re

DEEPEST, MOST_PARTS = (
    12,
    2000,
)  # a small schema can unfold into millions of parts through its references
NOTHING = {"enum": []}  # a schema that no value fits
LONGEST = 200  # letters of a pattern, and of what it is matched with
MOST_WAYS = 1e6  # in which a pattern may try to match
NEUTRAL = (
    "unknown",
    "unspecified",
    "none",
    "n/a",
    "other",
    "neutral",
    "any",
    "모름",
    "없음",
    "기타",
    "중립",
    "보통",
)
EMPTY = {
    "email": "unknown@example.invalid",
    "uri": "about:blank",
    "date": "0001-01-01",
    "date-time": "0001-01-01T00:00:00Z",
}
TYPES = {
    "string": str,
    "number": (int, float),
    "integer": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
    "null": type(None),
}
SHAPES = (
    {"properties": dict}
    | dict.fromkeys(("required", "enum", "anyOf", "oneOf"), list)
    | dict.fromkeys(("pattern", "format", "description"), str)
    | dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems"), int)
    | dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), (int, float))
)


def unfolded(schema) -> dict:
    """The schema with its references followed, its allOf merged, its alternatives complete, and everything malformed left out."""
    return _unfold(schema, schema, iter(range(MOST_PARTS)), frozenset(), 0)


def _unfold(schema, root, parts, seen: frozenset, depth: int) -> dict:
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

    def inner(part):
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
    branches = [
        part for key in ("anyOf", "oneOf") for part in (plain.pop(key, []))
    ]  # oneOf is read as anyOf
    if branches:
        plain["anyOf"] = [_both(plain, inner(branch)) for branch in branches]
    return plain


def _both(one: dict, other: dict) -> dict:
    fields, required = (
        one.get(key, empty) for key, empty in (("properties", {}), ("required", []))
    )
    both = {
        "properties": fields | other.get("properties", {}),
        "required": required + [name for name in other.get("required", []) if name not in required],
    }
    return one | other | {key: value for key, value in both.items() if value}


def _target(root, ref: str):
    """What a reference within the schema points to; None, which says nothing, for any other."""
    for step in ref.removeprefix("#").strip("/").split("/") if ref != "#" else []:
        root = root.get(step) if isinstance(root, dict) else None
    return root


def _well_formed(key: str, value) -> bool:
    if key in SHAPES and (
        not isinstance(value, SHAPES[key])
        or isinstance(value, bool)
        or isinstance(value, (int, float))
        and not abs(value) < 1e15
    ):
        return False
    return (
        all(isinstance(name, str) for name in value)
        if key == "required"
        else key != "pattern" or harmless(value)
    )


def harmless(pattern: str) -> bool:
    """Whether a pattern is one, and cannot take long: a match is sought in too many ways where a group is repeated, or too much else."""
    try:
        re.compile(pattern[:LONGEST])
    except (re.error, OverflowError, RecursionError):
        return False
    bare = re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", "x", pattern)
    bare = re.sub(r"\(\?(?:P?<\w+>|[:=!]|<[=!])", "(", bare)
    ways = (
        1 if bare.startswith("^") and "|" not in bare else 100
    )  # one not bound to the beginning is tried at every letter
    ways *= math.prod(
        2 if choice in "?|" else 100 for choice in re.findall(r"[*+?|]|\{\d*,\d*\}", bare)
    )
    return len(pattern) <= LONGEST and ways <= MOST_WAYS and not re.search(r"\)[*+{]", bare)


def types(plain: dict) -> list[str]:
    kinds = plain.get("type")
    kinds = [
        kind
        for kind in (kinds if isinstance(kinds, list) else [kinds])
        if isinstance(kind, str) and kind in TYPES
    ]
    return kinds or (["object"] if "properties" in plain else ["array"] if "items" in plain else [])


def numeric(plain: dict) -> bool:
    return bool({"integer", "number"} & set(types(plain)))


def fields(plain: dict) -> dict:
    """The fields of an object, with those that are required and not described."""
    return plain.get("properties", {}) | {
        name: plain.get("additionalProperties", {})
        for name in plain.get("required", [])
        if name not in plain.get("properties", {})
    }


def fits(plain: dict, value) -> bool:
    """Whether the value is valid, as far as this small validator goes."""
    if not any(
        value == choice and isinstance(value, bool) == isinstance(choice, bool)
        for choice in ([plain["const"]] if "const" in plain else plain.get("enum", [value]))
    ):
        return False
    if (
        types(plain)
        and not any(_is(kind, value) for kind in types(plain))
        or "anyOf" in plain
        and not any(fits(branch, value) for branch in plain["anyOf"])
    ):
        return False
    if isinstance(value, str):
        return plain.get("minLength", 0) <= len(value) <= plain.get("maxLength", math.inf) and bool(
            re.search(plain.get("pattern", ""), value[:LONGEST])
        )
    if isinstance(value, list):
        return plain.get("minItems", 0) <= len(value) <= plain.get("maxItems", math.inf) and all(
            fits(plain.get("items", {}), item) for item in value
        )
    if isinstance(value, dict):
        described, others = plain.get("properties", {}), plain.get("additionalProperties", {})
        return all(name in value for name in plain.get("required", [])) and all(
            fits(described.get(name, others), item) for name, item in value.items()
        )
    if _is("number", value):
        above, below = (
            plain.get("exclusiveMinimum", -math.inf),
            plain.get("exclusiveMaximum", math.inf),
        )
        return above < value < below and plain.get("minimum", value) <= value <= plain.get(
            "maximum", value
        )
    return True


def _is(kind: str, value) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, TYPES[kind]) and (
        kind != "integer" or isinstance(value, int) or value.is_integer()
    )


def neutral(plain: dict):
    """The value that says least and still fits; where none is found, an empty text."""
    low, high = (
        plain.get("minimum", plain.get("exclusiveMinimum", 0)),
        plain.get("maximum", plain.get("exclusiveMaximum", 0)),
    )
    offers = (
        [plain[key] for key in ("const", "default") if key in plain]
        + [None]
        + sorted(plain.get("enum", []), key=lambda member: str(member).lower() not in NEUTRAL)
    )
    offers += [neutral(branch) for branch in plain.get("anyOf", [])] + [
        EMPTY.get(plain.get("format"), ""),
        "",
        False,
        [],
    ]
    offers += [0, low, high, math.floor(low) + 1, math.ceil(high) - 1, (low + high) / 2]
    offers += [
        word.ljust(min(plain.get("minLength", 0), 1000), ".")[
            : max(0, plain.get("maxLength", 1000))
        ]
        for word in ("not said", "unknown")
    ]
    offers += (
        [[neutral(plain["items"])] * min(plain.get("minItems", 0), 100)] if "items" in plain else []
    )
    offers += (
        [{name: neutral(fields(plain)[name]) for name in plain.get("required", [])}]
        if "object" in types(plain)
        else []
    )
    return next((value for value in offers if fits(plain, value)), "")
