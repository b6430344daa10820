"""What a request may say about functions, and in which order calls and their answers stand."""

from collections.abc import Sequence

from helpers.practice.protocol.rules.refusal import Refusal, invalid
from helpers.practice.protocol.rules.rule import (
    ANY_OBJECT,
    ANY_STRING,
    BOOLEAN,
    JSON,
    NAME,
    array,
    either,
    integer,
    nullable,
    one_of,
    record,
    string,
    tagged,
)
from helpers.practice.protocol.rules.wording import LONGEST_NAME, shortened

FUNCTION = record(
    "name",
    name=NAME,
    description=string(0, 1024),  # getsentry/sentry-mcp#106, with gpt-4o
    parameters=ANY_OBJECT,
    strict=nullable(BOOLEAN),
)
GRAMMAR = record("definition syntax", definition=ANY_STRING, syntax=one_of("lark", "regex"))
CUSTOM_TOOL = record(
    "name",
    name=NAME,
    description=ANY_STRING,
    format=tagged(
        "type",
        text=record(type=ANY_STRING),
        grammar=record("grammar", type=ANY_STRING, grammar=GRAMMAR),
    ),
)
TOOL = tagged(
    "type",
    function=record("function", type=ANY_STRING, function=FUNCTION),
    custom=record("custom", type=ANY_STRING, custom=CUSTOM_TOOL),
)
TOOLS = array(TOOL, 1, 128)  # vishalmysore/Tools4AI#16

NAMED = record("name", name=ANY_STRING)
ALLOWED_TOOLS = record("mode tools", mode=one_of("auto", "required"), tools=array(ANY_OBJECT))
TOOL_CHOICE = either(
    one_of("none", "auto", "required"),
    tagged(
        "type",
        function=record("function", type=ANY_STRING, function=NAMED),
        custom=record("custom", type=ANY_STRING, custom=NAMED),
        allowed_tools=record("allowed_tools", type=ANY_STRING, allowed_tools=ALLOWED_TOOLS),
    ),
)

CALLED_FUNCTION = record("name arguments", name=ANY_STRING, arguments=ANY_STRING)
CALLED_CUSTOM_TOOL = record("name input", name=ANY_STRING, input=ANY_STRING)
CALL = tagged(
    "type",
    function=record(
        "id function",
        id=ANY_STRING,
        type=ANY_STRING,
        function=CALLED_FUNCTION,
        index=integer(0),  # a streamed call's own key (assumed)
    ),
    custom=record(
        "id custom", id=ANY_STRING, type=ANY_STRING, custom=CALLED_CUSTOM_TOOL, index=integer(0)
    ),
)
CALLS = array(CALL, 1, 128)  # openai/openai-dotnet#317


def required_function(body: JSON) -> str | None:
    """The name of the function, or custom tool, that `tool_choice` insists on."""
    choice = body.get("tool_choice")
    if isinstance(choice, dict) and choice["type"] in ("function", "custom"):
        return str(choice[choice["type"]]["name"])
    return None


def check_tool_turns(messages: Sequence[JSON]) -> None:
    """Every call is answered right after it, and no answer stands alone.

    Seen in MadcowD/ell#325 and miurla/morphic#136; the odd dots of the paths are the API's.
    """
    open_calls: list[str] = []  # ids that still need an answer
    first_answer = -1  # the place where the first answer to them should stand
    for index, message in enumerate(messages):
        if message["role"] == "tool":
            open_calls.remove(_answered_call(message, index, open_calls))
            continue
        _check_all_answered(open_calls, first_answer)
        open_calls = [call["id"] for call in message.get("tool_calls") or ()]
        first_answer = index + 1
    _check_all_answered(open_calls, first_answer)


def _answered_call(message: JSON, index: int, open_calls: list[str]) -> str:
    """The id of the call that this message answers."""
    if "tool_call_id" not in message:
        raise invalid(
            "Missing parameter 'tool_call_id': "
            "messages with role 'tool' must have a 'tool_call_id'.",
            f"messages.[{index}].tool_call_id",
            None,
        )
    if message["tool_call_id"] not in open_calls:
        raise invalid(
            "Invalid parameter: messages with role 'tool' must be a response to a "
            "preceeding message with 'tool_calls'.",
            f"messages.[{index}].role",
            None,
        )
    return str(message["tool_call_id"])


def _check_all_answered(open_calls: list[str], first_answer: int) -> None:
    if open_calls:
        raise _unanswered(open_calls, first_answer)


def _unanswered(calls: list[str], index: int) -> Refusal:
    """The message is well known; its param is assumed."""
    names = ", ".join(shortened(call, LONGEST_NAME) for call in calls)
    return invalid(
        "An assistant message with 'tool_calls' must be followed by tool messages responding to "
        "each 'tool_call_id'. The following tool_call_ids did not have response messages: "
        f"{names}",
        f"messages.[{index}].role",
        None,
    )
