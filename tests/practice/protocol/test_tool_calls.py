"""Function calls, and where a limit of tokens cuts them."""

import json

import pytest

from helpers.engine.tokens import text_tokens
from helpers.practice.protocol.tool_calls import sent_calls, tool_call


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
    sent = sent_calls(CALLS, {"max_tokens": most})
    assert [call["function"]["arguments"] for call in sent.calls] == arguments
    assert (sent.tokens, sent.finish_reason) == (spent, "length" if cut else "tool_calls")
    assert [call["id"] for call in sent.calls] == [call["id"] for call in CALLS[: len(sent.calls)]]


NAMED = {"type": "function", "function": {"name": "tea"}}


@pytest.mark.parametrize(
    "choice, most, reason",
    [
        (NAMED, None, "stop"),
        (NAMED, 2, "length"),
        ("auto", None, "tool_calls"),
        ("required", None, "tool_calls"),
        (None, None, "tool_calls"),
    ],
)
def test_a_named_function_ends_with_stop_and_its_name_is_free(choice, most, reason):
    """As captured (docs/protocol.md §12)."""
    sent = sent_calls(CALLS[:1], {"tool_choice": choice, "max_completion_tokens": most})
    assert sent.finish_reason == reason
    assert sent.tokens == (most or (text_tokens(WHOLE[0]) + (0 if choice == NAMED else 5)))
