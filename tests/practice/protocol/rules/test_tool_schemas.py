"""Schemas of functions: what is refused in which words, and what is taken."""

import pytest

from helpers.practice.protocol.rules import accept
from helpers.practice.protocol.rules.tool_schemas import schema_problem
from tests.practice.protocol.rules.examples import TODAY, refused, request


def of(field, **more):
    """The schema of a function with one field `x`."""
    return {"type": "object", "properties": {"x": field}, **more}


def strict(field, **more):
    return of(field, additionalProperties=False, required=["x"], **more)


NOT_OBJECT = "schema must be a JSON Schema of 'type: \"object\"', got 'type: \"{}\"'."
AT_ROOT = (
    "schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' "
    "at the top level."
)
NO_TYPE = "{} is not valid under any of the given schemas."
NO_ITEMS = "In context={}, array schema missing items."
CLOSED = "In context={}, 'additionalProperties' is required to be supplied and to be false."
EVERY = (
    "In context={}, 'required' is required to be supplied and to be an array including every "
    "key in properties. "
)
HOLDING = ("if", "then", "else", "contains", "propertyNames", "unevaluatedItems", "not")
TEXT, ARRAY = {"type": "string"}, {"type": "array"}
X = "('properties', 'x')"
NOT_FOUND = f"In context={X}, reference to component '{{}}' which was not found in the schema."

