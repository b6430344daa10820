"""Addresses and methods that are none."""

import pytest
import requests

from tests.practice.http.asking import error_of


@pytest.mark.parametrize(
    "method, path, status",
    [
        ("GET", "/nowhere", 404),
        ("POST", "/embeddings", 404),
        ("GET", "/responses", 405),
        ("POST", "/models/", 404),
        ("PATCH", "/chat/completions", 405),
        ("PATCH", "/chat/completions/chatcmpl-1", 405),
        ("POST", "/chat/completions/chatcmpl-1/messages", 405),
        ("DELETE", "/models/gpt-audio-1.5", 405),
        ("PUT", "/chat/completions", 405),
    ],
)
def test_wrong_addresses_and_methods_are_refused_in_the_apis_shape(engine, method, path, status):
    answer = requests.request(
        method,
        engine.base_url + path,
        headers=engine.headers,
        json={},
        timeout=10,
        allow_redirects=False,
    )
    assert answer.status_code == status
    assert method in error_of(answer)["message"]


def test_a_wrong_method_is_told_the_right_one(engine):
    assert (
        "POST"
        in requests.patch(
            f"{engine.base_url}/chat/completions", headers=engine.headers, timeout=10
        ).headers["allow"]
    )
