"""How tokens are counted: exact for sound and for messages, an estimate for words.

The figures are those of docs/protocol.md §6. Functions work on plain JSON values.
"""

import math
import re
from typing import Any

from helpers.engine import catalogue

REQUEST_TOKENS = 3  # of any request; this and the next two: docs/protocol.md §6
MESSAGE_TOKENS = 4  # of any message, beside its words
RECORDING_TOKENS = 4  # text tokens of an `input_audio` part, beside its audio tokens

_PIECE = re.compile(r"\s*(?:[가-힣]{1,2}|[^\W_가-힣]{1,9}|[^\w\s]|_)|\s+$")


def text_pieces(text: str) -> list[str]:
    """`text` in about the pieces that a model's tokens are; joined they are `text`.

    Words and marks stand with the space before them, long words in parts of up to nine letters,
    Hangul by two syllables. Mere spaces have no pieces.
    """
    if not text.strip():
        return []
    pieces = _PIECE.findall(text)
    if len(pieces) > 1 and not pieces[-1].strip():
        pieces[-2:] = ["".join(pieces[-2:])]
    return pieces


def text_tokens(text: str) -> int:
    """About how many tokens `text` has: an estimate that gives the captured counts."""
    return len(text_pieces(text))


def audio_tokens_in(seconds: float) -> int:
    """The tokens of a recording of so many seconds: one for every full 100 ms."""
    return math.floor(catalogue.tokens_per_second("in") * seconds + 1e-6)


def message_tokens(message: dict[str, Any]) -> int:
    """About the text tokens of one message: its words, its function calls, and MESSAGE_TOKENS.

    The tokens of recordings are not among them.
    """
    content = message.get("content")
    texts = [content] if isinstance(content, str) else [part.get("text") for part in content or ()]
    calls = [call["function"] for call in message.get("tool_calls") or () if call.get("function")]
    texts += [call["name"] + call["arguments"] for call in calls]
    return MESSAGE_TOKENS + sum(text_tokens(text or "") for text in texts)


def tool_tokens(tools: list[dict[str, Any]]) -> int:
    """About what the functions offered in `tools` add to a prompt.

    The constants are those that OpenAI's cookbook gives for models of this family ("How to count
    tokens with tiktoken"); a captured small function added 36.
    """
    functions = [tool["function"] for tool in tools]
    return (12 if functions else 0) + sum(_function_tokens(function) for function in functions)


def _function_tokens(function: dict[str, Any]) -> int:
    total = 7 + text_tokens(f"{function['name']}:{function.get('description', '')}")
    described = (function.get("parameters") or {}).get("properties")
    if not described or not isinstance(described, dict):
        return total
    return total + 3 + sum(_field_tokens(name, field) for name, field in described.items())


def _field_tokens(name: str, field: object) -> int:
    schema = field if isinstance(field, dict) else {}
    total = 3 + text_tokens(f"{name}:{schema.get('type', '')}:{schema.get('description', '')}")
    choices = schema.get("enum")
    if not choices or not isinstance(choices, list):
        return total
    return total - 3 + sum(3 + text_tokens(str(choice)) for choice in choices)
