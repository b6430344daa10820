"""Function calls as the API writes them, and where a limit of tokens cuts them."""

import json
from typing import Any, NamedTuple

from helpers.engine.tokens import text_pieces, text_tokens
from helpers.practice.protocol.ids import call_id
from helpers.practice.protocol.rules.tools import required_function
from helpers.practice.protocol.usage import most_tokens

CALL_TOKENS = 4  # of any call, beside its name and arguments (assumed)


def tool_call(name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """A call of the function `name`."""
    return {
        "id": call_id(),
        "type": "function",
        "function": {"name": name, "arguments": json.dumps(arguments, ensure_ascii=False)},
    }


class SentCalls(NamedTuple):
    """Function calls as far as they are sent: the tokens they take, and why they end there."""

    calls: list[dict[str, Any]]
    tokens: int
    finish_reason: str


def sent_calls(calls: list[dict[str, Any]], body: dict[str, Any]) -> SentCalls:
    """The calls in answer to the request `body`, as far as its limit of tokens reaches.

    Arguments that were cut are no JSON any more. Where `tool_choice` names the function, the answer
    ends with "stop", and its name, which nobody had to choose, takes no tokens (docs/protocol.md
    §12; that the captured 5 tokens are those of the arguments alone is assumed).
    """
    most, named = most_tokens(body), required_function(body) is not None
    sent, spent, cut = [], 0, False
    for call in calls:
        function = call["function"]
        beside = 0 if named else CALL_TOKENS + text_tokens(function["name"])
        pieces = text_pieces(function["arguments"])
        room = max(0, most - spent - beside)
        sent.append(call | {"function": function | {"arguments": "".join(pieces[:room])}})
        spent = min(most, spent + beside + len(pieces))
        cut = len(pieces) > room
        if cut:
            break
    return SentCalls(sent, spent, "length" if cut else "stop" if named else "tool_calls")
