"""Azure's addresses, through the SDK's own client for Azure and through requests."""

import openai
import pytest
import requests

from helpers.practice.http import azure
from tests.practice.http.asking import AUDIO_TOO, asking, error_of

VERSION = "2025-01-01-preview"


@pytest.fixture
def endpoint(engine):
    return engine.base_url.removesuffix("/v1")


@pytest.mark.parametrize("deployment", ["my-deployment", "gpt-audio-mini"])
def test_the_sdks_client_for_azure_works(endpoint, engine, deployment):
    client = openai.AzureOpenAI(
        azure_endpoint=endpoint, api_key="practice-x", api_version=VERSION, max_retries=0
    )
    request = asking(engine, "Read aloud: hello", **AUDIO_TOO) | {"model": deployment}
    answer = client.chat.completions.create(**request)
    assert answer.choices[0].message.audio.transcript == "hello"
    known = deployment if deployment == "gpt-audio-mini" else engine.model
    assert answer.model.startswith(known)


def test_a_text_is_read_aloud_there_too(audio_client):
    endpoint = str(audio_client.base_url).removesuffix("/v1/")
    client = openai.AzureOpenAI(
        azure_endpoint=endpoint, api_key="practice-x", api_version=VERSION, max_retries=0
    )
    said = {"input": "hello", "voice": "alloy"}
    assert client.audio.speech.create(model="tts-1", **said).content
    newer = client.audio.speech.create(model="my-voice", **said | {"voice": "cedar"})
    assert newer.response.headers["content-type"] == "audio/mpeg"


def test_the_newer_address_takes_the_deployment_as_model(endpoint, engine):
    client = openai.OpenAI(base_url=f"{endpoint}/openai/v1", api_key="practice-x", max_retries=0)
    request = asking(engine, "Read aloud: hello", **AUDIO_TOO) | {"model": "my-deployment"}
    assert client.chat.completions.create(**request).choices[0].message.audio.transcript == "hello"
    assert engine.model in [model.id for model in client.models.list().data]
    assert client.models.retrieve(engine.model).id == engine.model
    stored = client.chat.completions.create(**request, store=True)
    assert client.chat.completions.retrieve(stored.id).choices == stored.choices
    assert stored.id in [each.id for each in client.chat.completions.list()]


def test_models_belong_to_no_deployment(endpoint, engine):
    client = openai.AzureOpenAI(
        azure_endpoint=endpoint, api_key="practice-x", api_version=VERSION, max_retries=0
    )
    assert engine.model in [model.id for model in client.models.list().data]
    assert client.models.retrieve(engine.model).id == engine.model


@pytest.mark.parametrize(
    "path, usual",
    [
        ("/openai/v1/embeddings", "/v1/embeddings"),
        ("/openai/deployments/x/audio/translations", "/v1/audio/translations"),
        ("/openai/deployments/v1/images/edits", "/v1/images/edits"),
        ("/openai/files/f", "/v1/files/f"),
        ("/openai", "/openai"),
        ("/openaiv1/files", "/openaiv1/files"),
        ("/v1/files", "/v1/files"),
    ],
)
def test_an_address_is_the_apis_below_another_root(path, usual):
    assert azure.usual_path(path) == usual


def post(url, body, **headers):
    return requests.post(url, headers=headers, json=body, timeout=30)


@pytest.mark.parametrize(
    "headers, status",
    [
        ({"api-key": "practice-x"}, 200),
        ({"Authorization": "Bearer practice-x"}, 200),
        ({}, 401),
        ({"api-key": ""}, 401),
        ({"api-key": "sk-" + "a" * 20}, 401),
    ],
)
def test_keys(endpoint, engine, headers, status):
    body = asking(engine, "Read aloud: hello", **AUDIO_TOO)
    url = f"{endpoint}/openai/deployments/x/chat/completions?api-version={VERSION}"
    assert post(url, body, **headers).status_code == status


def test_an_api_key_counts_at_azures_addresses_alone(engine):
    answer = requests.get(f"{engine.base_url}/models", headers={"api-key": "practice-x"}, timeout=9)
    assert answer.status_code == 401


@pytest.mark.parametrize("path", ["chat/completions", "audio/speech", "audio/transcriptions"])
def test_a_deployment_without_a_version_is_not_found(endpoint, engine, path):
    body = asking(engine, "Read aloud: hello", **AUDIO_TOO)
    url = f"{endpoint}/openai/deployments/x/{path}"
    answer = post(url, body, **{"api-key": "practice-x"})
    assert answer.status_code == 404 and error_of(answer)["message"] == "Resource not found"


def test_rules_hold_there_too(endpoint, engine):
    url = f"{endpoint}/openai/deployments/x/chat/completions?api-version={VERSION}"
    answer = post(url, asking(engine, "hello"), **{"api-key": "practice-x"})
    assert answer.status_code == 400 and error_of(answer)["param"] == "model"
    answer = post(f"{endpoint}/openai/v1/chat/completions", {}, **{"api-key": "practice-x"})
    assert error_of(answer)["message"] == "you must provide a model parameter"
