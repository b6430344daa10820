"""The list of models."""

import pytest
import requests
from openai import NotFoundError

from helpers.engine import catalogue
from tests.practice.http.asking import AUDIO_TOO, READ, asking


def test_models_are_listed_with_their_last_day(engine):
    listed = requests.get(f"{engine.base_url}/models", headers=engine.headers, timeout=10).json()
    assert list(listed) == ["object", "data"] and listed["object"] == "list"
    assert all(
        list(entry) == ["id", "object", "created", "owned_by", "shutdown_date"]
        for entry in listed["data"]
    )
    days = {entry["id"]: entry["shutdown_date"] for entry in listed["data"]}
    assert days["gpt-audio-1.5"] is None and "gpt-4o-audio-preview" not in days
    known = {**catalogue.models(), **catalogue.audio_models()}
    assert days == {
        name: model.ends and str(model.ends) for name, model in known.items() if not model.retired()
    }
    assert all(
        (entry["created"], entry["owned_by"])
        == (known[entry["id"]].created, known[entry["id"]].owned_by)
        for entry in listed["data"]
    )
    assert engine.client.models.retrieve("gpt-audio-1.5").id == "gpt-audio-1.5"


@pytest.mark.parametrize(
    "name, message",
    [
        (
            "gpt-4o-audio-preview",
            "The model `gpt-4o-audio-preview` has been deprecated, learn more here: "
            "https://platform.openai.com/docs/deprecations",
        ),
        ("gpt-9-audio", "The model `gpt-9-audio` does not exist or you do not have access to it."),
        ("openai/a", "The model `openai/a` does not exist or you do not have access to it."),
    ],
)
def test_retired_and_unknown_models_are_404_everywhere(engine, name, message):
    for call in (
        lambda: engine.client.models.retrieve(name),
        lambda: engine.client.chat.completions.create(
            **asking(engine, READ, **AUDIO_TOO) | {"model": name}
        ),
    ):
        with pytest.raises(NotFoundError) as refused:
            call()
        assert refused.value.body == {
            "message": message,
            "type": "invalid_request_error",
            "param": None,
            "code": "model_not_found",
        }


def test_faults_strike_the_list_of_models_too(engine):
    assert (
        requests.get(
            f"{engine.base_url}/models",
            headers=engine.headers | {"x-practice-fault": "503"},
            timeout=10,
        ).status_code
        == 503
    )


def test_a_model_without_a_name_is_no_address(engine):
    answer = requests.get(f"{engine.base_url}/models/", headers=engine.headers, timeout=10)
    assert answer.status_code == 404 and "Invalid URL (GET /v1/models/)" in answer.text
