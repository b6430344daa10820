"""Responses as the API sends them: headers, JSON, errors, a connection that breaks."""

import json
import secrets
import time
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from helpers.practice import at_work
from helpers.practice.http.rate_limits import RateLimits
from helpers.practice.protocol.rules import Refusal

JSON_TYPE = "application/json"
ALWAYS = {  # headers of every response
    "access-control-expose-headers": "X-Request-ID, CF-Ray",
    "x-content-type-options": "nosniff",
    "x-practice-engine": "1",  # says what really answers
}


def api_headers(started: float, limits: Mapping[str, str] | None = None) -> dict[str, str]:
    """The headers that the API sends (docs/protocol.md §3); `started` is a unix time.

    `limits` are those of a request that was counted; without them nothing is.
    """
    return {
        "x-request-id": _request_id(),
        "openai-organization": "practice",
        "openai-project": "proj_practice",
        "openai-processing-ms": str(round((time.time() - started) * 1000)),
        "openai-version": "2020-10-01",
        **(RateLimits().headers() if limits is None else limits),
        **ALWAYS,
        **at_work.headers(),
    }


def as_bytes(body: Mapping[str, Any]) -> bytes:
    """JSON without spaces; half a surrogate pair becomes a question mark."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def json_response(
    body: Mapping[str, Any], status: int = 200, started: float | None = None
) -> Response:
    """A response in JSON with the API's headers."""
    headers = api_headers(time.time() if started is None else started)
    return Response(as_bytes(body), status, headers, JSON_TYPE)


def refusal_response(refusal: Refusal) -> Response:
    """The response that tells a refusal."""
    if refusal.status == 401:  # a refused key learns nothing of limits (docs/protocol.md §8)
        headers = {"x-request-id": _request_id(), **ALWAYS}
        return Response(as_bytes(refusal.body()), 401, headers, f"{JSON_TYPE}; charset=utf-8")
    response = json_response(refusal.body(), refusal.status)
    response.headers.update(refusal.headers)
    return response


class BrokenResponse(Response):
    """An answer whose connection ends in the middle."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send half of the body, then raise ConnectionResetError."""
        await send(
            {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
        )
        half = bytes(self.body[: len(self.body) // 2])
        await send({"type": "http.response.body", "body": half, "more_body": True})
        raise ConnectionResetError("a fault was ordered")


def _request_id() -> str:
    return "req_" + secrets.token_hex(16)
