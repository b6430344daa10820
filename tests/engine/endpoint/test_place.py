"""Which engine the settings speak of; nothing by halves, and nothing paid by surprise."""

import pytest

from helpers.engine.endpoint import place
from helpers.engine.endpoint.keys import Secret
from helpers.engine.endpoint.practice_process import Running
from helpers.engine.errors import SettingError

KEY = Secret("practice-makes-perfect")
AZURE = "https://mine.openai.azure.com/openai/deployments/audio/chat/completions?api-version=1"


@pytest.fixture(autouse=True)
def no_process(monkeypatch):
    monkeypatch.setattr(
        place.own, "running", lambda: Running("http://127.0.0.1:1/v1", "practice-x", None)
    )


def test_the_deployment_is_taken_from_the_full_address():
    found = place.find(None, {"AZURE_OPENAI_ENDPOINT": AZURE, "AZURE_OPENAI_API_KEY": KEY})
    assert (found.kind, found.deployment) == ("azure", "audio")
    assert found.base_url == "https://mine.openai.azure.com/openai/v1"


@pytest.mark.parametrize(
    "settings, missing",
    [
        ({"AZURE_OPENAI_ENDPOINT": AZURE}, "AZURE_OPENAI_API_KEY"),
        ({"AZURE_OPENAI_API_KEY": KEY}, "AZURE_OPENAI_ENDPOINT"),
        ({"OPENAI_BASE_URL": "localhost:11434/v1"}, "http://localhost:11434/v1"),
        ({"OPENAI_BASE_URL": "llm.example/v1"}, "https://llm.example/v1"),
        ({"PRACTICE_URL": "127.0.0.1:8790/v1"}, "http://127.0.0.1:8790/v1"),
        ({"PRACTICE_URL": "8790"}, "PRACTICE_URL"),
        ({"AUDIO_ENGINE": "openia"}, "'openia' is no engine"),
        ({"AUDIO_ENGINE": "localhost:1"}, "http://localhost:1"),
    ],
)
def test_a_setting_by_halves_never_leads_to_a_paid_engine(settings, missing):
    with pytest.raises(SettingError) as caught:
        place.find(None, settings | {"OPENAI_API_KEY": KEY})
    assert missing in str(caught.value) and next(iter(settings)) in str(caught.value)


def test_azure_by_halves_does_not_hinder_who_names_another_engine():
    settings = {"AZURE_OPENAI_ENDPOINT": AZURE, "OPENAI_API_KEY": KEY}
    assert place.find("openai", settings).kind == "openai"
    assert place.find(None, settings | {"AUDIO_ENGINE": "practice"}).kind == "practice"


def test_the_practice_engine_looks_at_no_key():
    broken = Secret("a key – with everything wrong")
    for settings in ({}, {"AUDIO_ENGINE": "Practice"}):
        found = place.find("practice", settings | {"OPENAI_API_KEY": broken})
        assert found.kind == "practice" and found.is_own
        assert found.key.encode() == b"practice-x"


def test_openais_own_address_is_openai_however_it_is_written():
    for url in ("https://api.openai.com/v1/", "https://api.openai.com", "http://api.openai.com/v1"):
        found = place.find(None, {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": url})
        assert (found.kind, found.base_url) == ("openai", place.OPENAI_URL)


def test_a_compatible_server_needs_no_key_and_a_wrong_one_is_said():
    url = "http://localhost:11434/v1"
    assert place.find(url, {}).key.encode() == b"none"
    with pytest.raises(SettingError, match="OPENAI_API_KEY"):
        place.find(url, {"OPENAI_API_KEY": Secret("two words")})


@pytest.mark.parametrize("error", [EOFError, OSError, NotImplementedError])
def test_where_nobody_can_type_a_key_the_setting_is_named(monkeypatch, error):
    def nobody(question):
        raise error

    monkeypatch.setattr("getpass.getpass", nobody)
    with pytest.raises(SettingError, match="set AZURE_OPENAI_API_KEY"):
        place.find("azure", {"AZURE_OPENAI_ENDPOINT": AZURE})


def test_a_key_in_the_place_of_an_engine_is_not_shown():
    for choice in ("sk-proj-abcdefghijklmnop", "0123456789abcdef0123456789abcdef", "a.bcdefghijkl"):
        with pytest.raises(SettingError) as caught:
            place.find(choice, {})
        assert choice not in str(caught.value) or "." in choice
        assert KEY.encode().decode() not in repr(place.find("openai", {"OPENAI_API_KEY": KEY}))


def test_no_proxy_stands_before_a_practice_engine_of_a_class(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://proxy.school.example:3128")
    class_room = place.find(None, {"PRACTICE_URL": "http://teacher.example:8790/v1"})
    assert class_room.proxy is None
    server = place.find("http://llm.example/v1", {})
    assert server.proxy == "http://proxy.school.example:3128"
