"""What fits a schema."""

import pytest

from helpers.practice.tools.schemas import fits, neutral
from helpers.practice.tools.unfolding import unfolded


@pytest.mark.parametrize(
    "schema, right, wrong",
    (
        ({"type": "integer", "minimum": 1}, 1, 0),
        ({"type": "integer"}, 2, True),
        ({"enum": [1, None]}, None, True),
        ({"const": "a"}, "a", "b"),
        ({"type": ["string", "null"]}, None, 1),
        ({"anyOf": [{"type": "null"}, {"type": "integer"}]}, 7, "7"),
        ({"type": "array", "items": {"type": "number"}, "maxItems": 1}, [1.5], [1, 2]),
        ({"type": "string", "pattern": "^a", "default": "a"}, "ab", "ba"),
        (
            {
                "type": "object",
                "properties": {"a": {"$ref": "#/$defs/A"}},
                "required": ["a"],
                "$defs": {"A": {"type": "boolean"}},
            },
            {"a": True},
            {"a": 1},
        ),
        ({"type": "object", "additionalProperties": False}, {}, {"a": 1}),
    ),
)
def test_fits(schema, right, wrong):
    plain = unfolded(schema)
    assert fits(plain, right) and not fits(plain, wrong) and fits(plain, neutral(plain))


def test_what_never_ends_is_cut():
    assert neutral(unfolded({"$ref": "#"})) is not Ellipsis
    node = {
        "$defs": {
            "n": {
                "type": "object",
                "properties": {"next": {"anyOf": [{"$ref": "#/$defs/n"}, {"type": "null"}]}},
                "required": ["next"],
            }
        },
        "$ref": "#/$defs/n",
    }
    assert neutral(unfolded(node)) == {"next": None}


@pytest.mark.parametrize(
    "schema",
    (
        None,
        3,
        {"minimum": 10**400},
        {"type": "integer", "minimum": float("inf")},
        {"enum": [10**400], "type": "integer"},
        {"properties": 3},
        {"required": [3]},
        {"pattern": 3},
    ),
)
def test_malformed(schema):
    neutral(unfolded(schema))
