"""Endpoints are made when they are first asked, and share one workplace."""

import asyncio
import sys

import pytest
from starlette.requests import Request

from helpers.practice.http.admission import Admission
from helpers.practice.http.endpoints import Endpoints
from helpers.practice.protocol.rules import Refusal


def asked(endpoint, body=b"{}", kind=b"application/json"):
    """What an endpoint answers to this body."""

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    path = "/v1/audio/speech"
    scope = {"type": "http", "method": "POST", "path": path, "headers": [(b"content-type", kind)]}
    return asyncio.run(endpoint(Request(scope, receive)))


def test_they_work_in_one_place():
    endpoints = Endpoints("fast", Admission(), "openai")
    assert "_workplace" not in vars(endpoints)
    for endpoint in (endpoints.chat, endpoints.speech, endpoints.completions):
        with pytest.raises(Refusal, match="model parameter"):
            asked(endpoint)
    with pytest.raises(Refusal, match="multipart"):
        asked(endpoints.transcriptions)
    made = vars(endpoints)
    places = {made[name].workplace for name in ("_chat", "_speech", "_transcriptions")}
    assert places == {made["_workplace"]} and "helpers.practice.http.speech" in sys.modules


def test_a_full_engine_refuses_at_every_endpoint():
    endpoints = Endpoints("fast", Admission(most=0), "openai")
    for endpoint in (endpoints.chat, endpoints.speech, endpoints.transcriptions):
        with pytest.raises(Refusal, match="as many requests in work") as refused:
            asked(endpoint)
        assert refused.value.status == 429
