"""What JSON Schema itself says of a schema: is each keyword's value one that it may have?

The API answers in the words of Python's jsonschema package with its checks of formats: a pattern
must compile with `re` (pleaseai/shunt#488). Keywords are those of the draft 2020-12, and
`definitions`; any other is let pass.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from helpers.practice.protocol.rules.rule import JSON, is_kind
from helpers.practice.protocol.rules.wording import LONGEST_NAME, shortened

Context = tuple[str, ...]

TYPES = ("string", "number", "integer", "boolean", "object", "array", "null")
SCHEMA_KEYS = (  # each holds a schema
    *("additionalProperties", "items", "not", "if", "then", "else", "contains"),
    *("propertyNames", "unevaluatedItems", "unevaluatedProperties", "contentSchema"),
)
SCHEMA_LIST_KEYS = ("anyOf", "oneOf", "allOf", "prefixItems")
SCHEMA_MAP_KEYS = ("properties", "$defs", "definitions", "patternProperties", "dependentSchemas")
COUNTS = (
    *("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"),
    *("minContains", "maxContains"),
)
NUMBERS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
VALUE_KINDS = {  # the kinds of the other keywords
    **dict.fromkeys(("required", "enum", "examples"), "array"),
    **dict.fromkeys(("description", "title", "pattern", "format"), "string"),
    **dict.fromkeys(("$ref", "$id", "$schema", "$anchor", "$comment"), "string"),
    **dict.fromkeys(COUNTS, "integer"),
    **dict.fromkeys(NUMBERS, "decimal"),
    **dict.fromkeys(("uniqueItems", "deprecated", "readOnly", "writeOnly"), "boolean"),
    "dependentRequired": "object",
}
LONGEST_PATTERN = 10_000  # characters: a longer one is let pass, it takes too long to compile
KIND_NAMES = {"decimal": "number"}  # where JSON Schema's name is another


def misshapen(schema: JSON) -> str:
    """What is wrong with one schema's own keywords, "" where nothing is; not what is within it."""
    return next((problem for check in CHECKS if (problem := check(schema))), "")


def places(root: JSON) -> Iterator[tuple[Context, JSON]]:
    """Every schema in a schema with its place, the outer ones first."""
    waiting: deque[tuple[Context, JSON]] = deque([((), root)])
    while waiting:
        context, schema = waiting.popleft()
        yield context, schema
        waiting += [((*context, *way), inner) for way, inner in _inner(schema)]


def _inner(schema: JSON) -> Iterator[tuple[Context, JSON]]:
    """The schemas right within a schema, each with the way to it."""
    for way, value in _schema_values(schema):
        if isinstance(value, dict):
            yield way, value


def _schema_values(schema: JSON) -> Iterator[tuple[Context, Any]]:
    """The values that should be schemas, each with the way to it."""
    for key in SCHEMA_MAP_KEYS:
        for name, value in schema.get(key, {}).items():
            yield (key, name), value
    for key in SCHEMA_LIST_KEYS:
        for place, value in enumerate(schema.get(key, ())):
            yield (key, str(place)), value
    for key in SCHEMA_KEYS:
        if key in schema:
            yield (key,), schema[key]


def _wrong_type(schema: JSON) -> str:
    if "type" not in schema or _is_type(schema["type"]):
        return ""
    return f"{_shown(schema['type'])} is not valid under any of the given schemas."


def _wrong_kind(schema: JSON) -> str:
    for key, kind in VALUE_KINDS.items():
        if key in schema and not _is_kind(kind, schema[key]):
            return f"{_shown(schema[key])} is not of type '{KIND_NAMES.get(kind, kind)}'."
    return ""


def _wrong_bound(schema: JSON) -> str:
    for key in COUNTS:
        if schema.get(key, 0) < 0:
            return f"{schema[key]} is less than the minimum of 0."
    if schema.get("multipleOf", 1) <= 0:
        return f"{schema['multipleOf']} is less than or equal to the minimum of 0."
    return ""


def _wrong_names(schema: JSON) -> str:
    """Of `required` and `dependentRequired`: lists of strings, each once."""
    for names in [schema.get("required", []), *schema.get("dependentRequired", {}).values()]:
        if not isinstance(names, list):
            return f"{_shown(names)} is not of type 'array'."
        for name in names:
            if not isinstance(name, str):
                return f"{_shown(name)} is not of type 'string'."
        if len(set(names)) < len(names):
            return f"{_shown(names)} has non-unique elements."
    return ""


def _wrong_holder(schema: JSON) -> str:
    """Of the keywords that hold several schemas."""
    for key in SCHEMA_MAP_KEYS:
        if key in schema and not isinstance(schema[key], dict):
            return f"{_shown(schema[key])} is not of type 'object'."
    for key in SCHEMA_LIST_KEYS:
        if key in schema and not isinstance(schema[key], list):
            return f"{_shown(schema[key])} is not of type 'array'."
        if schema.get(key) == []:
            return "[] is too short."
    return ""


def _wrong_pattern(schema: JSON) -> str:
    patterns = [schema["pattern"]] if "pattern" in schema else []
    for pattern in [*patterns, *schema.get("patternProperties", {})]:
        if len(pattern) > LONGEST_PATTERN:
            continue
        try:
            re.compile(pattern)
        except (re.error, OverflowError, RecursionError):
            return f"{_shown(pattern)} is not a 'regex'."
    return ""


def _no_schema(schema: JSON) -> str:
    for _, value in _schema_values(schema):
        if not isinstance(value, (dict, bool)):
            return f"{_shown(value)} is not of type 'object', 'boolean'."
    return ""


# Each says what is wrong with a schema, "" where nothing is; a later one relies on the earlier.
CHECKS: tuple[Callable[[JSON], str], ...] = (
    _wrong_type,
    _wrong_kind,
    _wrong_bound,
    _wrong_names,
    _wrong_holder,
    _wrong_pattern,
    _no_schema,
)


def _is_type(value: object) -> bool:
    if isinstance(value, list):
        names = [kind for kind in value if isinstance(kind, str) and kind in TYPES]
        return len(set(names)) == len(value) > 0
    return value in TYPES


def _is_kind(kind: str, value: object) -> bool:
    """Whether a value is of that kind; 1.0 is an integer."""
    if kind == "integer" and isinstance(value, float):
        return value.is_integer()
    return is_kind(kind, value)


def _shown(value: object) -> str:
    """A value as the API shows it: as Python writes it."""
    return shortened(repr(value), LONGEST_NAME)
