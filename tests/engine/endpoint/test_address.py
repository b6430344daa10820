"""Addresses as people type them."""

import pytest

from helpers.engine.endpoint.address import azure, checked, host, is_local, origin
from helpers.engine.errors import SettingError

RESOURCE = "https://mine.openai.azure.com"


@pytest.mark.parametrize(
    "typed, base_url, deployment",
    [
        (RESOURCE, f"{RESOURCE}/openai/v1", ""),
        (f"{RESOURCE}/", f"{RESOURCE}/openai/v1", ""),
        (f"{RESOURCE}/openai", f"{RESOURCE}/openai/v1", ""),
        (f"{RESOURCE}/openai/v1", f"{RESOURCE}/openai/v1", ""),
        (f"{RESOURCE}/openai/v1/", f"{RESOURCE}/openai/v1", ""),
        (f"{RESOURCE}/openai/v1/chat/completions", f"{RESOURCE}/openai/v1", ""),
        (
            f"{RESOURCE}/openai/deployments/my-audio/chat/completions"
            "?api-version=2025-01-01-preview",
            f"{RESOURCE}/openai/v1",
            "my-audio",
        ),
        (
            "https://mine.services.ai.azure.com/models/chat/completions?api-version=2024-05-01",
            "https://mine.services.ai.azure.com/openai/v1",
            "",
        ),
        (
            "https://mine.services.ai.azure.com/api/projects/course",
            "https://mine.services.ai.azure.com/openai/v1",
            "",
        ),
        (
            "https://gateway.example/audio/openai/deployments/x/chat/completions",
            "https://gateway.example/audio/openai/v1",
            "x",
        ),
    ],
)
def test_what_the_portal_shows_is_put_right(typed, base_url, deployment):
    assert azure(typed, "AZURE_OPENAI_ENDPOINT") == (base_url, deployment)


@pytest.mark.parametrize(
    "typed, words",
    [
        ("mine.openai.azure.com", "https://mine.openai.azure.com"),
        ("mine.openai.azure.com/openai/v1", "https://mine.openai.azure.com/openai/v1"),
        ("http://mine.openai.azure.com", "must begin with https://"),
        ("mine", "with its scheme"),
        ("ftp://mine.openai.azure.com", "with its scheme"),
        ("https://", "with its scheme"),
        ("https://me:secret@mine.openai.azure.com", "a user name or a password"),
    ],
)
def test_what_cannot_be_put_right_is_said(typed, words):
    with pytest.raises(SettingError) as caught:
        azure(typed, "AZURE_OPENAI_ENDPOINT")
    assert str(caught.value).startswith("AZURE_OPENAI_ENDPOINT") and words in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "typed, words",
    [
        ("localhost:11434/v1", "http://localhost:11434/v1"),
        ("127.0.0.1:8790/v1", "http://127.0.0.1:8790/v1"),
        ("llm.school.example/v1", "https://llm.school.example/v1"),
        ("http://localhost:port/v1", "its host or its port is wrong"),
        ("http://localhost:99999/v1", "its host or its port is wrong"),
        ("http://[::1/v1", "its host or its port is wrong"),
        ("http://local host/v1", "its host or its port is wrong"),
        ("http://user:secret@localhost/v1", "a user name or a password"),
        ("http://localhost/v1?key=secret", "more than an address"),
        ("sk-secret-secret-secret", "your-server.example"),
        ("sk-secret.secret", "your-server.example"),
        ("", "with its scheme"),
    ],
)
def test_an_address_that_is_none_is_said_and_no_secret_shown(typed, words):
    with pytest.raises(SettingError) as caught:
        checked(typed, "OPENAI_BASE_URL")
    assert str(caught.value).startswith("OPENAI_BASE_URL") and words in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_slash_at_the_end_does_not_matter():
    assert checked("http://localhost:1/v1/", "X") == "http://localhost:1/v1"


def test_host_and_origin():
    assert host("https://a.example:8443/v1") == "a.example:8443"
    assert origin("https://A.example/v1") == ("https", "a.example", 443)
    assert origin("http://a.example") == ("http", "a.example", 80)
    assert is_local("http://[::1]:5/v1") and not is_local("http://10.0.0.1/v1")
