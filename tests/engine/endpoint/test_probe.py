"""connect() tries what it prints: what stops it, what it only says, and in which words."""

import socket
import time

import pytest

from helpers import connect
from helpers.engine import connection
from helpers.engine.endpoint import network, probe, settings
from helpers.engine.errors import EngineError, SettingError
from tests.engine.elsewhere import MODELS, elsewhere
from tests.engine.endpoint.test_keys import has_part

PAGE = (200, {"content-type": "text/html"}, b"<html>Welcome to the library's network</html>")
MARK = {"x-practice-engine": "1"}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch, tmp_path):
    for name in (*settings.KEYS, *settings.PLAIN, *network.AUTHORITIES):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(connection, "ROOT", tmp_path)


@pytest.fixture
def ways(monkeypatch, key):
    """Ways to name a server in the settings, by the kind of engine that it then is."""

    def name(kind, origin, path="/v1"):
        monkeypatch.setenv("OPENAI_API_KEY", key)
        if kind == "practice":
            monkeypatch.setenv("PRACTICE_URL", origin + path)
            return "PRACTICE_URL"
        if kind == "azure":
            monkeypatch.setenv("AZURE_OPENAI_ENDPOINT", origin)
            monkeypatch.setenv("AZURE_OPENAI_API_KEY", key)
            monkeypatch.setenv("AUDIO_MODEL", "mine")
            return "AZURE_OPENAI_ENDPOINT"
        monkeypatch.setenv("OPENAI_BASE_URL", origin + path)
        return "OPENAI_BASE_URL"

    return name


def refused(key):
    with pytest.raises((EngineError, SettingError)) as caught:
        connect()
    says = str(caught.value)
    assert not has_part(key, says) and says.count("\n") == 0
    return says


KINDS = ("compatible", "azure", "practice")


@pytest.mark.parametrize("kind", KINDS)
def test_a_refused_connection(ways, key, kind):
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))  # bound, and nobody listens
        setting = ways(kind, f"http://127.0.0.1:{door.getsockname()[1]}")
        says = refused(key)
    assert "No program answers at 127.0.0.1:" in says and setting in says


@pytest.mark.parametrize("kind", KINDS)
def test_an_unknown_host(ways, key, kind, monkeypatch):
    def unknown(*arguments, **named):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    setting = ways(kind, "https://no-such-host.example")
    says = refused(key)
    assert says.startswith("There is no host no-such-host.example, or no network: check ")
    assert setting in says


def test_a_wrong_path_of_azure(ways, key):
    ways("azure", "")
    with elsewhere({}) as server:
        ways("azure", server.origin)
        says = refused(key)
    assert (
        f"There is no API at {server.origin}/openai/v1 (404): check AZURE_OPENAI_ENDPOINT" in says
    )


@pytest.mark.parametrize("kind", ["compatible", "practice"])
def test_a_missing_v1(ways, key, kind):
    with elsewhere({"/v1/models": (200, MARK, MODELS)}) as server:
        setting = ways(kind, server.origin, "")
        says = refused(key)
    assert setting in says and f"write {server.origin}/v1 instead" in says


@pytest.mark.parametrize("kind", ["compatible", "practice"])
def test_a_missing_scheme(ways, key, kind):
    setting = ways(kind, "127.0.0.1:8790")
    assert (
        f"{setting} is no address" in (says := refused(key)) and "http://127.0.0.1:8790/v1" in says
    )


@pytest.mark.parametrize("answer", [PAGE, (200, {}, MODELS), (404, {}, {})])
def test_another_program_at_the_address_of_the_class(ways, key, answer):
    with elsewhere({"/v1/models": answer}) as server:
        ways("practice", server.origin)
        assert "is no practice engine: check the address in PRACTICE_URL" in refused(key)


@pytest.mark.parametrize("kind", ["compatible", "azure"])
def test_a_web_page_in_the_place_of_an_api(ways, key, kind):
    with elsewhere({"*": PAGE}) as server:
        setting = ways(kind, server.origin)
        says = refused(key)
    assert "A web page answers" in says and setting in says and "a login" in says


