"""What functions gave back, in words."""

import json
import re
from itertools import takewhile
from typing import Any

from helpers.practice.mind.texts import text_of

FUNCTION_ROLES = ("tool", "function")
SENTENCE = re.compile(r"[A-Z가-힣]\S*(?: \S+){2,}[.!?]", re.DOTALL)


def spoken(messages: list[dict]) -> str:
    """The results at the end of a conversation: a sentence as it is, else after its function."""
    names = {
        call["id"]: call["function"]["name"]
        for message in messages
        for call in message.get("tool_calls") or []
        if call.get("function")
    }
    results = takewhile(lambda message: message.get("role") in FUNCTION_ROLES, reversed(messages))
    return " ".join(_one(message, names) for message in list(results)[::-1])


def _one(message: dict, names: dict[str, str]) -> str:
    result = text_of(message).strip()
    if SENTENCE.fullmatch(result):
        return result
    name = names.get(message.get("tool_call_id") or "") or message.get("name") or "function"
    return f"{name.replace('_', ' ')}: {in_words(result).rstrip('.')}."


def in_words(result: str) -> str:
    """A function's result as words: the keys and values of JSON, or the text as it is."""
    try:
        value = json.loads(result)
    except ValueError:
        return result.strip().rstrip(".") or "nothing"
    return _value_in_words(value)


def _value_in_words(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(
            f"{str(key).replace('_', ' ')} {_value_in_words(item)}" for key, item in value.items()
        )
    if isinstance(value, list):
        return ", ".join(map(_value_in_words, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "nothing" if value is None else str(value)
