"""From a request's bytes to its JSON object."""

import json
from typing import NoReturn

from helpers.practice.protocol.rules.refusal import Refusal
from helpers.practice.protocol.rules.rule import JSON

DEEPEST = 200  # levels of nesting (assumed)
NOT_JSON = (  # docs/protocol.md §2.5
    "We could not parse the JSON body of your request. (HINT: This likely means you aren't using "
    "your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not "
    "valid JSON. If you have trouble figuring out how to fix this, please contact us through our "
    "help center at help.openai.com.)"
)


def parse(raw: bytes) -> JSON:
    """The request's JSON object; raises Refusal for anything else."""
    try:
        body = json.loads(raw.decode("utf-8"), parse_constant=_refuse_constant)
        if b"\\ud" in raw or b"\\uD" in raw:  # half a surrogate pair is no text (assumed)
            json.dumps(body, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError):
        # ValueError: bad UTF-8, bad JSON, NaN, a number of thousands of digits
        raise Refusal(400, NOT_JSON) from None
    if not isinstance(body, dict) or _deeper_than(body, DEEPEST):
        raise Refusal(400, NOT_JSON)
    return body


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _deeper_than(value: JSON, most: int) -> bool:
    """Whether arrays and objects are nested in more than `most` levels."""
    level: list[dict | list] = [value]
    for _ in range(most):
        level = [
            child
            for holder in level
            for child in (holder.values() if isinstance(holder, dict) else holder)
            if isinstance(child, (dict, list))
        ]
        if not level:
            return False
    return True
