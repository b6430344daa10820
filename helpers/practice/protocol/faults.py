"""Faults on demand, so that handling them can be taught and tested: a request header, or PRACTICE_FAULT for a whole run, names one (api-facts.md §7 and §8)."""

import hashlib
import os
from collections import OrderedDict

from helpers.practice.protocol.rules import Refusal

HEADER = "x-practice-fault"


def _wait(seconds: int) -> dict:
    """The headers that tell a client when to come again; the SDK heeds both (§8)."""
    return {"retry-after": str(seconds), "retry-after-ms": str(seconds * 1000)}


REFUSED = {  # the name of the fault: status, message, type, code, headers
    "400": (
        400,
        "This model requires that either input content or output modality contain audio.",
        "invalid_request_error",
        "invalid_value",
        {},
    ),  # §2.4 E1: sometimes said although there is a recording
    "401": (
        401,
        "Incorrect API key provided: sk-****. You can find your API key at https://platform.openai.com/account/api-keys.",
        "invalid_request_error",
        "invalid_api_key",
        {},
    ),
    "403": (
        403,
        "Country, region, or territory not supported",
        "request_forbidden",
        "unsupported_country_region_territory",
        {},
    ),  # its type is assumed
    "404": (
        404,
        "The model `{model}` does not exist or you do not have access to it.",
        "invalid_request_error",
        "model_not_found",
        {},
    ),
    "429": (
        429,
        "Rate limit reached for {model} in organization org-practice on requests per min (RPM): Limit 500, Used 500, Requested 1. Please try again in 1s. "
        "Visit https://platform.openai.com/account/rate-limits to learn more.",
        "requests",
        "rate_limit_exceeded",
        _wait(1),
    ),
    "429-credit": (
        429,
        "You have no credits remaining. Add credits to continue using the API at https://platform.openai.com/settings/organization/billing/.",
        "insufficient_quota",
        "credit_balance_exhausted",
        {},
    ),
    "500": (
        500,
        "The server had an error while processing your request. Sorry about that!",
        "server_error",
        None,
        {},
    ),
    "503": (
        503,
        "The server is currently overloaded. Please try again later.",
        "service_unavailable_error",
        "server_is_overloaded",
        _wait(1),
    ),  # its message is assumed
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
    "preamble": "the answer begins with words that nobody asked for",
    "empty": "the answer is empty",
    "runaway": "the answer goes on until a limit of tokens stops it",
}
SLOW_SECONDS = 10
BURST = 6  # requests in work that a burst bears (§7)
INSTEAD = {
    "ignored": "I'm sorry, I need to hear the audio to answer. Could you send it?",
    "refusal": "I'm sorry, but I can't identify a person by their voice.",
}  # §7, in words of our own
PREAMBLE = "Sure, here it is: "
MOST_TRIED = 1000  # requests whose first try is remembered

_tried: OrderedDict[str, None] = OrderedDict()


def ordered(headers) -> str:
    """The fault that this request or this run orders, "" for none. Raises Refusal for a name that is none, so that a typing error is not taken for success."""
    name = (headers.get(HEADER) or os.environ.get("PRACTICE_FAULT") or "").strip().lower()
    if name and name not in REFUSED and name not in BEHAVED:
        raise Refusal(
            400,
            f"The practice engine has no fault '{name[:40]}'. It has: {', '.join([*REFUSED, *BEHAVED])}.",
            param=HEADER,
            code="unknown_fault",
        )
    return name


def refuse(name: str, model: str, request: bytes = b"", in_work: int = 0) -> None:
    """Raise the error that the fault orders, if it orders one. `request` is the body as it came, `in_work` the number of requests that are."""
    if name in REFUSED:
        raise refusal(name, model)
    if (
        name == "429-once"
        and request
        and _is_first_try(request)
        or name == "429-burst"
        and in_work > BURST
    ):
        raise refusal("429", model)


def _is_first_try(request: bytes) -> bool:
    """Every second time that the same request comes it is not."""
    key = hashlib.sha256(request).hexdigest()
    if key in _tried:
        del _tried[key]
        return False
    _tried[key] = None
    if len(_tried) > MOST_TRIED:
        _tried.popitem(last=False)
    return True


def refusal(name: str, model: str = "") -> Refusal:
    """One of REFUSED, in the API's words."""
    status, message, type, code, headers = REFUSED[name]
    return Refusal(
        status,
        message.replace("{model}", model[:100]),
        type=type,
        param="model" if status == 400 else None,
        code=code,
        headers=headers,
    )


def too_many(seconds: int) -> Refusal:
    """The refusal of an engine whose queue is full: the API's own status, type and code, and what is really the matter."""
    return Refusal(
        429,
        f"The practice engine has as many requests in work as it can take. Please try again in {seconds}s.",
        type="requests",
        code="rate_limit_exceeded",
        headers=_wait(seconds),
    )
