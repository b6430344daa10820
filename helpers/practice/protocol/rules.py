"""What a request may say, as tables, and the API's words when it may not. Facts: api-facts.md §2, §5, §8; what is not known from traffic is marked "assumed"."""

import binascii
import json
import math
import os
import re
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from helpers.engine import catalogue
from helpers.media import codec
from helpers.media.sniff import SoundError
from helpers.practice.cancellation import Cancellation

HEARING_RATE = 16_000  # Hz, of Recording.mono()
HEARING_SECONDS = 600  # no more of a recording is heard
RATES = (
    1_000,
    768_000,
)  # Hz that a recording may claim; a damaged header claims millions, and resampling from that takes ten seconds (assumed)
SHORTEST = 0.1  # seconds (assumed for chat: the transcription endpoint's figure, §2.4 E9)
LONGEST_SHOWN = 20  # characters of a value that a message repeats whole (assumed: E5 shows a shortened value, not its length)
LONGEST_NAME = 100  # characters of a key or a model's name that a message repeats whole (assumed)
DEEPEST = 200  # levels of nesting (assumed)
MOST_TOKENS = catalogue.limit("output_tokens")
VOICES, FORMATS = tuple(catalogue.voices()), tuple(catalogue.formats("output"))
HEARD_FORMATS, STREAMED_FORMATS = (
    tuple(catalogue.formats("input")),
    tuple(catalogue.formats("stream")),
)


@dataclass(frozen=True)
class Rule:
    """What one JSON value may be. Which of the other fields count depends on `kind`."""

    kind: str  # string, integer, decimal, boolean, array, object, or either
    null: bool = False  # may it be null?
    low: float = -math.inf  # least value, fewest characters or items
    high: float = math.inf  # greatest value, most characters, items or pairs
    choices: tuple[str, ...] = ()  # the strings it may be, in the order the API names them
    pattern: str = ""  # what a string must match
    item: "Rule | None" = None  # what an array holds, or the values of an object with free keys
    fields: dict = field(default_factory=dict)  # an object's keys, in the order they are checked
    needs: tuple[str, ...] = ()  # keys that must be there
    free: bool = False  # may an object have any key?
    tag: str = ""  # the key whose value says which of `cases` an object is
    cases: dict = field(default_factory=dict)
    options: tuple["Rule", ...] = ()  # of either


def text(low=0, high=math.inf, pattern="") -> Rule:
    return Rule("string", low=low, high=high, pattern=pattern)


def choice(*choices) -> Rule:
    return Rule("string", choices=choices)


def whole(low=-math.inf, high=math.inf) -> Rule:
    return Rule("integer", low=low, high=high)


def decimal(low, high) -> Rule:
    return Rule("decimal", low=low, high=high)


def listing(item, low=0, high=math.inf) -> Rule:
    return Rule("array", item=item, low=low, high=high)


def record(needs="", **fields) -> Rule:
    return Rule("object", fields=fields, needs=tuple(needs.split()))


def cases(tag, choices=(), **cases) -> Rule:
    return Rule("object", tag=tag, choices=tuple(choices or cases), cases=cases)


def either(*options) -> Rule:
    return Rule("either", options=options)


def maybe(rule) -> Rule:
    return replace(rule, null=True)


TEXT, YES_NO, ANYTHING = text(), Rule("boolean"), Rule("object", free=True)
NAME = text(1, 64, r"^[a-zA-Z0-9_-]+$")

# --- What a message may be (the SDK's chat_completion_*_param.py; roles and part types in the order of §2.5 and §2.4 E15) ---