@pytest.mark.parametrize("kind", ["compatible", "azure"])
def test_a_401_that_repeats_the_key(ways, key, kind):
    def answer(server):
        return 401, {"x-you-sent": server.keys[-1]}, {"error": {"message": server.keys[-1]}}

    with elsewhere({"*": answer}) as server:
        ways(kind, server.origin)
        says = refused(key)
        assert server.keys == [f"Bearer {key}"]
    name = "AZURE_OPENAI_API_KEY" if kind == "azure" else "OPENAI_API_KEY"
    assert f"does not accept the key in {name} (401)" in says


def test_a_server_that_wants_a_key_and_is_given_none(ways, key, monkeypatch):
    with elsewhere({"*": (401, {}, {})}) as server:
        ways("compatible", server.origin)
        monkeypatch.delenv("OPENAI_API_KEY")
        assert "asks for a key: set OPENAI_API_KEY" in refused(key)


@pytest.mark.parametrize(
    "status, words",
    [
        (403, "this key may not list the models (403)"),
        (404, "it lists no models (404)"),
        (429, "it answers with an error now (429)"),
        (503, "it answers with an error now (503)"),
    ],
)
def test_what_is_said_and_does_not_stop(ways, capsys, status, words):
    with elsewhere({"/v1/models": (status, {}, {"error": {"message": "no"}})}) as server:
        ways("compatible", server.origin)
        assert connect().kind == "compatible"
    line = capsys.readouterr().out
    assert line.count("\n") == 1 and line.endswith(f" · {words}\n")


def test_a_403_of_azure_does_not_stop(ways, capsys):
    with elsewhere({"*": (403, {}, {"error": {"message": "no"}})}) as server:
        ways("azure", server.origin)
        assert connect().base_url == f"{server.origin}/openai/v1"
    assert "may not list the models" in capsys.readouterr().out


def test_a_late_answer_does_not_stop(ways, capsys, monkeypatch):
    monkeypatch.setattr(probe, "SECONDS", 0.3)

    def late(server):
        time.sleep(1)
        return 200, {}, MODELS

    with elsewhere({"*": late}) as server:
        ways("compatible", server.origin)
        assert connect().kind == "compatible"
    assert "it has not answered within" in capsys.readouterr().out


def test_a_name_that_nobody_looks_up_does_not_stop_for_long(ways, capsys, monkeypatch):
    monkeypatch.setattr(probe, "SECONDS", 0.2)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *arguments, **named: time.sleep(1) or [])
    ways("compatible", "http://slow-name.example")
    assert connect().kind == "compatible"
    assert "it has not answered within" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["compatible", "azure"])
def test_a_redirect_to_another_host_is_not_followed(ways, key, kind):
    with elsewhere() as other:
        moved = (307, {"location": f"{other.origin}/v1/models"}, {})
        with elsewhere({"*": moved}) as server:
            setting = ways(kind, server.origin)
            says = refused(key)
        assert not other.seen
    assert f"sends requests on to {other.origin[7:]}" in says and setting in says


def test_a_server_that_hangs_up(ways, key):
    with elsewhere({"*": lambda server: "cut"}) as server:
        ways("compatible", server.origin)
        assert "closed the connection without an answer" in refused(key)


def test_an_authority_of_ones_own(ways, key, authority, monkeypatch, capsys):
    file, context = authority
    with elsewhere(context=context) as server:
        setting = ways("compatible", server.origin)
        says = refused(key)
        assert "certificate of 127.0.0.1" in says and "set SSL_CERT_FILE to that one's file" in says
        monkeypatch.setenv("SSL_CERT_FILE", "/no/such/file.pem")
        assert "SSL_CERT_FILE names" in refused(key)
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        engine = connect()
        assert engine.client.models.list().data == []
        assert engine.http.get(f"{engine.base_url}/models").ok
        monkeypatch.setenv(setting, server.origin.replace("https", "http") + "/v1")
        says = refused(key)
    assert "OPENAI_BASE_URL" in says and "https" in says


def test_https_where_only_http_is_spoken(ways, key):
    with elsewhere() as server:
        ways("compatible", server.origin.replace("http", "https"))
        assert "perhaps it begins with http://" in refused(key)


def test_a_proxy_that_does_not_answer_is_named(ways, key, monkeypatch):
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "")
    ways("compatible", "https://llm.example")
    assert "The proxy on the way to llm.example" in refused(key)


def test_the_host_that_gets_the_key_is_printed(ways, capsys):
    with elsewhere() as server:
        ways("compatible", server.origin)
        connect()
    assert f"your key and recordings go to {server.origin[7:]}" in capsys.readouterr().out
