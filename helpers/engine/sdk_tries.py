"""How often the openai package sends one request that fails, measured: nothing leaves the process.

Which failures it sends again is its own rule (docs/protocol.md §8); a service that always answers
alike shows it.
"""

from functools import cache

import httpx2
from openai import APIError, OpenAI

BASE_URL = "http://localhost/v1"  # never reached: the transport below answers


@cache
def tries(status: int | None) -> int:
    """How often a request is sent before the SDK gives up, with its usual settings.

    Each answer has this HTTP `status`, and asks for the next try after a millisecond, so that the
    measurement does not wait. None is a connection that fails: there the SDK waits for 1.5 s.
    """
    sent: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        if status is None:
            raise httpx2.ConnectError("no connection", request=request)
        return httpx2.Response(status, headers={"retry-after-ms": "1"}, json={"error": {}})

    http = httpx2.Client(transport=httpx2.MockTransport(answer), trust_env=False)
    with OpenAI(base_url=BASE_URL, api_key="none", http_client=http) as client:
        try:
            client.post("/chat/completions", cast_to=object, body={})
        except APIError:
            return len(sent)
    return len(sent)
