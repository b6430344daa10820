"""Function calls as the API writes them, and where a limit of tokens cuts them."""

import json
from typing import Any

from helpers.engine.tokens import text_pieces, text_tokens
from helpers.practice.protocol.ids import call_id

CALL_TOKENS = 4  # of any call, beside its name and arguments (assumed)


def tool_call(name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """A call of the function `name`."""
    return {
        "id": call_id(),
        "type": "function",
        "function": {"name": name, "arguments": json.dumps(arguments, ensure_ascii=False)},
    }


def cut_calls(calls: list[dict[str, Any]], most: int) -> tuple[list[dict[str, Any]], int, bool]:
    """(the calls as far as `most` tokens reach, the tokens they take, whether any was cut).

    Arguments that were cut are no JSON any more.
    """
    kept, spent = [], 0
    for call in calls:
        function = call["function"]
        beside = CALL_TOKENS + text_tokens(function["name"])
        pieces = text_pieces(function["arguments"])
        room = max(0, most - spent - beside)
        kept.append(call | {"function": function | {"arguments": "".join(pieces[:room])}})
        spent = min(most, spent + beside + len(pieces))
        if len(pieces) > room:
            return kept, spent, True
    return kept, spent, False
