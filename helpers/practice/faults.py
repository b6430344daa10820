"""Faults on demand, so that handling them can be taught and tested: a request header, or PRACTICE_FAULT for a whole run, names one (api-facts.md §7 and §8)."""

import os

from .rules import Refusal

HEADER = "x-practice-fault"
RETRY_SECONDS = 1

REFUSED = {   # the name of the fault: status, message, type, code, headers
    "401": (401, "Incorrect API key provided: sk-****. You can find your API key at https://platform.openai.com/account/api-keys.", "invalid_request_error", "invalid_api_key", {}),
    "403": (403, "Country, region, or territory not supported", "request_forbidden", "unsupported_country_region_territory", {}),   # its type is assumed
    "404": (404, "The model `{model}` does not exist or you do not have access to it.", "invalid_request_error", "model_not_found", {}),
    "429": (429, "Rate limit reached for {model} in organization org-practice on requests per min (RPM): Limit 500, Used 500, Requested 1. Please try again in 1s. "
                 "Visit https://platform.openai.com/account/rate-limits to learn more.", "requests", "rate_limit_exceeded", {"retry-after": str(RETRY_SECONDS), "retry-after-ms": str(RETRY_SECONDS * 1000)}),
    "429-credit": (429, "You have no credits remaining. Add credits to continue using the API at https://platform.openai.com/settings/organization/billing/.", "insufficient_quota", "credit_balance_exhausted", {}),
    "500": (500, "The server had an error while processing your request. Sorry about that!", "server_error", None, {}),
    "503": (503, "The server is currently overloaded. Please try again later.", "service_unavailable_error", "server_is_overloaded", {"retry-after": str(RETRY_SECONDS)}),   # its message is assumed
}
BEHAVED = {   # the name of the fault: what happens instead
    "slow": "the answer comes ten seconds late",
    "cut": "the connection ends in the middle of the answer",
    "stream-cut": "a stream ends after its first sound, without [DONE]",
    "stream-error": "a stream brings an error after its first sound",
    "expired": "every audio id is taken as expired",
    "ignored": "the recording is ignored, and the answer asks for one",
    "empty": "the answer is empty",
    "runaway": "the answer goes on until a limit of tokens stops it",
}
SLOW_SECONDS = 10


def ordered(headers) -> str:
    """The fault that this request or this run orders, "" for none. Raises Refusal for a name that is none, so that a typing error is not taken for success."""
    name = (headers.get(HEADER) or os.environ.get("PRACTICE_FAULT") or "").strip().lower()
    if name and name not in REFUSED and name not in BEHAVED:
        raise Refusal(400, f"The practice engine has no fault '{name[:40]}'. It has: {', '.join([*REFUSED, *BEHAVED])}.", param=HEADER, code="unknown_fault")
    return name


def refuse(name: str, model: str) -> None:
    """Raise the error that the fault orders, if it orders one."""
    if name in REFUSED:
        raise refusal(name, model)


def refusal(name: str, model: str = "") -> Refusal:
    """One of REFUSED, in the API's words."""
    status, message, type, code, headers = REFUSED[name]
    return Refusal(status, message.replace("{model}", model[:100]), type=type, code=code, headers=headers)