BREAKPOINT = record("mode", mode=choice("explicit"), ttl=choice("30m", "12h"))
TEXT_PART = record("text", type=TEXT, text=TEXT, prompt_cache_breakpoint=BREAKPOINT)
PART = cases(
    "type",
    ("text", "image_url", "input_audio", "refusal", "audio", "file"),
    text=TEXT_PART,
    image_url=record(
        "image_url",
        type=TEXT,
        image_url=record("url", url=TEXT, detail=choice("auto", "low", "high", "original")),
        prompt_cache_breakpoint=BREAKPOINT,
    ),
    input_audio=record(
        "input_audio",
        type=TEXT,
        input_audio=record("data format", data=TEXT, format=choice(*HEARD_FORMATS)),
        prompt_cache_breakpoint=BREAKPOINT,
    ),
    refusal=record("refusal", type=TEXT, refusal=TEXT),
    audio=ANYTHING,  # named by the API, described nowhere
    file=record(
        "file",
        type=TEXT,
        file=record(file_data=TEXT, file_id=TEXT, filename=TEXT),
        prompt_cache_breakpoint=BREAKPOINT,
    ),
)
CONTENT = maybe(either(TEXT, listing(PART, 1)))  # absent and null are accepted (§2.5)
SPEAKER = text(1, 64, r"^[^\s<|\\/>]+$")  # a participant's name (assumed)
CALLED = record("name arguments", name=TEXT, arguments=TEXT)
CALL = cases(
    "type",
    function=record("id function", id=TEXT, type=TEXT, function=CALLED, index=whole(0)),
    custom=record(
        "id custom",
        id=TEXT,
        type=TEXT,
        custom=record("name input", name=TEXT, input=TEXT),
        index=whole(0),
    ),
)  # index: a streamed call's own key (assumed)
MESSAGE = cases(
    "role",
    system=record(role=TEXT, content=CONTENT, name=SPEAKER),
    assistant=record(
        role=TEXT,
        content=CONTENT,
        name=SPEAKER,
        refusal=maybe(TEXT),
        audio=maybe(
            record("id", id=TEXT)
        ),  # a whole audio object sent back is refused by its other keys (assumed, §5)
        tool_calls=listing(CALL, 1, 128),  # openai/openai-dotnet#317
        function_call=maybe(CALLED),
        annotations=listing(ANYTHING),
    ),  # an answer's own key, there when the answer is sent back as it came (assumed)
    user=record(role=TEXT, content=CONTENT, name=SPEAKER),
    function=record("name", role=TEXT, content=CONTENT, name=TEXT),
    tool=record(
        role=TEXT, content=CONTENT, tool_call_id=TEXT, name=TEXT
    ),  # name: not in the SDK, sent by clients all the same (assumed)
    developer=record(role=TEXT, content=CONTENT, name=SPEAKER),
)
RESPONSES_PARTS = (
    "input_text",
    "input_image",
    "output_text",
    "refusal",
    "input_file",
    "computer_screenshot",
    "summary_text",
)  # of the other endpoint (E16)
PARTS_OF = {
    "user": ("text", "input_audio"),
    "assistant": ("text", "refusal"),
}  # of any other role: text alone (§2.1)

# --- What the request may hold (the SDK's completion_create_params.py; that the API checks in its order is assumed; bounds from §2.1) ---

