"""Proxies and certificate authorities that the environment names."""

import ssl

import pytest

from helpers.engine.endpoint import network
from helpers.engine.errors import SettingError

PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    for name in (*PROXIES, *(name.upper() for name in PROXIES), *network.AUTHORITIES):
        monkeypatch.delenv(name, raising=False)


def test_a_proxy_of_the_environment(monkeypatch):
    assert network.proxy_for("https://a.example/v1") is None
    monkeypatch.setenv("https_proxy", "proxy.school.example:3128")
    assert network.proxy_for("https://a.example/v1") == "http://proxy.school.example:3128"
    assert network.proxy_for("http://a.example/v1") is None
    monkeypatch.setenv("all_proxy", "http://other.example:1")
    assert network.proxy_for("http://a.example/v1") == "http://other.example:1"


@pytest.mark.parametrize("proxy", ["socks5://me:secret@a.example:1", "http://:1", "http://a:b:c"])
def test_a_proxy_that_cannot_be_used_is_said_without_its_password(monkeypatch, proxy):
    monkeypatch.setenv("https_proxy", proxy)
    with pytest.raises(SettingError, match="HTTPS_PROXY or ALL_PROXY names a proxy") as caught:
        network.proxy_for("https://llm.example/v1")
    assert "secret" not in str(caught.value) and "llm.example into NO_PROXY" in str(caught.value)


def test_no_proxy_stands_before_this_machine(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    for url in ("http://127.0.0.1:5/v1", "http://localhost/v1", "http://[::1]:5/v1"):
        assert network.proxy_for(url) is None
    monkeypatch.setenv("no_proxy", "intranet.example")
    assert network.proxy_for("http://intranet.example/v1") is None


def test_without_a_setting_the_usual_authorities_count():
    assert network.authorities_for("https://a.example") is None
    assert isinstance(network.context_for("https://a.example"), ssl.SSLContext)
    assert network.context_for("http://a.example") is False


@pytest.mark.parametrize("name", network.AUTHORITIES)
def test_authorities_that_are_not_there_are_named(monkeypatch, tmp_path, name):
    monkeypatch.setenv(name, str(tmp_path / "gone.pem"))
    with pytest.raises(SettingError, match=rf"{name} names .*gone.pem, which is not there"):
        network.context_for("https://a.example")
    assert network.context_for("http://a.example") is False


def test_a_file_without_certificates_is_named(monkeypatch, tmp_path):
    (tmp_path / "own.pem").write_text("not a certificate", "utf-8")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "own.pem"))
    with pytest.raises(SettingError, match=r"SSL_CERT_FILE names .*, which holds no certificates"):
        network.context_for("https://a.example")


def test_a_file_of_ones_own_is_used_by_every_client(monkeypatch, authority):
    file, _ = authority
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(file))
    assert network.authorities_for("https://a.example") == file
    assert len(network.context_for("https://a.example").get_ca_certs()) == 1


def test_this_machine_is_spared_a_proxy(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "intranet.example")
    network.spare_loopback()
    network.spare_loopback()
    assert network.os.environ["NO_PROXY"] == "intranet.example,127.0.0.1,localhost"
    assert network.os.environ["no_proxy"] == "127.0.0.1,localhost"
