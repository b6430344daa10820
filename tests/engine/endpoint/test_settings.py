"""Settings from the environment and a .env file, however it was saved."""

import secrets
import sys
import types

import pytest

from helpers.engine.endpoint import settings
from helpers.engine.errors import SettingError


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    for name in settings.KEYS + settings.PLAIN:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp949"]
)
@pytest.mark.parametrize("comment", ["# 내 열쇠\n", ""])
def test_a_file_is_read_however_it_was_saved(tmp_path, encoding, comment):
    key = secrets.token_hex(20)
    text = f"{comment}OPENAI_API_KEY={key}\r\nAUDIO_MODEL = gpt-audio \r\n"
    (tmp_path / ".env").write_bytes(text.encode(encoding))
    found = settings.read(tmp_path)
    assert found["OPENAI_API_KEY"].encode() == key.encode() and found["AUDIO_MODEL"] == "gpt-audio"


@pytest.mark.parametrize(
    "data", [b"\xff\xfeA", b"OPENAI_API_KEY=\xff\xff\x81\n", b"A\x00\x00\x01B"]
)
def test_a_file_that_nobody_can_read_is_named(tmp_path, data):
    (tmp_path / ".env").write_bytes(data)
    with pytest.raises(SettingError, match=r"\.env is not written in UTF-8: save it again"):
        settings.read(tmp_path)


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path):
    (tmp_path / ".env").mkdir()
    with pytest.raises(SettingError, match=r"\.env cannot be read"):
        settings.read(tmp_path)


def test_the_environment_counts_before_the_file(tmp_path, monkeypatch):
    (tmp_path / ".env").write_text("AUDIO_MODEL=a\nAUDIO_ENGINE=practice\n", "utf-8")
    monkeypatch.setenv("AUDIO_MODEL", " b ")
    monkeypatch.setenv("AUDIO_ENGINE", "  ")
    assert settings.read(tmp_path) == {"AUDIO_MODEL": "b", "AUDIO_ENGINE": "practice"}


def test_only_what_connect_reads_is_taken_from_the_file(tmp_path):
    (tmp_path / ".env").write_text("AUDIO_MODEL=a\nDATABASE_PASSWORD=x\nOPENAI_API_KEY=\n", "utf-8")
    assert settings.read(tmp_path) == {"AUDIO_MODEL": "a"}


@pytest.mark.parametrize("secret", ["from-colab", None, PermissionError("refused")])
def test_a_secret_of_colab(tmp_path, monkeypatch, secret):
    def get(name):
        if isinstance(secret, Exception):
            raise secret
        return secret

    colab = types.ModuleType("google.colab")
    colab.userdata = types.SimpleNamespace(get=get)
    monkeypatch.setitem(sys.modules, "google", types.ModuleType("google"))
    monkeypatch.setitem(sys.modules, "google.colab", colab)
    found = settings.read(tmp_path)
    given = secret == "from-colab"
    assert [key.encode() for key in found.values()] == ([b"from-colab"] if given else [])