FUNCTION = record("name", name=NAME, description=TEXT, parameters=ANYTHING, strict=maybe(YES_NO))
GRAMMAR = record("definition syntax", definition=TEXT, syntax=choice("lark", "regex"))
CUSTOM = record(
    "name",
    name=NAME,
    description=TEXT,
    format=cases(
        "type", text=record(type=TEXT), grammar=record("grammar", type=TEXT, grammar=GRAMMAR)
    ),
)
NAMED = record("name", name=TEXT)
MODE = choice("score", "block")
FIELDS = dict(
    messages=listing(MESSAGE, 1),
    model=TEXT,
    audio=maybe(
        record(
            "voice format",
            voice=either(choice(*VOICES), record("id", id=TEXT)),
            format=choice(*FORMATS),
        )
    ),  # E5, E6; assumed: E5's param and code, E6's code, all of E8
    frequency_penalty=maybe(decimal(-2, 2)),
    function_call=either(choice("none", "auto"), NAMED),
    functions=listing(record("name", name=NAME, description=TEXT, parameters=ANYTHING), 1, 128),
    logit_bias=maybe(Rule("object", free=True, item=whole(-100, 100))),
    logprobs=maybe(YES_NO),
    max_completion_tokens=maybe(whole(1)),
    max_tokens=maybe(whole(1)),
    metadata=maybe(
        Rule("object", free=True, high=16, item=text(0, 512))
    ),  # thiswillbeyourgithub/openwebui_custom_pipes_filters#3
    modalities=maybe(listing(choice("text", "audio"), 1)),
    moderation=maybe(
        record(
            "model",
            model=TEXT,
            policy=maybe(
                record(
                    input=maybe(record("mode", mode=MODE)), output=maybe(record("mode", mode=MODE))
                )
            ),
        )
    ),
    n=maybe(whole(1, 8)),  # measured with another model (§2.1)
    parallel_tool_calls=YES_NO,
    prediction=maybe(
        record(
            "type content",
            type=choice("content"),
            content=either(TEXT, listing(cases("type", text=TEXT_PART), 1)),
        )
    ),
    presence_penalty=maybe(decimal(-2, 2)),
    prompt_cache_key=maybe(TEXT),
    prompt_cache_options=record(mode=choice("implicit", "explicit"), ttl=choice("30m")),
    prompt_cache_retention=maybe(choice("in_memory", "24h")),
    reasoning_effort=maybe(choice("none", "minimal", "low", "medium", "high", "xhigh", "max")),
    response_format=cases(
        "type",
        json_object=record(type=TEXT),
        json_schema=record(
            "json_schema",
            type=TEXT,
            json_schema=record(
                "name", name=NAME, description=TEXT, schema=ANYTHING, strict=maybe(YES_NO)
            ),
        ),
        text=record(type=TEXT),
    ),
    safety_identifier=maybe(text(0, 128)),
    seed=maybe(whole(-(2**63), 2**63 - 1)),
    service_tier=maybe(choice("auto", "default", "flex", "scale", "priority", "fast")),
    stop=maybe(either(TEXT, listing(TEXT, 1, 4))),
    store=maybe(YES_NO),
    stream=maybe(YES_NO),
    stream_options=maybe(record(include_usage=YES_NO, include_obfuscation=YES_NO)),
    temperature=maybe(decimal(0, 2)),
    tool_choice=either(
        choice("none", "auto", "required"),
        cases(
            "type",
            function=record("function", type=TEXT, function=NAMED),
            custom=record("custom", type=TEXT, custom=NAMED),
            allowed_tools=record(
                "allowed_tools",
                type=TEXT,
                allowed_tools=record(
                    "mode tools", mode=choice("auto", "required"), tools=listing(ANYTHING)
                ),
            ),
        ),
    ),
    tools=listing(
        cases(
            "type",
            function=record("function", type=TEXT, function=FUNCTION),
            custom=record("custom", type=TEXT, custom=CUSTOM),
        ),
        1,
        128,
    ),  # vishalmysore/Tools4AI#16
    top_logprobs=maybe(whole(0, 20)),
    top_p=maybe(decimal(0, 1)),
    user=TEXT,
    verbosity=maybe(choice("low", "medium", "high")),
    web_search_options=record(
        search_context_size=choice("low", "medium", "high"),
        user_location=maybe(
            record(
                "type approximate",
                type=choice("approximate"),
                approximate=record(city=TEXT, country=TEXT, region=TEXT, timezone=TEXT),
            )
        ),
    ),
)
REQUEST = Rule("object", fields=FIELDS)
NOT_WITH_AUDIO_MODELS = (
    "function_call",
    "functions",
    "moderation",
    "prediction",
    "prompt_cache_options",
    "reasoning_effort",
    "verbosity",
    "web_search_options",
)  # assumed (§1.2 names prediction, reasoning)

# --- What no field can tell alone: (what is wrong with the body, message, param, code), in the order they are looked at (assumed) ---

