"""Faults on demand, so that handling them can be taught and tested (docs/protocol.md §7, §8).

A request header, or PRACTICE_FAULT for a whole run, names one.
"""

import hashlib
import os
from collections import OrderedDict
from collections.abc import Mapping
from typing import NamedTuple

from helpers.practice.protocol.rules import Refusal
from helpers.practice.protocol.rules.keys import WRONG_KEY

HEADER = "x-practice-fault"


class Error(NamedTuple):
    """An error in the API's words; {model} stands for the model's name (docs/protocol.md §8)."""

    status: int
    message: str
    code: str | None
    type: str = "invalid_request_error"
    retry_after: int | None = None  # seconds


REFUSED = {  # the name of the fault: the error that is sent
    "400": Error(  # §2.4 E1: sometimes said although there is a recording
        400,
        "This model requires that either input content or output modality contain audio.",
        "invalid_value",
    ),
    "401": Error(401, WRONG_KEY, "invalid_api_key"),
    "403": Error(
        403,
        "Country, region, or territory not supported",
        "unsupported_country_region_territory",
        "request_forbidden",  # assumed
    ),
    "404": Error(
        404,
        "The model `{model}` does not exist or you do not have access to it.",
        "model_not_found",
    ),
    "429": Error(
        429,
        "Rate limit reached for {model} in organization org-practice on requests per min (RPM): "
        "Limit 500, Used 500, Requested 1. Please try again in 1s. "
        "Visit https://platform.openai.com/account/rate-limits to learn more.",
        "rate_limit_exceeded",
        "requests",
        retry_after=1,
    ),
    "429-credit": Error(
        429,
        "You have no credits remaining. Add credits to continue using the API at "
        "https://platform.openai.com/settings/organization/billing/.",
        "credit_balance_exhausted",
        "insufficient_quota",
    ),
    "500": Error(
        500,
        "The server had an error while processing your request. Sorry about that!",
        None,
        "server_error",
    ),
    "503": Error(
        503,
        "The server is currently overloaded. Please try again later.",  # assumed
        "server_is_overloaded",
        "service_unavailable_error",
        retry_after=1,
    ),
}
BEHAVED = {  # the name of the fault: what happens instead
    "slow": "the answer comes ten seconds late",
    "cut": "the connection ends in the middle of the answer",
    "stream-cut": "a stream ends after its first sound, without [DONE]",
    "stream-error": "a stream brings an error after its first sound",
    "expired": "every audio id is taken as expired",
    "429-once": "the first try is refused with 429, the next is answered",
    "429-burst": "refused with 429 while more than six requests are in work",
    "ignored": "the recording is ignored, and the answer asks for one",
    "refusal": "the answer declines, as a model does when it is to say who speaks",
    "promise": "where functions are offered: it says that it is done, and calls none",
    "reword-sound": "one word is spoken otherwise than the transcript has it",
    "reword-transcript": "one word stands otherwise in the transcript than it is spoken",
    "reword-answer": "a text that was to be read aloud is answered",
    "preamble": "the answer begins with words that nobody asked for",
    "empty": "the answer is empty",
    "runaway": "the answer goes on until a limit of tokens stops it",
}
SLOW_SECONDS = 10
BURST = 6  # requests in work that a burst allows (§7)
REPLACED_ANSWERS = {
    "ignored": "I'm sorry, I need to hear the audio to answer. Could you send it?",
    "refusal": "I'm sorry, but I can't identify a person by their voice.",
    "reword-answer": "Thank you for letting me know. Is there anything that I can do for you?",
    "promise": "Certainly. I have done that for you.",
}  # what is said instead (§7, in other words)
ADDED_PREAMBLE = "Sure, here it is: "
MOST_TRIED = 1_000  # requests whose first try is remembered

_tried: OrderedDict[str, None] = OrderedDict()


def ordered(headers: Mapping[str, str]) -> str:
    """The fault that this request or this run orders, "" for none.

    Raises Refusal for an unknown name, so that a typing error does not look like success.
    """
    name = (headers.get(HEADER) or os.environ.get("PRACTICE_FAULT") or "").strip().lower()
    if name and name not in REFUSED and name not in BEHAVED:
        raise Refusal(
            400,
            f"The practice engine has no fault '{name[:40]}'. "
            f"It has: {', '.join([*REFUSED, *BEHAVED])}.",
            param=HEADER,
            code="unknown_fault",
        )
    return name


def refuse(name: str, model: str, request: bytes = b"", in_work: int = 0) -> None:
    """Raise the error that the fault `name` orders, if it orders one.

    `request` is the body as it came, `in_work` the number of requests in work.
    """
    if name in REFUSED:
        raise refusal(name, model)
    once = name == "429-once" and request and _is_first_try(request)
    burst = name == "429-burst" and in_work > BURST
    if once or burst:
        raise refusal("429", model)


def _is_first_try(request: bytes) -> bool:
    """Whether these bytes come for the first, third, fifth time."""
    key = hashlib.sha256(request).hexdigest()
    if key in _tried:
        del _tried[key]
        return False
    _tried[key] = None
    if len(_tried) > MOST_TRIED:
        _tried.popitem(last=False)
    return True


def refusal(name: str, model: str = "") -> Refusal:
    """One of REFUSED, in the API's words about `model`."""
    error = REFUSED[name]
    return Refusal(
        error.status,
        error.message.replace("{model}", model[:100]),
        type=error.type,
        param="model" if error.status == 400 else None,
        code=error.code,
        headers=_retry_headers(error.retry_after) if error.retry_after else None,
    )


def queue_full(seconds: int) -> Refusal:
    """The refusal of a busy engine: the API's status, type and code, and the real reason."""
    return Refusal(
        429,
        "The practice engine has as many requests in work as it can take. "
        f"Please try again in {seconds}s.",
        type="requests",
        code="rate_limit_exceeded",
        headers=_retry_headers(seconds),
    )


def _retry_headers(seconds: int) -> dict[str, str]:
    """The headers that tell a client when to try again; the SDK obeys both (§8)."""
    return {"retry-after": str(seconds), "retry-after-ms": str(seconds * 1000)}
