"""What several exercises look at: steps of (is it so, what is right then, what is missing else)."""

import base64

from helpers.engine import catalogue
from helpers.exercises import Step
from helpers.media import codec


def message_parts(request: dict, kind: str) -> list[dict]:
    """All parts of that type in the request's messages."""
    contents = [message.get("content") for message in request["messages"]]
    return [
        part
        for content in contents
        if isinstance(content, list)
        for part in content
        if part.get("type") == kind
    ]


def words(request: dict, role: str = "user") -> str:
    """All that is written in messages of that role."""
    contents = [
        message.get("content") for message in request["messages"] if message.get("role") == role
    ]
    return " ".join(
        content if isinstance(content, str) else " ".join(part.get("text", "") for part in content)
        for content in contents
    )


def is_request(value) -> Step:
    fine = isinstance(value, dict) and {"model", "messages"} <= set(value)
    return (
        fine,
        "it is a request, with a model and messages",
        'A request is a dict with at least "model" and "messages".',
    )


def speaks(request: dict) -> Step:
    return (
        sorted(request.get("modalities") or []) == ["audio", "text"],
        "it asks for text and audio",
        'The answer is not asked to be spoken: modalities should be ["text", "audio"].',
    )


def writes(request: dict) -> Step:
    return (
        request.get("modalities", ["text"]) == ["text"],
        "it asks for text only",
        'The answer should be written, not spoken: modalities is ["text"].',
    )


def capped(request: dict) -> Step:
    most = request.get("max_completion_tokens")
    return (
        isinstance(most, int) and 0 < most <= 4000,
        "its length is capped",
        "Nothing stops a runaway reply: set max_completion_tokens.",
    )


def recordings(request: dict, count: int) -> Step:
    parts = message_parts(request, "input_audio")
    good = [
        part
        for part in parts
        if part["input_audio"].get("format") in catalogue.formats("input") and sounds(part)
    ]
    return (
        len(good) == count,
        f"it carries {count} recording{'s' * (count > 1)} that can be decoded",
        f"I find {len(good)} recordings that can be decoded, and look for {count}.",
    )


def sounds(part: dict) -> bool:
    """Does the part's base64 hold sound in the format it names?"""
    try:
        return (
            codec.measure(base64.b64decode(part["input_audio"]["data"], validate=True)).format
            == part["input_audio"]["format"]
        )
    except (ValueError, KeyError, TypeError):
        return False


def tried(function, *arguments):
    """What a learner's function gives, or its mistake as a sentence."""
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