TOGETHER = (
    (
        lambda body: (
            body["modalities"] and sorted(body["modalities"]) not in (["text"], ["audio", "text"])
        ),  # assumed: the Realtime API's words (§2.2)
        lambda body: (
            f"Invalid modalities: {_listed(body['modalities'])}. Supported combinations are: ['text'] and ['audio', 'text']."
        ),
        "modalities",
        "invalid_value",
    ),
    (
        lambda body: _speaks(body) and not body["audio"],  # assumed: E7
        "Missing required parameter: 'audio'.",
        "audio",
        "missing_required_parameter",
    ),
    (
        lambda body: (
            body["audio"] and isinstance(body["audio"]["voice"], dict)
        ),  # assumed: voices of one's own exist only for some customers (§1.3)
        lambda body: _not_among(body["audio"]["voice"]["id"], VOICES),
        "audio.voice",
        "invalid_value",
    ),
    (
        lambda body: (
            body["stream"] and _speaks(body) and body["audio"]["format"] not in STREAMED_FORMATS
        ),  # E4; param and code are assumed
        lambda body: (
            f"Unsupported value: 'audio.format' does not support '{body['audio']['format']}' when stream=true. Supported values are: {_series(STREAMED_FORMATS)}."
        ),
        "audio.format",
        "unsupported_value",
    ),
    (
        lambda body: (
            body["stream_options"] is not None and not body["stream"]
        ),  # BerriAI/litellm#5803
        "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
        "stream_options",
        None,
    ),
    (
        lambda body: (
            body["top_logprobs"] is not None and not body["logprobs"]
        ),  # §2.5; its param is assumed
        "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.",
        "top_logprobs",
        None,
    ),
    (
        lambda body: (
            body["max_tokens"] is not None and body["max_completion_tokens"] is not None
        ),  # langchain-ai/langgraph#5943
        "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
        "max_tokens",
        "invalid_parameter_combination",
    ),
    (
        lambda body: (body["max_tokens"] or 0) > MOST_TOKENS,
        lambda body: _too_many(body["max_tokens"]),
        "max_tokens",
        "invalid_value",
    ),  # tailcallhq/forgecode#1185, with gpt-4o
    (
        lambda body: (body["max_completion_tokens"] or 0) > MOST_TOKENS,
        lambda body: _too_many(body["max_completion_tokens"]),
        "max_completion_tokens",
        "invalid_value",
    ),  # assumed: the same words
    (
        lambda body: (
            body["tool_choice"] is not None and not body["tools"]
        ),  # writer/writer-framework#1013 repeats it
        "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
        "tool_choice",
        None,
    ),
    (
        lambda body: (
            body["parallel_tool_calls"] is not None and not body["tools"]
        ),  # assumed: as above
        "Invalid value for 'parallel_tool_calls': 'parallel_tool_calls' is only allowed when 'tools' are specified.",
        "parallel_tool_calls",
        None,
    ),
    (
        lambda body: any(tool["type"] == "custom" for tool in body["tools"] or ()),  # assumed
        "Unsupported value: 'tools' does not support 'custom' with this model. Supported values are: 'function'.",
        "tools",
        "unsupported_value",
    ),
    (
        lambda body: (
            _chosen(body)
            and _chosen(body) not in [tool["function"]["name"] for tool in body["tools"]]
        ),  # assumed
        lambda body: f"Tool choice '{_short(_chosen(body))}' not found in 'tools' parameter.",
        "tool_choice",
        None,
    ),
    (
        lambda body: (
            body["metadata"] is not None and not body["store"]
        ),  # seen with other models; param and code are assumed
        "The 'metadata' parameter is only allowed when 'store' is enabled.",
        "metadata",
        None,
    ),
    (
        lambda body: (body["response_format"] or {}).get("type") == "json_schema",  # E10
        "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model. Learn more about supported models at the Structured Outputs guide: https://platform.openai.com/docs/guides/structured-outputs",
        None,
        None,
    ),
    (
        lambda body: (
            (body["response_format"] or {}).get("type") == "json_object" and not _says_json(body)
        ),  # seen with other models; here assumed
        "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
        "messages",
        None,
    ),
    (
        lambda body: (
            not _speaks(body) and not _brings_sound(body)
        ),  # E1, after every other check of the request's words (E2 comes first)
        "This model requires that either input content or output modality contain audio.",
        "model",
        "invalid_value",
    ),
)

NOT_JSON = (
    "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON. "
    "If you have trouble figuring out how to fix this, please contact us through our help center at help.openai.com.)"
)  # §2.5
NO_MODEL = "you must provide a model parameter"  # §2.5
NO_KEY = (
    "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) "
    "if you're accessing the API from your browser and are prompted for a username and password. You can obtain an API key from https://platform.openai.com/account/api-keys."
)  # §8
REAL_KEY = "Incorrect API key provided: sk-****. You can find your API key at https://platform.openai.com/account/api-keys."  # §8; the API shows more of the key


class Refusal(Exception):
    """An answer that is an error: HTTP `status`, the four fields of its body (§8), and headers to add."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        type: str = "invalid_request_error",
        param: str | None = None,
        code: str | None = None,
        headers: dict[str, str] | None = None,
    ):
        super().__init__(message)
        self.status, self.message, self.type, self.param, self.code, self.headers = (
            status,
            message,
            type,
            param,
            code,
            headers or {},
        )

    def body(self) -> dict:
        """The body, all four keys always there, in the API's order."""
        return {
            "error": {
                "message": self.message,
                "type": self.type,
                "param": self.param,
                "code": self.code,
            }
        }


