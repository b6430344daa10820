"""A text model that is small and sensible, in the place of a learner's own: PRACTICE_MIND.

It reads aloud what follows a colon, calls the first function that is offered, fills forms by the
kind of each field, writes an object where one is asked for, and says two sentences to all else.
"""

import json
from contextlib import contextmanager

from tests.practice.mind.text_server import Behaviour, serving_text

SENTENCES = "I can hear you well. It is dry today, and the sun is a star."


class SmallMind(Behaviour):
    """What it answers follows from the request alone."""

    def __init__(self):
        super().__init__(None)

    def reply(self, request):
        return message(request)


@contextmanager
def small_mind():
    """(base URL, mind) of a server that runs until the end of the block."""
    with serving_text(SmallMind()) as served:
        yield served


def message(request):
    """The message of a completion that answers `request`."""
    last, offered = request["messages"][-1], request.get("tools")
    words = last.get("content") or ""
    if offered and request.get("tool_choice") != "none" and last["role"] == "user":
        chosen = request.get("tool_choice")
        named = chosen["function"]["name"] if isinstance(chosen, dict) else None
        tools = [tool["function"] for tool in offered]
        function = next((one for one in tools if one["name"] == named), tools[0])
        call = {"name": function["name"], "arguments": json.dumps(filled(function["parameters"]))}
        return {"content": None, "tool_calls": [{"id": "1", "type": "function", "function": call}]}
    if "json" in request.get("response_format", {}).get("type", ""):
        schema = request["response_format"].get("json_schema", {}).get("schema", {})
        return {"content": json.dumps(filled(schema) or {"answer": SENTENCES})}
    return {"content": words.partition(": ")[2] or SENTENCES}


def filled(schema):
    """The least object that fits a JSON schema."""
    return {name: value_of(field) for name, field in schema.get("properties", {}).items()}


def value_of(field):
    if "enum" in field:
        return field["enum"][0]
    kind = field.get("type", "string")
    kind = kind[0] if isinstance(kind, list) else kind
    values = {"integer": field.get("minimum", 2), "number": 2.0, "boolean": True, "array": []}
    return filled(field) if kind == "object" else values.get(kind, SENTENCES)
