"""Every error is told in the envelope of the server whose dialect is spoken."""

import pytest
import requests

from tests.dialect_server import answering, spoken

KEY = {"Authorization": "Bearer practice-x"}


@pytest.fixture(scope="module")
def router():
    with answering("openrouter") as url:
        yield url


@pytest.mark.parametrize(
    "method, path, body, headers, status, says",
    [
        ("POST", "chat/completions", {"model": "openai/gpt-audio-1.5"}, KEY, 400, "'messages'"),
        ("POST", "chat/completions", spoken("openrouter"), KEY, 400, "requires stream: true"),
        ("POST", "chat/completions", {}, KEY, 400, "you must provide a model parameter"),
        ("POST", "embeddings", {}, KEY, 404, "is for embeddings"),
        ("GET", "nowhere", {}, KEY, 404, "Invalid URL"),
        ("PUT", "models", {}, KEY, 405, "Not allowed"),
        ("GET", "models", {}, {}, 401, "API key"),
        ("GET", "models", {}, {**KEY, "x-practice-fault": "500"}, 500, "had an error"),
    ],
)
def test_openrouter_has_two_keys_in_an_error(router, method, path, body, headers, status, says):
    answer = requests.request(method, f"{router}/{path}", json=body, headers=headers, timeout=10)
    error = answer.json()["error"]
    assert answer.status_code == error["code"] == status and says in error["message"]
    assert list(error) == ["message", "code"]


def test_what_tells_when_to_try_again_stays(router):
    answer = requests.get(f"{router}/models", headers={**KEY, "x-practice-fault": "429"}, timeout=9)
    assert answer.headers["retry-after"] == "1" and answer.json()["error"]["code"] == 429


def test_a_model_is_read_by_the_name_it_is_listed_under(router):
    listed = requests.get(f"{router}/models", headers=KEY, timeout=10).json()["data"]
    for entry in listed[:2]:
        for name in (entry["id"], entry["id"].replace("/", "%2F")):
            answer = requests.get(f"{router}/models/{name}", headers=KEY, timeout=10)
            assert answer.json() == entry and "/" in entry["id"]
    answer = requests.get(f"{router}/models/gpt-audio-1.5", headers=KEY, timeout=10)
    assert answer.status_code == 404 and "`gpt-audio-1.5` does not" in answer.text
