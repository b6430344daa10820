"""What a message may be, and which parts may stand in the messages of which role.

The tables follow the SDK's chat_completion_*_param.py; roles and types of parts stand in the order
of docs/protocol.md §2.5 and §2.4 E15.
"""

from collections.abc import Sequence

from helpers.engine import catalogue
from helpers.practice.protocol.rules.refusal import invalid
from helpers.practice.protocol.rules.rule import (
    ANY_OBJECT,
    ANY_STRING,
    JSON,
    array,
    either,
    nullable,
    one_of,
    record,
    string,
    tagged,
)
from helpers.practice.protocol.rules.tools import CALLED_FUNCTION, CALLS

INPUT_FORMATS = tuple(catalogue.formats("input"))

CACHE_BREAKPOINT = record("mode", mode=one_of("explicit"), ttl=one_of("30m", "12h"))
TEXT_PART = record(
    "text", type=ANY_STRING, text=ANY_STRING, prompt_cache_breakpoint=CACHE_BREAKPOINT
)
IMAGE_PART = record(
    "image_url",
    type=ANY_STRING,
    image_url=record("url", url=ANY_STRING, detail=one_of("auto", "low", "high", "original")),
    prompt_cache_breakpoint=CACHE_BREAKPOINT,
)
AUDIO_PART = record(
    "input_audio",
    type=ANY_STRING,
    input_audio=record("data format", data=ANY_STRING, format=one_of(*INPUT_FORMATS)),
    prompt_cache_breakpoint=CACHE_BREAKPOINT,
)
FILE_PART = record(
    "file",
    type=ANY_STRING,
    file=record(file_data=ANY_STRING, file_id=ANY_STRING, filename=ANY_STRING),
    prompt_cache_breakpoint=CACHE_BREAKPOINT,
)
PART = tagged(
    "type",
    ("text", "image_url", "input_audio", "refusal", "audio", "file"),
    text=TEXT_PART,
    image_url=IMAGE_PART,
    input_audio=AUDIO_PART,
    refusal=record("refusal", type=ANY_STRING, refusal=ANY_STRING),
    audio=ANY_OBJECT,  # named by the API, described nowhere
    file=FILE_PART,
)
CONTENT = nullable(either(ANY_STRING, array(PART, 1)))  # absent and null are accepted (§2.5)
PARTICIPANT = string(1, 64, r"^[^\s<|\\/>]+$")  # a participant's name (assumed)
SPOKEN_TURN = record("id", id=ANY_STRING)  # its other keys sent back are refused (assumed, §5)

PERSON = record(role=ANY_STRING, content=CONTENT, name=PARTICIPANT)  # who writes or instructs
MESSAGE = tagged(
    "role",
    system=PERSON,
    assistant=record(
        role=ANY_STRING,
        content=CONTENT,
        name=PARTICIPANT,
        refusal=nullable(ANY_STRING),
        audio=nullable(SPOKEN_TURN),
        tool_calls=CALLS,
        function_call=nullable(CALLED_FUNCTION),
        annotations=array(ANY_OBJECT),  # of an answer sent back as it came (assumed)
    ),
    user=PERSON,
    function=record("name", role=ANY_STRING, content=CONTENT, name=ANY_STRING),
    tool=record(
        role=ANY_STRING,
        content=CONTENT,
        tool_call_id=ANY_STRING,
        name=ANY_STRING,  # not in the SDK, sent by clients all the same (assumed)
    ),
    developer=PERSON,
)
MESSAGES = array(MESSAGE, 1)

PARTS_OF_ROLE = {"user": ("text", "input_audio"), "assistant": ("text", "refusal")}
PARTS_OF_OTHERS = ("text",)  # docs/protocol.md §2.1
UNSUPPORTED_PARTS = ("image_url", "file")  # by models that hear


def content_parts(message: JSON) -> list[JSON]:
    """The parts of a message whose content has parts, else none."""
    content = message.get("content")
    return content if isinstance(content, list) else []


def check_parts_of_roles(messages: Sequence[JSON]) -> None:
    """Which parts may stand in which message.

    Of images the words are reported (docs/protocol.md §12, Azure), of files assumed alike; of
    others E13's words with this model's types are assumed.
    """
    for index, message in enumerate(messages):
        types = [part["type"] for part in content_parts(message)]
        for type in types:
            if type in UNSUPPORTED_PARTS:
                raise invalid(
                    f"This model does not support {type} content.",
                    f"messages[{index}].content",
                    "invalid_value",
                )
        allowed = PARTS_OF_ROLE.get(message["role"], PARTS_OF_OTHERS)
        if not set(types) <= set(allowed):
            expected = "either " + " or ".join(allowed) if len(allowed) > 1 else allowed[0]
            raise invalid(
                f"Invalid 'messages[{index}]'. Content blocks are expected to be {expected} type.",
                f"messages[{index}]",
                "invalid_value",
            )
