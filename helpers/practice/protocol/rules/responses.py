"""What the Responses endpoint says to these models and their recordings."""

from collections.abc import Iterator

from helpers.practice.protocol.rules.refusal import Refusal, invalid
from helpers.practice.protocol.rules.rule import JSON
from helpers.practice.protocol.rules.wording import not_among

PART_TYPES = (  # docs/protocol.md §2.4 E16
    "input_text",
    "input_image",
    "output_text",
    "refusal",
    "input_file",
    "computer_screenshot",
    "summary_text",
)


def responses_refusal(body: JSON) -> Refusal:
    """It takes no recording (E16), and these models not at all (the words of that are assumed)."""
    for path, part in _parts(body.get("input")):
        if part.get("type") == "input_audio":
            return invalid(not_among("input_audio", PART_TYPES), f"{path}.type", "invalid_value")
    return Refusal(
        404,
        "This model is only supported in v1/chat/completions and not in v1/responses. "
        "This is the practice engine, which has no other models: "
        "lessons 01 to 05 send text and recordings to v1/chat/completions.",
        param="model",
    )


def _parts(items: object) -> Iterator[tuple[str, JSON]]:
    """The path and the value of each part in the field `input`, whatever else is in it."""
    for index, item in enumerate(items if isinstance(items, list) else ()):
        content = item.get("content") if isinstance(item, dict) else None
        for place, part in enumerate(content if isinstance(content, list) else ()):
            if isinstance(part, dict):
                yield f"input[{index}].content[{place}]", part
