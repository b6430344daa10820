"""Ports of this machine, and proxies."""

import errno
import socket

import pytest

from helpers.preflight import network
from helpers.preflight.results import NOTE, OK, PROBLEM


@pytest.fixture(autouse=True)
def no_proxy_set(monkeypatch):
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def taken():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def closed():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))  # bound, and nobody listens
        yield probe.getsockname()[1]


def test_a_healthy_machine(closed):
    assert network.loopback().state == network.proxy().state == OK
    assert network.jupyter_port(closed).state == OK
    assert [one.subject for one in network.check(closed)] == ["ports", "JupyterLab's port", "proxy"]


def test_a_firewall_between_programs_of_this_machine(monkeypatch):
    def refuse(*arguments):
        raise OSError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(socket, "create_server", refuse)
    result = network.loopback()
    assert result.state == PROBLEM and "Permission denied" in result.fact
    assert "firewall" in result.advice


def test_a_port_in_use_is_no_problem(taken):
    result = network.jupyter_port(taken)
    assert result.state == NOTE and str(taken) in result.fact


def test_a_proxy_that_answers_is_shown_without_its_password(taken, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", f"http://mina:secret-word@127.0.0.1:{taken}")
    result = network.proxy()
    assert result.state == OK and result.fact == f"127.0.0.1:{taken} answers"
    assert "secret-word" not in repr(result) and "mina" not in repr(result)


def test_a_proxy_that_does_not_answer(closed, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", f"http://mina:secret-word@127.0.0.1:{closed}")
    result = network.proxy()
    assert result.state == NOTE and "does not answer" in result.fact
    assert "secret-word" not in repr(result)


@pytest.mark.parametrize(
    "name, value",
    [("HTTPS_PROXY", "socks5://127.0.0.1:9"), ("SSL_CERT_FILE", "/no/such/authorities.pem")],
)
def test_a_setting_that_cannot_be_used(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    result = network.proxy()
    assert result.state == PROBLEM and name in result.fact and result.advice
