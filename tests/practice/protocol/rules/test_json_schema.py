"""What JSON Schema itself says of a schema's keywords, in the words of Python's jsonschema."""

import pytest

from helpers.practice.protocol.rules.json_schema import misshapen, places

WRONG = [
    ({"type": ["string", "string"]}, "['string', 'string'] is not valid under any of the given"),
    ({"minLength": -1}, "-1 is less than the minimum of 0."),
    ({"maxItems": -2.0}, "-2.0 is less than the minimum of 0."),
    ({"minItems": 1.5}, "1.5 is not of type 'integer'."),
    ({"minProperties": "1"}, "'1' is not of type 'integer'."),
    ({"multipleOf": 0}, "0 is less than or equal to the minimum of 0."),
    ({"exclusiveMinimum": True}, "True is not of type 'number'."),
    ({"exclusiveMaximum": "9"}, "'9' is not of type 'number'."),
    ({"required": ["x", "x"]}, "['x', 'x'] has non-unique elements."),
    ({"required": ["x", 1]}, "1 is not of type 'string'."),
    ({"dependentRequired": []}, "[] is not of type 'object'."),
    ({"dependentRequired": {"x": "y"}}, "'y' is not of type 'array'."),
    ({"dependentRequired": {"x": ["y", "y"]}}, "['y', 'y'] has non-unique elements."),
    ({"pattern": "["}, "'[' is not a 'regex'."),
    ({"pattern": r"\p{Cc}"}, r"'\\p{Cc}' is not a 'regex'."),
    ({"pattern": "a{99999999999999999999}"}, "'a{99999999999999999999}' is not a 'regex'."),
    ({"pattern": "(" * 5_000 + ")" * 5_000}, "'((...))' is not a 'regex'."),
    ({"patternProperties": {"(": {}}}, "'(' is not a 'regex'."),
    ({"patternProperties": []}, "[] is not of type 'object'."),
    ({"prefixItems": []}, "[] is too short."),
    ({"if": 5}, "5 is not of type 'object', 'boolean'."),
    ({"dependentSchemas": {"x": None}}, "None is not of type 'object', 'boolean'."),
    ({"readOnly": "yes"}, "'yes' is not of type 'boolean'."),
    ({"examples": "x"}, "'x' is not of type 'array'."),
    ({"$schema": 7}, "7 is not of type 'string'."),
]
RIGHT = [
    {"type": ["string", "null"], "minLength": 0, "maxLength": 2.0, "pattern": "^(?!a)b$"},
    {"enum": [], "const": None, "default": 5, "examples": [], "deprecated": True, "new": "x"},
    {"multipleOf": 0.5, "exclusiveMinimum": -1, "dependentRequired": {"x": ["y"]}},
    {"if": True, "then": {}, "patternProperties": {"^a": {}}, "prefixItems": [{}]},
    {"pattern": "[" * 10_001},
    {"required": [], "properties": {"required": True, "type": {}}},
]


@pytest.mark.parametrize("schema, said", WRONG)
def test_a_keyword_with_a_wrong_value(schema, said):
    assert misshapen(schema).startswith(said)


@pytest.mark.parametrize("schema", RIGHT)
def test_what_is_in_order(schema):
    assert misshapen(schema) == ""


def test_every_schema_within_a_schema_is_found_with_its_place():
    inner = {"patternProperties": {"a": {"not": {}}}, "prefixItems": [True, {}], "then": {}}
    found = dict(places({"properties": {"x": inner}}))
    assert list(found) == [
        (),
        ("properties", "x"),
        ("properties", "x", "patternProperties", "a"),
        ("properties", "x", "prefixItems", "1"),
        ("properties", "x", "then"),
        ("properties", "x", "patternProperties", "a", "not"),
    ]