@dataclass(frozen=True)
class Recording:
    """One input_audio part: where it stands, its bytes and label, its length in seconds, counted by decoding."""

    message: int
    part: int
    data: bytes
    format: str
    seconds: float

    def mono(self) -> np.ndarray:
        """Float32 samples in [-1, 1] at HEARING_RATE, at most HEARING_SECONDS of them. Decoded here and not before, because a compressed hour is large."""
        try:
            return codec.samples(self.data, HEARING_RATE, HEARING_SECONDS)[0]
        except ValueError:
            raise _undecodable() from None


@dataclass(frozen=True)
class Accepted:
    """A request that may be answered. `voice` and `format` are empty where the answer is not spoken."""

    body: dict
    recordings: tuple[Recording, ...]
    speaks: bool
    voice: str
    format: str
    stream: bool


def parse(raw: bytes) -> dict:
    """The request's JSON object. Raises Refusal for anything else."""
    try:
        body = json.loads(raw.decode("utf-8"), parse_constant=_no_such_constant)
        if b"\\ud" in raw or b"\\uD" in raw:
            json.dumps(body, ensure_ascii=False).encode(
                "utf-8"
            )  # half a surrogate pair is no text (assumed to be refused)
    except (
        ValueError,
        RecursionError,
    ):  # ValueError: bad UTF-8, bad JSON, NaN, a number of thousands of digits
        raise Refusal(400, NOT_JSON) from None
    if not isinstance(body, dict) or _deeper_than(body, DEEPEST):
        raise Refusal(400, NOT_JSON)
    return body


def accept(
    body: object,
    *,
    today: date | None = None,
    retired: frozenset[str] | None = None,
    cancellation: Cancellation | None = None,
) -> Accepted:
    """The request, checked in the API's order (§2.5) and its recordings counted, until `cancellation` stops it. `retired` names the models that are gone; else the catalogue says, on the day `today`. Raises Refusal."""
    if not isinstance(body, dict):
        raise Refusal(400, NOT_JSON)
    _check_presence(body)
    refusal = model_refusal(
        body["model"], today, retired
    )  # assumed here: the keys that exist depend on the model (E14)
    if refusal:
        raise refusal
    _check(REQUEST, body, "")
    given = dict.fromkeys(FIELDS) | body
    _check_fit(given)
    _check_places(body["messages"])
    _check_together(given)
    _check_tool_turns(body["messages"])
    recordings = tuple(
        _decoded(*place, cancellation or Cancellation()) for place in _sounds(body["messages"])
    )
    speaks = _speaks(given)
    return Accepted(
        body,
        recordings,
        speaks,
        body["audio"]["voice"] if speaks else "",
        body["audio"]["format"] if speaks else "",
        bool(given["stream"]),
    )


def responses_refusal(body: dict) -> Refusal:
    """What the Responses endpoint says to audio: it takes no recording (E16), and these models not at all (the words of that are assumed)."""
    for index, item in enumerate(body["input"] if isinstance(body.get("input"), list) else ()):
        content = item.get("content") if isinstance(item, dict) else None
        for place, part in enumerate(content if isinstance(content, list) else ()):
            if isinstance(part, dict) and part.get("type") == "input_audio":
                return _bad(
                    _not_among("input_audio", RESPONSES_PARTS),
                    f"input[{index}].content[{place}].type",
                    "invalid_value",
                )
    return Refusal(
        404,
        "This model is only supported in v1/chat/completions and not in v1/responses.",
        param="model",
    )


def key_refusal(authorization: str | None) -> Refusal | None:
    """What the API says to a missing key; a key that looks real is refused as well, for it has no business here, and none of it is repeated (§8)."""
    scheme, _, key = (authorization or "").strip().partition(" ")
    if scheme.lower() == "basic":  # the key is the password, as NO_KEY offers
        try:
            key = binascii.a2b_base64(key.strip()).decode("utf-8").partition(":")[2]
        except ValueError:
            key = ""
    if scheme.lower() not in ("bearer", "basic") or not key.strip():
        return Refusal(401, NO_KEY)
    if key.strip().lower().startswith("sk-"):
        return Refusal(401, REAL_KEY, code="invalid_api_key")
    return None