WRONG = [  # schema, what is said
    ({}, NOT_OBJECT.format("None")),
    ({"properties": {}}, NOT_OBJECT.format("None")),
    ({"type": None}, NOT_OBJECT.format("None")),
    ({"type": "string"}, NOT_OBJECT.format("string")),
    ({"type": "array", "items": TEXT}, NOT_OBJECT.format("array")),
    ({"type": "Object", "properties": {}}, NOT_OBJECT.format("Object")),
    ({"type": ["object", "null"], "properties": {}}, NOT_OBJECT.format("['object', 'null']")),
    ({"type": 5}, NOT_OBJECT.format("5")),
    ({"type": "object"}, "In context=(), object schema missing properties."),
    ({"type": "object", "required": []}, "In context=(), object schema missing properties."),
    (of(TEXT, anyOf=[{"required": ["x"]}]), AT_ROOT),
    (of(TEXT, oneOf=[{"required": ["x"]}]), AT_ROOT),
    (of(TEXT, allOf=[{"required": ["x"]}]), AT_ROOT),
    (of(TEXT, enum=[1]), AT_ROOT),
    ({"type": "object", "not": {}, "properties": {}}, AT_ROOT),
    (of({"type": "float"}), NO_TYPE.format("'float'")),
    (of({"type": "str"}), NO_TYPE.format("'str'")),
    (of({"type": "int"}), NO_TYPE.format("'int'")),
    (of({"type": "date"}), NO_TYPE.format("'date'")),
    (of({"type": "String"}), NO_TYPE.format("'String'")),
    (of({"type": ""}), NO_TYPE.format("''")),
    (of({"type": None}), NO_TYPE.format("None")),
    (of({"type": []}), NO_TYPE.format("[]")),
    (of({"type": ["string", "float"]}), NO_TYPE.format("['string', 'float']")),
    (of({"type": {"a": 1}}), NO_TYPE.format("{'a': 1}")),
    (of({"type": "array", "items": {"type": "float"}}), NO_TYPE.format("'float'")),
    (of(of({"type": "text"})), NO_TYPE.format("'text'")),
    (of({"anyOf": [TEXT, {"type": "no"}]}), NO_TYPE.format("'no'")),
    (of(TEXT, **{"$defs": {"d": {"type": "no"}}}), NO_TYPE.format("'no'")),
    (of(ARRAY), NO_ITEMS.format(X)),
    (of({"type": ["array", "null"]}), NO_ITEMS.format(X)),
    (of({"type": "array", "items": ARRAY}), NO_ITEMS.format("('properties', 'x', 'items')")),
    (of(of(ARRAY)), NO_ITEMS.format("('properties', 'x', 'properties', 'x')")),
    (of({"anyOf": [TEXT, ARRAY]}), NO_ITEMS.format("('properties', 'x', 'anyOf', '1')")),
    ({"type": "object", "properties": []}, "[] is not of type 'object'."),
    ({"type": "object", "properties": None}, "None is not of type 'object'."),
    ({"type": "object", "properties": "x"}, "'x' is not of type 'object'."),
    (of([]), "[] is not of type 'object', 'boolean'."),
    (of("string"), "'string' is not of type 'object', 'boolean'."),
    (of(None), "None is not of type 'object', 'boolean'."),
    (of({"type": "array", "items": []}), "[] is not of type 'object', 'boolean'."),
    (of(TEXT, additionalProperties="no"), "'no' is not of type 'object', 'boolean'."),
    (of(TEXT, required=None), "None is not of type 'array'."),
    (of(TEXT, required="x"), "'x' is not of type 'array'."),
    (of(TEXT, required=True), "True is not of type 'array'."),
    (of(TEXT, required={"0": "x"}), "{'0': 'x'} is not of type 'array'."),
    (of(TEXT, required=[5]), "5 is not of type 'string'."),
    (of({"type": "string", "required": True}), "True is not of type 'array'."),
    (of({"type": "string", "enum": "red"}), "'red' is not of type 'array'."),
    (of({"type": "string", "enum": {"a": 1}}), "{'a': 1} is not of type 'array'."),
    (of({"type": "string", "description": 5}), "5 is not of type 'string'."),
    (of({"type": "string", "description": None}), "None is not of type 'string'."),
    (of({"type": "string", "format": True}), "True is not of type 'string'."),
    (of({"type": "string", "maxLength": "5"}), "'5' is not of type 'integer'."),
    (of({"type": "integer", "minimum": "0"}), "'0' is not of type 'number'."),
    (of({"anyOf": TEXT}), "{'type': 'string'} is not of type 'array'."),
    (of({"anyOf": []}), "[] is too short."),
    (of({"anyOf": ["string"]}), "'string' is not of type 'object', 'boolean'."),
    (of({"type": "y" * 300}), "'yy...yy' is not valid under any of the given schemas."),
    *((of({"type": "object", key: {"type": "no"}}), NO_TYPE.format("'no'")) for key in HOLDING),
    (of({"dependentSchemas": {"a": {"type": "no"}}}), NO_TYPE.format("'no'")),
    (of({"patternProperties": {"a": {"type": "no"}}}), NO_TYPE.format("'no'")),
    (of({"type": "array", "items": {}, "prefixItems": [{"type": "no"}]}), NO_TYPE.format("'no'")),
    (of({"type": "array", "prefixItems": [TEXT]}), NO_ITEMS.format(X)),
]
WRONG_STRICT = [
    (of(TEXT), CLOSED.format("()")),
    (of(TEXT, required=["x"]), CLOSED.format("()")),
    (of(TEXT, additionalProperties=True, required=["x"]), CLOSED.format("()")),
    (of(TEXT, additionalProperties={}, required=["x"]), CLOSED.format("()")),
    (strict(of(TEXT)), CLOSED.format(X)),
    (strict({"type": "array", "items": of(TEXT)}), CLOSED.format("('properties', 'x', 'items')")),
    (of(TEXT, additionalProperties=False), EVERY.format("()") + "Missing 'x'."),
    (of(TEXT, additionalProperties=False, required=[]), EVERY.format("()") + "Missing 'x'."),
    (
        strict(TEXT) | {"required": ["x", "y"]},
        EVERY.format("()") + "Extra required key 'y' supplied.",
    ),
    (strict(strict(TEXT) | {"required": []}), EVERY.format(X) + "Missing 'x'."),
    (strict({}), f"In context={X}, schema must have a 'type' key."),
    (strict({"description": "?"}), f"In context={X}, schema must have a 'type' key."),
    (strict({"type": "string", "default": "a"}), f"In context={X}, 'default' is not permitted."),
    (strict({"oneOf": [TEXT]}), f"In context={X}, 'oneOf' is not permitted."),
    (strict({"allOf": [TEXT]}), f"In context={X}, 'allOf' is not permitted."),
    (strict({"type": "string", "not": {}}), f"In context={X}, 'not' is not permitted."),
    (strict(ARRAY), NO_ITEMS.format(X)),
    ({"type": "string"}, NOT_OBJECT.format("string")),
    (strict(TEXT | {"format": "uri"}), f"In context={X}, 'uri' is not a valid format."),
    (
        strict({"$ref": "#/$defs/d", "title": "t", "description": "d"}, **{"$defs": {"d": TEXT}}),
        f"In context={X}, $ref cannot have keywords {{'description', 'title'}}.",
    ),
    (strict({"$ref": "#/$defs/d"}), NOT_FOUND.format("#/$defs/d")),
    (strict({"$ref": "#/properties/x/$ref"}), NOT_FOUND.format("#/properties/x/$ref")),
    (strict({"$ref": "other.json"}), NOT_FOUND.format("other.json")),
    (
        strict({"type": "array", "items": TEXT, "uniqueItems": True}),
        f"In context={X}, 'uniqueItems' is not permitted.",
    ),
    (
        strict(strict(TEXT) | {"maxProperties": 1}),
        f"In context={X}, 'maxProperties' is not permitted.",
    ),
]
RIGHT = [  # schema, strict
    (None, False),
    (None, True),
    ({"type": "object", "properties": {}}, False),
    ({"type": "object", "properties": {}, "additionalProperties": False}, True),
    (of(TEXT), False),
    (of({}), False),
    (of(True), False),
    (of({"type": "object"}), False),
    (of({"type": ["string", "null"], "enum": ["a", None]}, required=["x"]), False),
    (of({"type": "array", "items": {}}), False),
    (of({"$ref": "#/$defs/d"}, **{"$defs": {"d": TEXT}}), False),
    (of({"type": "string", "default": "a", "unknown": 5}), False),
    (of({"type": "integer", "minimum": 0, "maximum": 1.5}, title="t"), False),
    (of({"oneOf": [TEXT, {"type": "null"}], "description": "d"}), False),
    (strict(TEXT), True),
    (strict({"anyOf": [TEXT, {"type": "null"}]}), True),
    (strict({"type": "array", "items": strict(TEXT)}), True),
    (strict({"$ref": "#/$defs/d"}, **{"$defs": {"d": TEXT}}), True),
    (strict({"$ref": "#"}), True),
    (strict(TEXT | {"format": "uuid", "pattern": "^a", "minLength": 1}), True),
    (of(TEXT | {"format": "uri"}), False),
    (of({"$ref": "#/$defs/d", "description": "d"}), False),
    (of({"type": "array", "items": TEXT, "minItems": 1.0, "uniqueItems": True}), False),
]


