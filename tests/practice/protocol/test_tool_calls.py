"""Function calls, and where a limit of tokens cuts them."""

import json

import pytest

from helpers.practice.protocol.tool_calls import cut_calls, tool_call


def test_a_call_has_the_apis_keys_and_arguments_as_json():
    call = tool_call("tea", {"cups": 2, "for": "민수"})
    assert list(call) == ["id", "type", "function"] and call["type"] == "function"
    assert (
        list(call["function"]) == ["name", "arguments"] and "민수" in call["function"]["arguments"]
    )
    assert json.loads(call["function"]["arguments"]) == {"cups": 2, "for": "민수"}


CALLS = [tool_call("tea", {"cups": 2}), tool_call("cake", {"pieces": 3})]
WHOLE = [call["function"]["arguments"] for call in CALLS]


@pytest.mark.parametrize(
    "most, arguments, spent, cut",
    [
        (1000, WHOLE, 24, False),
        (24, WHOLE, 24, False),
        (23, [WHOLE[0], WHOLE[1][:-1]], 23, True),
        (12, [WHOLE[0], ""], 12, True),
        (6, ["{"], 6, True),
        (1, [""], 1, True),
    ],
)
def test_a_limit_cuts_arguments_and_is_never_passed(most, arguments, spent, cut):
    kept, tokens, was_cut = cut_calls(CALLS, most)
    assert [call["function"]["arguments"] for call in kept] == arguments
    assert (tokens, was_cut) == (spent, cut)
    assert [call["id"] for call in kept] == [call["id"] for call in CALLS[: len(kept)]]
