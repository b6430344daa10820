"""How much a sentence speaks for a function."""

import pytest

from helpers.practice.tools.points import points

LIGHT = {
    "name": "turn_on_light",
    "description": "Switch a light on",
    "parameters": {
        "properties": {"room": {"type": "string", "enum": ["kitchen", "bedroom"]}},
    },
}


@pytest.mark.parametrize(
    "more, less",
    [
        ("Turn on the light.", "The light is nice."),
        ("Turn on the light in the kitchen.", "Turn on the light."),
        ("Please turn on the light.", "We saw a light."),
        ("Turn on the light.", "Turn off the light."),
        ("Turn on the light.", "Do not turn on the light."),
        ("불 켜 줘.", "불 켜지 마."),
    ],
)
def test_what_speaks_more_for_a_function(more, less):
    assert points(LIGHT, more) > points(LIGHT, less)


@pytest.mark.parametrize("parameters", [None, [], {"properties": 3}, {"properties": {"a": None}}])
def test_parameters_may_be_odd(parameters):
    assert points({"name": "turn_on_light", "parameters": parameters}, "Turn on the light.") >= 2
