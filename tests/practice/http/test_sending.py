"""Headers of answers and of refusals."""

import re
from urllib.parse import unquote

import requests

from helpers.practice import at_work
from helpers.practice.ears import weights
from helpers.practice.http.sending import api_headers
from tests.practice.http.asking import AUDIO_TOO, READ, asking, post


def test_the_headers_are_the_apis_and_one_says_who_answers(engine):
    headers = post(engine, asking(engine, READ, **AUDIO_TOO)).headers
    assert headers["content-type"] == "application/json"
    assert re.fullmatch(r"req_[0-9a-f]{32}", headers["x-request-id"])
    assert (
        headers["openai-version"] == "2020-10-01"
        and headers["openai-organization"]
        and headers["openai-project"]
    )
    assert headers["openai-processing-ms"].isdigit()
    assert headers["x-practice-voice"] == "espeak-ng"
    for limit in ("limit-requests", "limit-tokens", "remaining-requests", "remaining-tokens"):
        assert headers[f"x-ratelimit-{limit}"].isdigit()
    assert all(
        re.fullmatch(r"(\d+[a-z]+)+", headers[f"x-ratelimit-reset-{what}"])
        for what in ("requests", "tokens")
    )
    assert headers["x-practice-engine"] and headers["x-practice-ears"] == weights.name()


def test_a_refused_key_learns_nothing_of_limits_and_a_password_is_a_key(engine):
    refused = requests.get(f"{engine.base_url}/models", timeout=10)
    assert refused.headers["content-type"] == "application/json; charset=utf-8" and not [
        name for name in refused.headers if name.startswith(("openai-", "x-ratelimit"))
    ]
    assert (
        requests.get(f"{engine.base_url}/models", auth=("", "practice-x"), timeout=10).status_code
        == 200
    )
    assert (
        requests.get(f"{engine.base_url}/models", auth=("me", ""), timeout=10).status_code
        == requests.get(
            f"{engine.base_url}/models", headers={"Authorization": "Basic !"}, timeout=10
        ).status_code
        == 401
    )


def test_a_mind_of_the_learners_own_is_named_in_a_header(monkeypatch):
    assert "x-practice-mind" not in api_headers(0)
    monkeypatch.setenv("PRACTICE_MIND", "http://localhost:11434/v1")
    monkeypatch.setenv("PRACTICE_MIND_MODEL", "작은 model\r\nx: y")
    at_work.headers.cache_clear()
    named = api_headers(0)["x-practice-mind"]
    at_work.headers.cache_clear()
    assert unquote(named) == "a mind at localhost:11434 (작은 model\r\nx: y)"
    assert named.isascii() and named.isprintable()
