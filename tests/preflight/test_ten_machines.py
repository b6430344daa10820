"""A healthy machine, and machines on which one thing is broken: the whole command on each.

The line for the teacher names that one thing and no other, and the report says what to do. The
checks of each kind have their own files beside this one.
"""

import contextlib
import socket
import tempfile
from types import SimpleNamespace

import pytest

from helpers.engine.endpoint import network as settings_of_network
from helpers.engine.endpoint import settings
from helpers.preflight import __main__ as command
from helpers.preflight import (
    checks,
    decoding,
    disk,
    loading,
    microphone,
    network,
    packages,
    python_version,
)
from tests.engine.elsewhere import elsewhere
from tests.preflight.machines import SPEECH, answering, says, with_key, without
from tests.preflight.test_key_and_model import REFUSED

HEARS = {"x-practice-ears": "whisper-base"}
LOADING = loading.check
PROXIES = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")


@pytest.fixture
def machine(monkeypatch, tmp_path, key):
    """All is well on it. What takes seconds is left out: loading all libraries, decoding."""
    for name in (*settings.KEYS, *settings.PLAIN, *settings_of_network.AUTHORITIES, *PROXIES):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AUDIO_LANGUAGE", "en")
    monkeypatch.setattr(loading, "check", list)
    healthy = {"decoding": list, "microphone": lambda: microphone.check(lambda: 1)}
    monkeypatch.setattr(checks, "CHECKS", checks.CHECKS | healthy)
    with contextlib.ExitStack() as servers, socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]  # where nobody listens
        monkeypatch.setitem(checks.CHECKS, "ports and proxy", lambda: network.check(port))
        this = SimpleNamespace(patch=monkeypatch, folder=tmp_path, key=key, servers=servers)
        engine_says(this, says(SPEECH), **HEARS)
        yield this


def engine_says(machine, body, status=200, **headers):
    engine = machine.servers.enter_context(answering(body, status, **headers))
    machine.patch.setenv("PRACTICE_URL", f"{engine.origin}/v1")


def report(capsys):
    """The exit status, the whole report, and the line for the teacher."""
    status = command.main()
    text = capsys.readouterr().out
    return status, text, text.splitlines()[-1].strip()


def test_a_healthy_machine(machine, capsys):
    status, text, teacher = report(capsys)
    assert status == 0 and teacher.startswith("preflight · READY · ")
    assert "PROBLEM" not in text and "\nnote" not in text and "->" not in text


def an_old_python(machine):
    old = python_version.check((3, 9, 6))
    machine.patch.setattr(python_version, "check", lambda: old)


def a_missing_package(machine):
    found = packages.check(without("openai"))
    machine.patch.setattr(packages, "check", lambda: found)


def a_broken_wheel(machine):
    def load(name):
        if name == "av":
            raise ImportError("DLL load failed while importing _core")

    found = LOADING(load)
    machine.patch.setattr(loading, "check", lambda: found)


def a_full_disk(machine):
    machine.patch.setitem(checks.CHECKS, "disk", lambda: disk.check(machine.folder, lambda _: 9000))


def a_folder_of_somebody_else(machine):
    def refuse(dir):
        raise PermissionError(13, "Permission denied")

    machine.patch.setattr(tempfile, "TemporaryFile", refuse)


def no_loopback(machine):
    of_another_machine = "192.0.2.1"  # RFC 5737: nobody's, so that no server can be put there
    look = network.loopback
    machine.patch.setattr(network, "loopback", lambda: look(of_another_machine))


def files_that_are_missing(machine):
    machine.patch.setattr(decoding, "DATA", machine.folder)
    machine.patch.setitem(checks.CHECKS, "decoding", decoding.check)


def no_ears(machine):
    engine_says(machine, says(SPEECH), **{"x-practice-ears": "none"})


def ears_that_hear_nonsense(machine):
    engine_says(machine, says(SPEECH, "Something else was said."), **HEARS)


def an_engine_that_is_none(machine):
    engine_says(machine, b"<html>A page of the school's network</html>")


def a_voice_that_does_not_load(machine):
    engine_says(machine, {"error": {"message": "The server had an error."}}, 500)


def a_wrong_key(machine):
    server = machine.servers.enter_context(elsewhere({"/v1/models": REFUSED}))
    with_key(machine.patch, machine.key, server)
    machine.patch.delenv("PRACTICE_URL")  # where it is set, no key is looked at
    machine.patch.setitem(checks.CHECKS, "practice engine", list)


def a_dead_model(machine):
    machine.patch.setenv("AUDIO_MODEL", "gpt-4o-audio-preview")


def a_proxy_that_is_none(machine):
    machine.patch.setenv("HTTPS_PROXY", "socks5://127.0.0.1:9")


BROKEN = {  # how, what is blamed, what to do
    an_old_python: ("Python", "python.org"),
    a_missing_package: ("packages", "make install"),
    a_broken_wheel: ("libraries", "Remove the folder .venv"),
    a_full_disk: ("disk", "Free 1 GB"),
    a_folder_of_somebody_else: ("disk", "one that is yours"),
    no_loopback: ("ports", "firewall"),
    files_that_are_missing: ("decoding", "fetch the course again"),
    no_ears: ("ears", "helpers.practice.ears.weights"),
    ears_that_hear_nonsense: ("ears", "helpers.practice.ears.weights"),
    an_engine_that_is_none: ("practice engine", "show the line to your teacher"),
    a_voice_that_does_not_load: ("practice engine", "Remove the folder .venv"),
    a_wrong_key: ("key", "AUDIO_ENGINE=practice"),
    a_dead_model: ("model", "AUDIO_MODEL=gpt-audio-1.5"),
    a_proxy_that_is_none: ("proxy", "Correct it, or remove it"),
}


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.__name__)
def test_a_machine_that_is_not_ready(machine, broken, capsys):
    blamed, advice = BROKEN[broken]
    broken(machine)
    status, text, teacher = report(capsys)
    assert status == 1 and f"NOT READY ({blamed})" in teacher
    assert f"PROBLEM  {blamed} " in text and advice in text.split("PROBLEM", 1)[1]
    assert str(machine.folder) not in teacher and machine.key not in text


def no_microphone(machine):
    machine.patch.setitem(checks.CHECKS, "microphone", lambda: microphone.check(lambda: 0))


def a_port_in_use(machine):
    server = machine.servers.enter_context(socket.create_server(("127.0.0.1", 0)))
    port = server.getsockname()[1]
    machine.patch.setitem(checks.CHECKS, "ports and proxy", lambda: network.check(port))


def a_proxy_that_sleeps(machine):
    probe = machine.servers.enter_context(socket.socket())
    probe.bind(("127.0.0.1", 0))
    machine.patch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{probe.getsockname()[1]}")


def little_room(machine):
    machine.patch.setitem(checks.CHECKS, "disk", lambda: disk.check(machine.folder, lambda _: 5e8))


WORKS_ALL_THE_SAME = {
    no_microphone: ("microphone", "samples serve"),
    a_port_in_use: ("JupyterLab's port", "takes the next one"),
    a_proxy_that_sleeps: ("proxy", "Without a key this does no harm"),
    little_room: ("disk", "before you work with long recordings"),
}


@pytest.mark.parametrize("poor", WORKS_ALL_THE_SAME, ids=lambda poor: poor.__name__)
def test_a_machine_that_is_ready_all_the_same(machine, poor, capsys):
    subject, advice = WORKS_ALL_THE_SAME[poor]
    poor(machine)
    status, text, teacher = report(capsys)
    assert status == 0 and teacher.startswith("preflight · READY")
    assert f"note     {subject} " in text and advice in text