def model_refusal(
    name: str, today: date | None = None, retired: frozenset[str] | None = None
) -> Refusal | None:
    """The 404 of a model that is gone or was never here (§8); PRACTICE_RETIRED_MODELS=answer lets the gone ones pass. Models without audio are unknown here (assumed)."""
    model = catalogue.model(name)
    if model is None:
        return Refusal(
            404,
            f"The model `{_short(name, LONGEST_NAME)}` does not exist or you do not have access to it.",
            code="model_not_found",
        )
    gone = model.retired(today) if retired is None else name in retired
    if gone and os.environ.get("PRACTICE_RETIRED_MODELS") != "answer":
        return Refusal(
            404,
            f"The model `{name}` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations",
            code="model_not_found",
        )
    return None


# --- The interpreter; the words of types and bounds are §2.5's, those of decimals, strings and pairs were seen with other models ---


def _check_presence(body: dict) -> None:
    if body.get("model") in (None, ""):
        raise Refusal(400, NO_MODEL)
    if "messages" not in body:
        raise _missing("messages")
    if not isinstance(body["model"], str):
        raise _wrong_type(FIELDS["model"], body["model"], "model")


def _check(rule: Rule, value: object, path: str) -> None:
    """Raises Refusal where `value`, found at `path`, is not what `rule` says."""
    if value is None and rule.null:
        return
    if rule.kind == "either":
        fitting = [option for option in rule.options if _is(option.kind, value)]
        if not fitting:
            raise _wrong_type(rule, value, path)
        rule = fitting[0]
    if not _is(rule.kind, value):
        raise _wrong_type(rule, value, path)
    CHECKS[rule.kind](rule, value, path)


def _check_string(rule: Rule, value: str, path: str) -> None:
    if rule.choices and value not in rule.choices:
        raise _bad(_not_among(value, rule.choices), path, "invalid_value")
    if len(value) < rule.low:
        raise _bad(
            f"Invalid '{path}': empty string. Expected a string with minimum length {rule.low}, but got an empty string instead.",
            path,
            "empty_string",
        )
    if len(value) > rule.high:
        raise _bad(
            f"Invalid '{path}': string too long. Expected a string with maximum length {rule.high}, but got a string with length {len(value)} instead.",
            path,
            "string_above_max_length",
        )
    if rule.pattern and not re.fullmatch(rule.pattern, value):
        raise _bad(
            f"Invalid '{path}': string does not match pattern. Expected a string that matches the pattern '{rule.pattern}'.",
            path,
            "invalid_value",
        )


def _check_number(rule: Rule, value: float, path: str) -> None:
    if not value <= rule.high:
        raise _bad(
            f"Invalid '{path}': {rule.kind} above maximum value. Expected a value <= {rule.high}, but got {_figure(value)} instead.",
            path,
            f"{rule.kind}_above_max_value",
        )
    if value < rule.low:
        raise _bad(
            f"Invalid '{path}': {rule.kind} below minimum value. Expected a value >= {rule.low}, but got {_figure(value)} instead.",
            path,
            f"{rule.kind}_below_min_value",
        )


def _check_array(rule: Rule, value: list, path: str) -> None:
    if len(value) < rule.low:
        raise _bad(
            f"Invalid '{path}': empty array. Expected an array with minimum length {rule.low}, but got an empty array instead.",
            path,
            "empty_array",
        )
    if len(value) > rule.high:
        raise _bad(
            f"Invalid '{path}': array too long. Expected an array with maximum length {rule.high}, but got an array with length {len(value)} instead.",
            path,
            "array_above_max_length",
        )
    for index, item in enumerate(value):
        _check(rule.item, item, f"{path}[{index}]")


def _check_object(rule: Rule, value: dict, path: str) -> None:
    if rule.tag:
        if rule.tag not in value:
            raise _missing(_join(path, rule.tag))
        _check(choice(*rule.choices), value[rule.tag], _join(path, rule.tag))
        rule = rule.cases[value[rule.tag]]
    if rule.free:
        return _check_pairs(rule, value, path)
    for key in rule.needs:
        if key not in value:
            raise _missing(_join(path, key))
    for key in value:
        if key not in rule.fields:
            unknown = _join(path, _short(key, LONGEST_NAME))
            raise _bad(f"Unknown parameter: '{unknown}'.", unknown, "unknown_parameter")
    for key in rule.fields:
        if key in value:
            _check(rule.fields[key], value[key], _join(path, key))


