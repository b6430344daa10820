"""Endpoints that exist live and not here are told so, in the API's envelope."""

import re

import pytest
import requests

from helpers.practice.http.neighbours import NEIGHBOURS, neighbour_sentence
from tests.environment import ROOT
from tests.practice.http.asking import error_of


@pytest.mark.parametrize(
    "method, path, purpose",
    [
        ("POST", "/audio/translations", "translated transcription"),
        ("GET", "/realtime", "speech to speech"),
        ("POST", "/realtime/sessions", "speech to speech"),
        ("POST", "/embeddings", "embeddings"),
        ("GET", "/files/file-1/content", "files"),
        ("DELETE", "/threads/1", "assistants"),
        ("GET", "/responses/resp_1", "responses"),
    ],
)
def test_one_sentence_says_what_this_is_and_what_does_it_instead(engine, method, path, purpose):
    answer = requests.request(
        method, engine.base_url + path, headers=engine.headers, json={}, timeout=10
    )
    error = error_of(answer)
    assert answer.status_code == 404 and error["code"] == "not_in_the_practice_engine"
    assert error["message"].startswith(f"{method} /v1{path} is for {purpose}")
    assert "practice engine" in error["message"] and "Invalid URL" not in error["message"]


@pytest.mark.parametrize("path", ["/v1/nowhere", "/v1/filesystem", "/v1", "/embeddings", ""])
def test_what_exists_nowhere_has_no_sentence(path):
    assert neighbour_sentence("GET", path) == ""


def test_the_lessons_that_are_named_exist():
    lessons = {path.name[:2] for path in (ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb")}
    named = re.findall(r"\b\d\d\b", " ".join(instead for _, instead in NEIGHBOURS.values()))
    assert named and set(named) <= lessons
