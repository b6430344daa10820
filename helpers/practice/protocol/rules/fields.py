"""What the request's own fields may be.

The table follows the SDK's completion_create_params.py; that the API checks in its order is
assumed. Bounds are those of docs/protocol.md §2.1.
"""

from helpers.engine import catalogue
from helpers.practice.protocol.rules.messages import MESSAGES, TEXT_PART
from helpers.practice.protocol.rules.refusal import invalid
from helpers.practice.protocol.rules.rule import (
    ANY_OBJECT,
    ANY_STRING,
    BOOLEAN,
    JSON,
    NAME,
    Rule,
    array,
    decimal,
    either,
    free_object,
    integer,
    nullable,
    one_of,
    record,
    string,
    tagged,
)
from helpers.practice.protocol.rules.tools import NAMED, TOOL_CHOICE, TOOLS

VOICES = tuple(catalogue.voices())
OUTPUT_FORMATS = tuple(catalogue.formats("output"))

AUDIO = record(  # E5, E6; assumed: E5's param and code, E6's code, all of E8
    "voice format",
    voice=either(one_of(*VOICES), record("id", id=ANY_STRING)),
    format=one_of(*OUTPUT_FORMATS),
)
MODERATION_MODE = nullable(record("mode", mode=one_of("score", "block")))
MODERATION = record(
    "model",
    model=ANY_STRING,
    policy=nullable(record(input=MODERATION_MODE, output=MODERATION_MODE)),
)
PREDICTION = record(
    "type content",
    type=one_of("content"),
    content=either(ANY_STRING, array(tagged("type", text=TEXT_PART), 1)),
)
JSON_SCHEMA = record(
    "name", name=NAME, description=ANY_STRING, schema=ANY_OBJECT, strict=nullable(BOOLEAN)
)
RESPONSE_FORMAT = tagged(
    "type",
    json_object=record(type=ANY_STRING),
    json_schema=record("json_schema", type=ANY_STRING, json_schema=JSON_SCHEMA),
    text=record(type=ANY_STRING),
)
PLACE = record(city=ANY_STRING, country=ANY_STRING, region=ANY_STRING, timezone=ANY_STRING)
WEB_SEARCH = record(
    search_context_size=one_of("low", "medium", "high"),
    user_location=nullable(
        record("type approximate", type=one_of("approximate"), approximate=PLACE)
    ),
)
EFFORTS = ("none", "minimal", "low", "medium", "high", "xhigh", "max")

FIELDS: dict[str, Rule] = {
    "messages": MESSAGES,
    "model": ANY_STRING,
    "audio": nullable(AUDIO),
    "frequency_penalty": nullable(decimal(-2, 2)),
    "function_call": either(one_of("none", "auto"), NAMED),
    "functions": array(
        record("name", name=NAME, description=ANY_STRING, parameters=ANY_OBJECT), 1, 128
    ),
    "logit_bias": nullable(free_object(integer(-100, 100))),
    "logprobs": nullable(BOOLEAN),
    "max_completion_tokens": nullable(integer(1)),
    "max_tokens": nullable(integer(1)),
    # thiswillbeyourgithub/openwebui_custom_pipes_filters#3, and of names openai/codex#26402
    "metadata": nullable(free_object(string(0, 512), 16, longest_key=64)),
    "modalities": nullable(array(one_of("text", "audio"), 1)),
    "moderation": nullable(MODERATION),
    "n": nullable(integer(1, 8)),  # measured with another model (§2.1)
    "parallel_tool_calls": BOOLEAN,
    "prediction": nullable(PREDICTION),
    "presence_penalty": nullable(decimal(-2, 2)),
    "prompt_cache_key": nullable(ANY_STRING),
    "prompt_cache_options": record(mode=one_of("implicit", "explicit"), ttl=one_of("30m")),
    "prompt_cache_retention": nullable(one_of("in_memory", "24h")),
    "reasoning_effort": nullable(one_of(*EFFORTS)),
    "response_format": RESPONSE_FORMAT,
    "safety_identifier": nullable(string(0, 128)),
    "seed": nullable(integer(-(2**63), 2**63 - 1)),
    "service_tier": nullable(one_of("auto", "default", "flex", "scale", "priority", "fast")),
    "stop": nullable(either(ANY_STRING, array(ANY_STRING, 1, 4))),
    "store": nullable(BOOLEAN),
    "stream": nullable(BOOLEAN),
    "stream_options": nullable(record(include_usage=BOOLEAN, include_obfuscation=BOOLEAN)),
    "temperature": nullable(decimal(0, 2)),
    "tool_choice": TOOL_CHOICE,
    "tools": TOOLS,
    "top_logprobs": nullable(integer(0, 20)),
    "top_p": nullable(decimal(0, 1)),
    "user": ANY_STRING,
    "verbosity": nullable(one_of("low", "medium", "high")),
    "web_search_options": WEB_SEARCH,
}
REQUEST = Rule("object", fields=FIELDS)
NOT_WITH_AUDIO_MODELS = (  # assumed (§1.2 names prediction and reasoning)
    "function_call",
    "functions",
    "moderation",
    "prediction",
    "prompt_cache_options",
    "reasoning_effort",
    "verbosity",
    "web_search_options",
)


def check_supported(body: JSON) -> None:
    """Refuse the fields that these models do not have (docs/protocol.md §2.5)."""
    for key in NOT_WITH_AUDIO_MODELS:
        if body.get(key) is not None:
            raise invalid(
                f"Unsupported parameter: '{key}' is not supported with this model.",
                key,
                "unsupported_parameter",
            )