def _check_pairs(rule: Rule, value: dict, path: str) -> None:
    if len(value) > rule.high:
        raise _bad(
            f"Invalid '{path}': too many properties. Expected an object with at most {rule.high} properties, but got an object with {len(value)} properties instead.",
            path,
            "object_above_max_properties",
        )
    if rule.item:
        for key, item in value.items():
            _check(rule.item, item, _join(path, _short(key, LONGEST_NAME)))


CHECKS = {
    "string": _check_string,
    "integer": _check_number,
    "decimal": _check_number,
    "boolean": lambda *_: None,
    "array": _check_array,
    "object": _check_object,
}


def _check_fit(given: dict) -> None:
    for key in NOT_WITH_AUDIO_MODELS:
        if given[key] is not None:
            raise _bad(
                f"Unsupported parameter: '{key}' is not supported with this model.",
                key,
                "unsupported_parameter",
            )


def _check_places(messages: list[dict]) -> None:
    """Which parts may stand in which message (assumed: E13's words with this model's types)."""
    for index, message in enumerate(messages):
        allowed = PARTS_OF.get(message["role"], ("text",))
        if any(part["type"] not in allowed for part in _parts(message)):
            expected = "either " + " or ".join(allowed) if len(allowed) > 1 else allowed[0]
            raise _bad(
                f"Invalid 'messages[{index}]'. Content blocks are expected to be {expected} type.",
                f"messages[{index}]",
                "invalid_value",
            )


def _check_together(given: dict) -> None:
    for wrong, message, param, code in TOGETHER:
        if wrong(given):
            raise _bad(message(given) if callable(message) else message, param, code)


def _check_tool_turns(messages: list[dict]) -> None:
    """Every call has its answer right after it, and no answer stands alone (MadcowD/ell#325, miurla/morphic#136; the odd dots are real)."""
    open_calls, at = [], -1  # ids still to be answered, and where the first answer should stand
    for index, message in enumerate(messages):
        if message["role"] == "tool":
            if "tool_call_id" not in message:
                raise _bad(
                    "Missing parameter 'tool_call_id': messages with role 'tool' must have a 'tool_call_id'.",
                    f"messages.[{index}].tool_call_id",
                    None,
                )
            if message["tool_call_id"] not in open_calls:
                raise _bad(
                    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
                    f"messages.[{index}].role",
                    None,
                )
            open_calls.remove(message["tool_call_id"])
            continue
        _check_answered(open_calls, at)
        open_calls = [call["id"] for call in message.get("tool_calls") or ()]
        at = index + 1
    _check_answered(open_calls, at)


def _check_answered(calls: list[str], index: int) -> None:
    if calls:  # the message is well known; its param is assumed
        names = ", ".join(_short(call, LONGEST_NAME) for call in calls)
        raise _bad(
            f"An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: {names}",
            f"messages.[{index}].role",
            None,
        )


# --- Sound ---


def _sounds(messages: list[dict]):
    """(message, part, input_audio) of every recording."""
    for index, message in enumerate(messages):
        for place, part in enumerate(_parts(message)):
            if part["type"] == "input_audio":
                yield index, place, part["input_audio"]


def _decoded(message: int, part: int, sound: dict, cancellation: Cancellation) -> Recording:
    path = f"messages[{message}].content[{part}].input_audio.data"
    if not sound["data"]:  # assumed: E9
        raise _bad(
            f"Invalid '{path}': empty string. Expected a string with minimum length 1, but got an empty string instead.",
            path,
            "empty_string",
        )
    try:
        data = binascii.a2b_base64(
            sound["data"], strict_mode=True
        )  # no data: prefix, no line breaks
    except ValueError:  # assumed: E9, after the Realtime API's words
        raise _bad(
            f"Invalid '{path}'. Expected base64-encoded audio bytes but got an invalid value.",
            path,
            "invalid_value",
        ) from None
    try:
        facts = codec.measure(data, lambda share: cancellation.check())
        if facts.format != sound["format"] or not RATES[0] <= facts.sample_rate <= RATES[1]:
            raise SoundError("The label does not name what the bytes are.")
        if facts.seconds < SHORTEST:  # assumed: E9, the transcription endpoint's words
            raise _bad(
                f"Audio file is too short. Minimum audio length is {SHORTEST} seconds.",
                "messages",
                "audio_too_short",
            )
    except ValueError:  # SoundError
        raise _undecodable() from None
    return Recording(message, part, data, sound["format"], facts.seconds)


