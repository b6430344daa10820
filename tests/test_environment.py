"""The ways to set up agree, and no run can leave this machine or spend money."""

import os
import re
import socket
import subprocess
import sys
import tomllib

import pytest
import yaml

from tests.environment import ROOT, safe


def test_environment_yml_is_in_step_with_pyproject():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    conda = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    assert (
        conda["name"] == project["name"]
        and conda["dependencies"][-1] == {"pip": ["-e .[test]"]}
        and "test" in project["optional-dependencies"]
    )
    python = next(entry for entry in conda["dependencies"] if str(entry).startswith("python="))
    lowest, beyond = (
        tuple(map(int, bound.split(".")))
        for bound in re.findall(r"[\d.]+", project["requires-python"])
    )
    assert lowest <= tuple(map(int, python.removeprefix("python=").split("."))) < beyond


def test_packages_are_those_that_are_there():
    named = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"][
        "packages"
    ]
    there = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for path in (ROOT / "helpers").rglob("__init__.py")
    }
    assert set(named) == there


def test_make_and_the_tests_drop_the_same():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for name in (
        "OPENAI_API_KEY",
        "OPENAI_BASE_URL",
        "AZURE_OPENAI_API_KEY",
        "AZURE_OPENAI_ENDPOINT",
        "PRACTICE_URL",
        "PRACTICE_VOICE",
    ):
        assert f"-u {name}" in makefile
    assert "AUDIO_ENGINE=practice" in makefile


def test_the_safe_environment_has_no_key(tmp_path, monkeypatch):
    for name in ("OPENAI_API_KEY", "AZURE_OPENAI_API_KEY", "OPENAI_BASE_URL", "SOME_SERVICE_TOKEN"):
        monkeypatch.setenv(name, "made-up")
    env = safe(tmp_path)
    assert env["AUDIO_ENGINE"] == "practice" and "made-up" not in env.values()


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.create_connection(('192.0.2.1', 80), 1)",
        "import socket; socket.getaddrinfo('example.com', 80)",
        "import requests; requests.get('http://192.0.2.1/', timeout=1)",
        "from openai import OpenAI; OpenAI(api_key='none', max_retries=0).models.list()",
        "from socket import *; socket(AF_INET, SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
    ],
)
def test_a_connection_beyond_loopback_is_refused_and_noted(tmp_path, attempt):
    env = safe(tmp_path)
    command = [sys.executable, "-c", attempt]
    run = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert run.returncode != 0 and "socket." in (tmp_path / "guard.txt").read_text("utf-8")


def test_loopback_is_open():
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()),
    ):
        pass


def test_this_very_process_is_guarded():
    with pytest.raises(PermissionError, match="tests stay on this machine"):
        socket.getaddrinfo("example.com", 80)
    assert os.environ["AUDIO_ENGINE"] == "practice"


def test_nothing_private_can_be_committed():
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert {".env", ".ledger.jsonl", "my_recordings/", "results/"} <= set(ignored)
