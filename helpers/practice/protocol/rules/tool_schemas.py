"""The schema of a function's parameters: is it one, and may it be `strict`?

Words seen in public reports (docs/protocol.md §12); in which order they come is assumed. A message
names a place as the API does: ('properties', 'tags') is the schema of the field `tags`.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any

from helpers.practice.protocol.rules.refusal import Refusal, invalid
from helpers.practice.protocol.rules.rule import JSON, is_kind
from helpers.practice.protocol.rules.wording import LONGEST_NAME, shortened

Context = tuple[str, ...]

LONGEST_CONTEXT = 1_000  # characters of a place that a message repeats whole (assumed)
TYPES = ("string", "number", "integer", "boolean", "object", "array", "null")
NOT_AT_ROOT = ("oneOf", "anyOf", "allOf", "enum", "not")
NOT_STRICT = (  # the guide to structured outputs names most; `default` and `oneOf`: reports
    *("allOf", "oneOf", "not", "if", "then", "else", "default", "patternProperties"),
    *("dependentRequired", "dependentSchemas", "unevaluatedProperties", "propertyNames"),
)
SCHEMA_KEYS = ("additionalProperties", "items", "not")  # each holds a schema
SCHEMA_LIST_KEYS = ("anyOf", "oneOf", "allOf")
SCHEMA_MAP_KEYS = ("properties", "$defs", "definitions")
VALUE_KINDS = {  # the kinds of the other keywords, as JSON Schema has them
    **dict.fromkeys(("required", "enum"), "array"),
    **dict.fromkeys(("description", "title", "pattern", "format", "$ref"), "string"),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems"), "integer"),
    **dict.fromkeys(("minimum", "maximum", "multipleOf"), "decimal"),
    "uniqueItems": "boolean",
}
EVERY_KEY = (
    "'required' is required to be supplied and to be an array including every key in properties."
)
KIND_NAMES = {"decimal": "number"}  # where JSON Schema's name is another


def check_tool_schemas(tools: Sequence[JSON]) -> None:
    """Refuse the first function among `tools` whose parameters are no schema that can be used."""
    for index, tool in enumerate(tools):
        function = tool["function"]
        problem = schema_problem(function.get("parameters"), strict=bool(function.get("strict")))
        if problem:
            raise _invalid_schema(function["name"], index, problem)


def schema_problem(schema: JSON | None, strict: bool = False) -> str:
    """What is wrong with the schema of a function's parameters, "" where nothing is.

    None, no parameters at all, is a function without arguments.
    """
    if schema is None:
        return ""
    if schema.get("type") != "object":
        found = schema.get("type")
        named = found if isinstance(found, str) else str(found)
        return (
            "schema must be a JSON Schema of 'type: \"object\"', "
            f"got 'type: \"{shortened(named, LONGEST_NAME)}\"'."
        )
    if any(key in schema for key in NOT_AT_ROOT):
        return (
            "schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' "
            "at the top level."
        )
    for _, inner in _places(schema):
        problem = _misshapen(inner)
        if problem:
            return problem
    return next(filter(None, (_unusable(*place, strict) for place in _places(schema))), "")


def _misshapen(schema: JSON) -> str:
    """What JSON Schema itself says to a keyword with a wrong value."""
    if "type" in schema and not _is_type(schema["type"]):
        return f"{_shown(schema['type'])} is not valid under any of the given schemas."
    for key, kind in VALUE_KINDS.items():
        if key in schema and not is_kind(kind, schema[key]):
            return f"{_shown(schema[key])} is not of type '{KIND_NAMES.get(kind, kind)}'."
    for name in schema.get("required", ()):
        if not isinstance(name, str):
            return f"{_shown(name)} is not of type 'string'."
    for key in SCHEMA_MAP_KEYS:
        if key in schema and not isinstance(schema[key], dict):
            return f"{_shown(schema[key])} is not of type 'object'."
    for key in SCHEMA_LIST_KEYS:
        if key in schema and not isinstance(schema[key], list):
            return f"{_shown(schema[key])} is not of type 'array'."
        if schema.get(key) == []:
            return "[] is too short."
    for value in _schema_values(schema):
        if not isinstance(value, (dict, bool)):
            return f"{_shown(value)} is not of type 'object', 'boolean'."
    return ""


def _unusable(context: Context, schema: JSON, strict: bool) -> str:
    """What the API says to a schema that is one and still cannot be used."""
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    problem = ""
    if "object" in kinds and not context and "properties" not in schema:
        problem = "object schema missing properties."
    elif "array" in kinds and "items" not in schema:
        problem = "array schema missing items."
    elif strict:
        problem = _not_strict(schema, "object" in kinds)
    return f"In context={shortened(str(context), LONGEST_CONTEXT)}, {problem}" if problem else ""


def _not_strict(schema: JSON, is_object: bool) -> str:
    """Why a schema is none that arguments can be held to."""
    for key in NOT_STRICT:
        if key in schema:
            return f"'{key}' is not permitted."
    if not any(key in schema for key in ("type", "anyOf", "$ref", "enum", "const")):
        return "schema must have a 'type' key."
    if not is_object:
        return ""
    if schema.get("additionalProperties") is not False:
        return "'additionalProperties' is required to be supplied and to be false."
    names, required = schema.get("properties", {}), schema.get("required", [])
    missing = next((name for name in names if name not in required), None)
    if missing is not None:
        return f"{EVERY_KEY} Missing '{shortened(missing, LONGEST_NAME)}'."
    extra = next((name for name in required if name not in names), None)
    if extra is not None:
        return f"{EVERY_KEY} Extra required key '{shortened(extra, LONGEST_NAME)}' supplied."
    return ""


def _places(root: JSON) -> Iterator[tuple[Context, JSON]]:
    """Every schema in a schema with its place, the outer ones first."""
    waiting: deque[tuple[Context, JSON]] = deque([((), root)])
    while waiting:
        context, schema = waiting.popleft()
        yield context, schema
        waiting += [((*context, *way), inner) for way, inner in _inner(schema)]


def _inner(schema: JSON) -> Iterator[tuple[Context, JSON]]:
    """The schemas right within a schema, each with the way to it."""
    for key in SCHEMA_MAP_KEYS:
        for name, value in schema.get(key, {}).items():
            if isinstance(value, dict):
                yield (key, name), value
    for key in SCHEMA_LIST_KEYS:
        for place, value in enumerate(schema.get(key, ())):
            if isinstance(value, dict):
                yield (key, str(place)), value
    for key in SCHEMA_KEYS:
        if isinstance(schema.get(key), dict):
            yield (key,), schema[key]


def _schema_values(schema: JSON) -> Iterator[Any]:
    """The values that should be schemas."""
    for key in SCHEMA_MAP_KEYS:
        yield from schema.get(key, {}).values()
    for key in SCHEMA_LIST_KEYS:
        yield from schema.get(key, ())
    for key in SCHEMA_KEYS:
        if key in schema:
            yield schema[key]


def _is_type(value: object) -> bool:
    if isinstance(value, list):
        return bool(value) and all(kind in TYPES for kind in value)
    return value in TYPES


def _shown(value: object) -> str:
    """A value as the API shows it: as Python writes it."""
    return shortened(repr(value), LONGEST_NAME)


def _invalid_schema(name: str, index: int, problem: str) -> Refusal:
    return invalid(
        f"Invalid schema for function '{name}': {problem}",
        f"tools[{index}].function.parameters",
        "invalid_function_parameters",
    )
