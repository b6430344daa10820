"""What no field can tell alone: fields that do not go together, as a table.

Rows are looked at in this order (assumed). Numbers such as E4 and §2.5 are those of
docs/protocol.md.
"""

from collections.abc import Callable
from dataclasses import dataclass

from helpers.engine import catalogue
from helpers.practice.protocol.rules.fields import VOICES
from helpers.practice.protocol.rules.messages import content_parts
from helpers.practice.protocol.rules.refusal import invalid
from helpers.practice.protocol.rules.rule import JSON
from helpers.practice.protocol.rules.tools import required_function
from helpers.practice.protocol.rules.wording import (
    not_among,
    number,
    python_list,
    series,
    shortened,
)

STREAM_FORMATS = tuple(catalogue.formats("stream"))
MOST_TOKENS = catalogue.limit("output_tokens")
MODALITIES = (["text"], ["audio", "text"])  # sorted


@dataclass(frozen=True)
class Conflict:
    """A combination that is refused: `found` sees it in a body that has every field."""

    found: Callable[[JSON], object]
    message: str | Callable[[JSON], str]
    param: str | None
    code: str | None = None


def check_combinations(body: JSON) -> None:
    """Refuse the first of CONFLICTS that `body`, with None for each absent field, holds."""
    for conflict in CONFLICTS:
        if conflict.found(body):
            message = conflict.message
            raise invalid(
                message if isinstance(message, str) else message(body),
                conflict.param,
                conflict.code,
            )


def speaks(body: JSON) -> bool:
    """Whether the answer is to be spoken."""
    return "audio" in (body["modalities"] or ())


def _brings_sound(body: JSON) -> bool:
    """A recording, or an earlier spoken answer by its id (that the id counts is assumed)."""
    return any(
        message.get("audio")
        or any(part["type"] == "input_audio" for part in content_parts(message))
        for message in body["messages"]
    )


def _says_json(body: JSON) -> bool:
    texts = [message.get("content") for message in body["messages"]]
    texts += [part.get("text") for message in body["messages"] for part in content_parts(message)]
    return any("json" in text.lower() for text in texts if isinstance(text, str))


def _format_type(body: JSON) -> str | None:
    return (body["response_format"] or {}).get("type")


def _too_many(tokens: int) -> str:
    return (
        f"max_tokens is too large: {number(tokens)}. This model supports at most {MOST_TOKENS} "
        f"completion tokens, whereas you provided {number(tokens)}."
    )


def _lacks_required_function(body: JSON) -> bool:
    name = required_function(body)
    return bool(name) and name not in [
        tool["function"]["name"] for tool in body["tools"] if tool["type"] == "function"
    ]


CONFLICTS = (
    Conflict(  # assumed: the Realtime API's words (§2.2)
        lambda body: body["modalities"] and sorted(body["modalities"]) not in MODALITIES,
        lambda body: (
            f"Invalid modalities: {python_list(body['modalities'])}. "
            "Supported combinations are: ['text'] and ['audio', 'text']."
        ),
        "modalities",
        "invalid_value",
    ),
    Conflict(  # assumed: E7
        lambda body: speaks(body) and not body["audio"],
        "Missing required parameter: 'audio'.",
        "audio",
        "missing_required_parameter",
    ),
    Conflict(  # assumed: custom voices exist only for some customers (§1.3)
        lambda body: body["audio"] and isinstance(body["audio"]["voice"], dict),
        lambda body: not_among(body["audio"]["voice"]["id"], VOICES),
        "audio.voice",
        "invalid_value",
    ),
    Conflict(  # E4; param and code are assumed
        lambda body: (
            body["stream"] and speaks(body) and body["audio"]["format"] not in STREAM_FORMATS
        ),
        lambda body: (
            f"Unsupported value: 'audio.format' does not support '{body['audio']['format']}' "
            f"when stream=true. Supported values are: {series(STREAM_FORMATS)}."
        ),
        "audio.format",
        "unsupported_value",
    ),
    Conflict(  # BerriAI/litellm#5803
        lambda body: body["stream_options"] is not None and not body["stream"],
        "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
        "stream_options",
    ),
    Conflict(  # §2.5; its param is assumed
        lambda body: body["top_logprobs"] is not None and not body["logprobs"],
        "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.",
        "top_logprobs",
    ),
    Conflict(  # langchain-ai/langgraph#5943
        lambda body: body["max_tokens"] is not None and body["max_completion_tokens"] is not None,
        "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
        "max_tokens",
        "invalid_parameter_combination",
    ),
    Conflict(  # tailcallhq/forgecode#1185, with gpt-4o
        lambda body: (body["max_tokens"] or 0) > MOST_TOKENS,
        lambda body: _too_many(body["max_tokens"]),
        "max_tokens",
        "invalid_value",
    ),
    Conflict(  # assumed: the same words
        lambda body: (body["max_completion_tokens"] or 0) > MOST_TOKENS,
        lambda body: _too_many(body["max_completion_tokens"]),
        "max_completion_tokens",
        "invalid_value",
    ),
    Conflict(  # writer/writer-framework#1013 repeats it
        lambda body: body["tool_choice"] is not None and not body["tools"],
        "Invalid value for 'tool_choice': "
        "'tool_choice' is only allowed when 'tools' are specified.",
        "tool_choice",
    ),
    Conflict(  # assumed: as above
        lambda body: body["parallel_tool_calls"] is not None and not body["tools"],
        "Invalid value for 'parallel_tool_calls': "
        "'parallel_tool_calls' is only allowed when 'tools' are specified.",
        "parallel_tool_calls",
    ),
    Conflict(  # assumed
        lambda body: any(tool["type"] == "custom" for tool in body["tools"] or ()),
        "Unsupported value: 'tools' does not support 'custom' with this model. "
        "Supported values are: 'function'.",
        "tools",
        "unsupported_value",
    ),
    Conflict(  # assumed
        _lacks_required_function,
        lambda body: (
            f"Tool choice '{shortened(str(required_function(body)))}' "
            "not found in 'tools' parameter."
        ),
        "tool_choice",
    ),
    Conflict(  # seen with other models; param and code are assumed
        lambda body: body["metadata"] is not None and not body["store"],
        "The 'metadata' parameter is only allowed when 'store' is enabled.",
        "metadata",
    ),
    Conflict(  # E10
        lambda body: _format_type(body) == "json_schema",
        "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this "
        "model. Learn more about supported models at the Structured Outputs guide: "
        "https://platform.openai.com/docs/guides/structured-outputs",
        None,
    ),
    Conflict(  # seen with other models; here assumed
        lambda body: _format_type(body) == "json_object" and not _says_json(body),
        "'messages' must contain the word 'json' in some form, "
        "to use 'response_format' of type 'json_object'.",
        "messages",
    ),
    Conflict(  # E1, after every other check of the request's words (E2 comes first)
        lambda body: not speaks(body) and not _brings_sound(body),
        "This model requires that either input content or output modality contain audio.",
        "model",
        "invalid_value",
    ),
)
