"""Who may use the engine: within the process, then over real sockets."""

import asyncio
import json

import pytest
import requests
from openai import AuthenticationError, OpenAI

from helpers.practice.http.access import AccessControl
from tests.practice.http.asking import AUDIO_TOO, READ, asking, error_of, raw


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
    asyncio.run(AccessControl(inside, refuse)(scope, None, None))
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


# --- Over sockets ---


def test_a_missing_key_and_a_real_looking_one_are_401_and_no_part_of_it_comes_back(engine):
    missing = requests.get(f"{engine.base_url}/models", timeout=10)
    assert (
        missing.status_code == 401
        and missing.json()["error"]["message"].startswith("You didn't provide an API key.")
        and missing.json()["error"]["code"] is None
    )
    key = "sk-Qz81LmWvTr55XkJ0"
    for url in ("/models", "/chat/completions", "/nowhere"):
        wrong = requests.post(
            engine.base_url + url,
            headers={"Authorization": f"Bearer {key}"},
            json=asking(engine, READ, **AUDIO_TOO),
            timeout=10,
        )
        assert wrong.status_code == 401 and wrong.json()["error"]["code"] == "invalid_api_key"
        seen = wrong.text + str(wrong.headers)
        assert not any(key[at : at + 4] in seen for at in range(3, len(key) - 3))
    with pytest.raises(AuthenticationError):
        OpenAI(base_url=engine.base_url, api_key=key, max_retries=0).models.list()


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "[::1", "", "192.168.1.5:8000"]
)
def test_a_foreign_host_is_refused(engine, host):
    answer = raw(
        engine,
        (
            f"GET /v1/models HTTP/1.1\r\nHost: {host}\r\n"
            "Authorization: Bearer practice-x\r\nConnection: close\r\n\r\n"
        ).encode(),
    )
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 403")
    assert list(json.loads(body)["error"]) == ["message", "type", "param", "code"]


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://[", "http://localhost.evil.example"]
)
def test_a_foreign_page_is_refused(engine, origin):
    answer = requests.get(
        f"{engine.base_url}/models", headers={**engine.headers, "Origin": origin}, timeout=10
    )
    assert answer.status_code == 403 and error_of(answer)["code"] == "origin_not_allowed"


def test_a_page_of_this_machine_is_let_in(engine):
    assert (
        requests.get(
            f"{engine.base_url}/models",
            headers={**engine.headers, "Origin": "http://localhost:8888"},
            timeout=10,
        ).status_code
        == 200
    )


@pytest.mark.parametrize(
    "origin, allowed",
    [
        ("http://localhost:8888", True),
        ("https://127.0.0.1", True),
        ("http://[::1]:5173", True),
        ("http://localhost.evil.example", False),
        ("https://evil.example", False),
        ("null", False),
    ],
)
def test_a_preflight_of_a_page_of_this_machine_is_answered_without_a_key(engine, origin, allowed):
    wish = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization, content-type, x-stainless-os",
    }
    answer = requests.options(f"{engine.base_url}/chat/completions", headers=wish, timeout=10)
    assert answer.ok == allowed
    assert answer.headers.get("access-control-allow-origin") == (origin if allowed else None)
    if allowed:
        assert "authorization" in answer.headers["access-control-allow-headers"]
        read = requests.get(
            f"{engine.base_url}/models", headers={**engine.headers, "Origin": origin}, timeout=10
        )
        assert read.ok and read.headers["access-control-allow-origin"] == origin


def test_a_page_may_read_why_it_was_refused(engine):
    answer = requests.get(
        f"{engine.base_url}/models", headers={"Origin": "http://localhost:8888"}, timeout=10
    )
    assert answer.status_code == 401
    assert answer.headers["access-control-allow-origin"] == "http://localhost:8888"