@pytest.mark.parametrize("schema, said", WRONG)
def test_what_is_no_schema(schema, said):
    assert schema_problem(schema) == said
    if not said.startswith("In context"):  # a strict one has more that may come first
        assert schema_problem(schema, strict=True) == said


@pytest.mark.parametrize("schema, said", WRONG_STRICT)
def test_what_cannot_be_strict(schema, said):
    assert schema_problem(schema, strict=True) == said


@pytest.mark.parametrize("schema, strict", RIGHT)
def test_what_is_in_order(schema, strict):
    assert schema_problem(schema, strict) == ""


def test_a_refusal_names_the_function_and_its_place():
    tools = [
        {"type": "function", "function": {"name": "fine"}},
        {"type": "function", "function": {"name": "tea", "parameters": of(TEXT), "strict": True}},
    ]
    refusal = refused(request(tools=tools))
    assert (refusal.status, refusal.param, refusal.code) == (
        400,
        "tools[1].function.parameters",
        "invalid_function_parameters",
    )
    assert refusal.message == "Invalid schema for function 'tea': " + CLOSED.format("()")
    tools[1]["function"]["strict"] = None
    assert accept(request(tools=tools), today=TODAY)


def test_a_schema_of_any_depth_is_looked_at():
    schema = TEXT
    for _ in range(5_000):
        schema = of(schema)
    assert schema_problem(schema) == ""


class Searched(list):
    """A list that must not be searched for each of the very many fields of a schema."""

    def __contains__(self, name):
        raise AssertionError(name)


def test_a_schema_of_any_width_is_looked_at_once():
    assert schema_problem(strict(TEXT) | {"required": Searched(["x"])}, strict=True) == ""
