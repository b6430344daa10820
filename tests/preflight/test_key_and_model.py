"""A key is tried without spending, and never shown; a model is looked up in the catalogue."""

import datetime

import pytest

from helpers.engine import catalogue
from helpers.engine.endpoint import network, settings
from helpers.preflight import key_and_model
from helpers.preflight.results import NOTE, OK, PROBLEM
from tests.engine.elsewhere import MODELS, elsewhere
from tests.engine.endpoint.test_keys import has_part
from tests.preflight.machines import with_key

JSON = {"content-type": "application/json"}
LIST = (200, JSON, MODELS)
REFUSED = (401, JSON, {"error": {"message": "Incorrect API key provided."}})
MODEL = f"/v1/models/{catalogue.default_model()}"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    for name in (*settings.KEYS, *settings.PLAIN, *network.AUTHORITIES):
        monkeypatch.delenv(name, raising=False)


def checked(folder, key, server):
    """Both results; of the server's requests none may be a paid one, of the key nothing is said."""
    results = key_and_model.check(folder)
    assert all(path.startswith("/v1/models") for path, _ in server.seen)
    assert not has_part(key, repr(results))
    return results


def test_without_a_key_nothing_is_asked(tmp_path, engine):
    tried, model = key_and_model.check(tmp_path)
    assert tried.state == model.state == OK and tried.short == "no key"
    assert catalogue.default_model() in model.fact


def test_a_valid_key(tmp_path, key, monkeypatch):
    with elsewhere({"/v1/models": LIST, MODEL: (200, JSON, {})}) as server:
        with_key(monkeypatch, key, server)
        tried, _ = checked(tmp_path, key, server)
    assert tried.state == OK and tried.short == "key valid"
    assert [path for path, _ in server.seen] == ["/v1/models", MODEL]
    assert server.keys == [f"Bearer {key}"] * 2


@pytest.mark.parametrize("kind", ["openai", "compatible"])
def test_a_wrong_key(tmp_path, key, monkeypatch, kind):
    with elsewhere({"/v1/models": REFUSED}) as server:
        with_key(monkeypatch, key, server, kind)
        tried, _ = checked(tmp_path, key, server)
    assert tried.state == PROBLEM and tried.short == "key refused"
    assert "does not accept the key in OPENAI_API_KEY" in tried.fact


def test_a_key_whose_project_may_not_use_the_model(tmp_path, key, monkeypatch):
    with elsewhere({"/v1/models": LIST}) as server:
        with_key(monkeypatch, key, server)
        tried, _ = checked(tmp_path, key, server)
    assert tried.state == PROBLEM and tried.short == "model not allowed"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_that_is_busy_is_no_verdict(tmp_path, key, monkeypatch, status):
    with elsewhere({"/v1/models": (status, JSON, {})}) as server:
        with_key(monkeypatch, key, server)
        tried, _ = checked(tmp_path, key, server)
    assert tried.state == NOTE and str(status) in tried.fact


def test_a_key_that_was_copied_badly(tmp_path, key, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", f"{key[:20]} {key[20:]}")
    (tried,) = key_and_model.check(tmp_path)
    assert tried.state == PROBLEM and "has a space" in tried.fact
    assert not has_part(key, repr(tried))


@pytest.mark.parametrize("choice", ["openai", "azure", "OpenAI"])
def test_a_real_engine_that_was_chosen_without_a_key_is_not_asked_for_one(
    tmp_path, monkeypatch, choice
):
    monkeypatch.setenv("AUDIO_ENGINE", choice)
    (tried,) = key_and_model.check(tmp_path)
    assert tried.state == PROBLEM and "is not set" in tried.fact


def test_a_key_in_the_place_of_a_model(tmp_path, key, monkeypatch):
    monkeypatch.setenv("AUDIO_MODEL", key)
    (model,) = key_and_model.check(tmp_path)
    assert model.state == PROBLEM and not has_part(key, repr(model))


def test_a_dead_model_and_the_living_one_that_follows_it():
    dead = [model for model in catalogue.models().values() if model.retired()]
    assert dead
    for model in dead:
        result = key_and_model.model_result(model.name)
        named = result.advice.split("AUDIO_MODEL=")[1].split(",")[0]
        assert result.state == PROBLEM and "was shut down" in result.fact
        assert not catalogue.priced(named).retired()


def test_a_model_that_ends_soon_is_noted():
    soon = key_and_model.model_result("gpt-audio", datetime.date(2027, 1, 1))
    assert soon.state == NOTE and "2027-01-20" in soon.fact


def test_a_model_that_nobody_knows():
    assert key_and_model.model_result("my-own").state == NOTE
