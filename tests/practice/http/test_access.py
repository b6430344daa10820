"""Who is let in; over real sockets the same is looked at in test_server."""

import asyncio

import pytest

from helpers.practice.http.access import Door


def knock(path="/v1/models", **headers):
    """ "in", or the refusal's code or message."""
    found = []

    async def inside(scope, receive, send):
        found.append("in")

    async def refuse(request, refusal):
        async def answer(scope, receive, send):
            found.append(refusal.code or refusal.status)

        return answer

    headers = {"host": "127.0.0.1:8000", "authorization": "Bearer practice-1", **headers}
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": [
            (name.encode(), value.encode("latin-1"))
            for name, value in headers.items()
            if value is not None
        ],
    }
    asyncio.run(Door(inside, refuse)(scope, None, None))
    return found[0]


@pytest.mark.parametrize(
    "host, result",
    [
        ("127.0.0.1:8000", "in"),
        ("localhost", "in"),
        ("[::1]:80", "in"),
        ("evil.example", "host_not_allowed"),
        ("127.0.0.1.evil.example", "host_not_allowed"),
        ("", "host_not_allowed"),
        ("[", "host_not_allowed"),
        (None, "host_not_allowed"),
    ],
)
def test_hosts(host, result):
    assert knock(host=host) == result


@pytest.mark.parametrize(
    "origin, result",
    [
        (None, "in"),
        ("http://localhost:8888", "in"),
        ("https://evil.example", "origin_not_allowed"),
        ("null", "origin_not_allowed"),
        ("http://[", "origin_not_allowed"),
    ],
)
def test_origins(origin, result):
    assert knock(origin=origin) == result


@pytest.mark.parametrize(
    "key, result",
    [
        ("Bearer practice-1", "in"),
        ("Bearer x", "in"),
        (None, 401),
        ("Bearer ", 401),
        ("Basic x", 401),
        ("Bearer sk-proj-made-up", "invalid_api_key"),
    ],
)
def test_keys(key, result):
    assert knock(authorization=key) == result


def test_recordings_need_no_key():
    assert knock("/audio/alloy.wav", authorization=None) == "in"
