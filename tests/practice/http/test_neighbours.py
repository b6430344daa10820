"""Endpoints that exist live and not here are told so, in the API's envelope."""

import base64
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
        ("POST", "/live/sessions", "speech to speech with GPT-Live"),
        ("GET", "/audio/voice_consents/1", "custom voices"),
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


def test_who_opens_a_websocket_reads_the_sentence_too(engine):
    """Whatever library for them is installed; a client shows the body of a refused handshake."""
    handshake = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(bytes(16)).decode(),
    }
    url = f"{engine.base_url}/realtime?model=gpt-realtime"
    answer = requests.get(url, headers={**engine.headers, **handshake}, timeout=10)
    assert answer.status_code == 404
    assert error_of(answer)["message"].startswith("GET /v1/realtime is for speech to speech")
    assert requests.get(url, headers=handshake, timeout=10).status_code == 401


ENDPOINTS = (  # of the SDK, 3.57.0, beside those that answer here
    "agents assistants audio/translations audio/voice_consents audio/voices batches chatkit "
    "completions containers content_provenance_checks conversations decisions embeddings evals "
    "files fine_tuning images live moderations organization projects realtime responses safety "
    "skills threads uploads vaults vector_stores videos webhook_endpoints webhook_event_types"
)


@pytest.mark.parametrize("name", ENDPOINTS.split())
def test_every_endpoint_of_the_sdk_has_a_sentence_and_so_has_azures(name):
    assert neighbour_sentence("POST", f"/v1/{name}").startswith(f"POST /v1/{name} is for ")
    for root in ("/openai", "/openai/v1", "/openai/deployments/my-model"):
        assert neighbour_sentence("GET", f"{root}/{name}/x").startswith(f"GET {root}/{name}/x is ")


@pytest.mark.parametrize("path", ["/v1/nowhere", "/v1/filesystem", "/v1", "/embeddings", ""])
def test_what_exists_nowhere_has_no_sentence(path):
    assert neighbour_sentence("GET", path) == ""


def test_the_lessons_that_are_named_exist():
    lessons = {path.name[:2] for path in (ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb")}
    named = re.findall(r"\b\d\d\b", " ".join(instead for _, instead in NEIGHBOURS.values()))
    assert named and set(named) <= lessons
