"""The schema of a function's parameters: is it one, and may it be `strict`?

Words seen in public reports (docs/protocol.md §12); in which order they come is assumed. A message
names a place as the API does: ('properties', 'tags') is the schema of the field `tags`.
"""

from collections.abc import Sequence

from helpers.practice.protocol.rules.json_schema import Context, misshapen, places
from helpers.practice.protocol.rules.refusal import Refusal, invalid
from helpers.practice.protocol.rules.rule import JSON
from helpers.practice.protocol.rules.wording import LONGEST_NAME, shortened

LONGEST_CONTEXT = 1_000  # characters of a place that a message repeats whole (assumed)
NOT_AT_ROOT = ("oneOf", "anyOf", "allOf", "enum", "not")
NOT_STRICT = (  # the guide to structured outputs names them; `default` and `oneOf`: reports
    *("allOf", "oneOf", "not", "if", "then", "else", "default", "patternProperties"),
    *("dependentRequired", "dependentSchemas", "unevaluatedProperties", "propertyNames"),
    *("minProperties", "maxProperties", "unevaluatedItems", "contains", "minContains"),
    *("maxContains", "uniqueItems", "prefixItems"),
)
STRICT_FORMATS = (  # of strings (cyanheads/git-mcp-server#47)
    *("date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"),
)
EVERY_KEY = (
    "'required' is required to be supplied and to be an array including every key in properties."
)


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
    for _, inner in places(schema):
        problem = misshapen(inner)
        if problem:
            return problem
    problems = (_unusable(schema, *place, strict) for place in places(schema))
    return next(filter(None, problems), "")


def _unusable(root: JSON, context: Context, schema: JSON, strict: bool) -> str:
    """What the API says to a schema within `root` that is one and still cannot be used."""
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    problem = ""
    if "object" in kinds and not context and "properties" not in schema:
        problem = "object schema missing properties."
    elif "array" in kinds and "items" not in schema:
        problem = "array schema missing items."
    elif strict:
        problem = _not_strict(root, schema, "object" in kinds)
    return f"In context={shortened(str(context), LONGEST_CONTEXT)}, {problem}" if problem else ""


def _not_strict(root: JSON, schema: JSON, is_object: bool) -> str:
    """Why a schema is none that arguments can be held to."""
    if "$ref" in schema:
        return _wrong_reference(root, schema)
    for key in NOT_STRICT:
        if key in schema:
            return f"'{key}' is not permitted."
    if not any(key in schema for key in ("type", "anyOf", "enum", "const")):
        return "schema must have a 'type' key."
    if schema.get("format", STRICT_FORMATS[0]) not in STRICT_FORMATS:
        return f"'{shortened(schema['format'], LONGEST_NAME)}' is not a valid format."
    if not is_object:
        return ""
    if schema.get("additionalProperties") is not False:
        return "'additionalProperties' is required to be supplied and to be false."
    names, required = schema.get("properties", {}), schema.get("required", [])
    every = set(required)  # there may be very many
    missing = next((name for name in names if name not in every), None)
    if missing is not None:
        return f"{EVERY_KEY} Missing '{shortened(missing, LONGEST_NAME)}'."
    extra = next((name for name in required if name not in names), None)
    if extra is not None:
        return f"{EVERY_KEY} Extra required key '{shortened(extra, LONGEST_NAME)}' supplied."
    return ""


def _wrong_reference(root: JSON, schema: JSON) -> str:
    """A reference stands alone, and what it points at is in `root`."""
    beside = sorted(key for key in schema if key != "$ref")
    if beside:
        named = ", ".join(repr(shortened(key, LONGEST_NAME)) for key in beside)
        return f"$ref cannot have keywords {{{named}}}."
    if not _holds(root, schema["$ref"]):
        reference = shortened(schema["$ref"], LONGEST_NAME)
        return f"reference to component '{reference}' which was not found in the schema."
    return ""


def _holds(root: JSON, reference: str) -> bool:
    """Whether a reference is "#", or a path such as "#/$defs/x" to an object in `root`."""
    start, *keys = reference.split("/")
    found: object = root
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return start == "#" and isinstance(found, dict)


def _invalid_schema(name: str, index: int, problem: str) -> Refusal:
    return invalid(
        f"Invalid schema for function '{name}': {problem}",
        f"tools[{index}].function.parameters",
        "invalid_function_parameters",
    )