def _undecodable() -> Refusal:
    """E3; when the API says E3b instead is not known (§10)."""
    return _bad(
        "This model does not support the format you provided.", "messages", "unsupported_format"
    )


# --- Words ---

KINDS = {
    "string": "a string",
    "integer": "an integer",
    "decimal": "a decimal",
    "boolean": "a boolean",
    "array": "an array",
    "object": "an object",
}
MANY = {"string": "strings", "object": "objects"}


def _is(kind: str, value: object) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(
        value,
        {
            "string": str,
            "integer": int,
            "decimal": (int, float),
            "boolean": bool,
            "array": list,
            "object": dict,
        }[kind],
    )


def _got(value: object) -> str:
    """What a value is, in the API's words ("a decimal number": Jeffser/Alpaca#904)."""
    if value is None:
        return "null"
    return (
        "a decimal number"
        if isinstance(value, float)
        else next(words for kind, words in KINDS.items() if _is(kind, value))
    )


def _expected(rule: Rule) -> str:
    if rule.kind == "either":
        first, *others = (_expected(replace(option, choices=())) for option in rule.options)
        return "one of " + " or ".join(
            [first, *(other.split(" ", 1)[1] for other in others)]
        )  # "one of a string or array of objects"
    if (
        rule.choices and rule.kind == "string"
    ):  # "one of 'system', 'assistant', ..., or 'developer'"
        return f"one of {_series(rule.choices, 'or')}"
    return KINDS[rule.kind] + (f" of {MANY[rule.item.kind]}" if rule.kind == "array" else "")


def _wrong_type(rule: Rule, value: object, path: str) -> Refusal:
    return _bad(
        f"Invalid type for '{path}': expected {_expected(rule)}, but got {_got(value)} instead.",
        path,
        "invalid_type",
    )


def _missing(path: str) -> Refusal:
    return _bad(f"Missing required parameter: '{path}'.", path, "missing_required_parameter")


def _bad(message: str, param: str | None, code: str | None) -> Refusal:
    return Refusal(400, message, param=param, code=code)


def _not_among(value: str, choices: tuple[str, ...]) -> str:
    return f"Invalid value: '{_short(value)}'. Supported values are: {_series(choices)}."


def _too_many(tokens: int) -> str:
    return f"max_tokens is too large: {_figure(tokens)}. This model supports at most {MOST_TOKENS} completion tokens, whereas you provided {_figure(tokens)}."


def _series(choices: tuple[str, ...], word: str = "and") -> str:
    """'wav' and 'mp3'; 'a', 'b', and 'c'."""
    *others, last = (f"'{value}'" for value in choices)
    if not others:
        return last
    return (
        f"{others[0]} {word} {last}" if len(others) == 1 else f"{', '.join(others)}, {word} {last}"
    )


def _listed(values: list[str]) -> str:
    return repr(values if len(values) < 9 else [*values[:8], "..."])


def _short(value: str, most: int = LONGEST_SHOWN) -> str:
    """A long value as its first and last three characters (E5)."""
    return value if len(value) <= most else f"{value[:3]}...{value[-3:]}"


def _figure(value: float) -> str:
    """A number in a message; a monstrous one without its digits."""
    return (
        str(value)
        if abs(value) < 1e30 or value != value
        else "Infinity"
        if value > 0
        else "-Infinity"
    )


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


# --- The body, looked at ---


def _speaks(body: dict) -> bool:
    return "audio" in (body["modalities"] or ())


def _parts(message: dict) -> list[dict]:
    content = message.get("content")
    return content if isinstance(content, list) else []


def _brings_sound(body: dict) -> bool:
    """A recording, or an earlier spoken answer by its id (that the id counts is assumed)."""
    return any(
        message.get("audio") or any(part["type"] == "input_audio" for part in _parts(message))
        for message in body["messages"]
    )


def _says_json(body: dict) -> bool:
    texts = (
        text
        for message in body["messages"]
        for text in [message.get("content"), *(part.get("text") for part in _parts(message))]
    )
    return any("json" in text.lower() for text in texts if isinstance(text, str))


def _chosen(body: dict) -> str | None:
    """The name of the function that the request insists on."""
    wanted = body["tool_choice"]
    return (
        wanted["function"]["name"]
        if isinstance(wanted, dict) and wanted["type"] == "function"
        else None
    )


def _no_such_constant(name: str):
    raise ValueError(name)


def _deeper_than(value: object, most: int) -> bool:
    level = [value]
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
