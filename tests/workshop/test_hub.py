"""A hub with the course's configuration: started, a learner logged in, a lesson run in a kernel.

It needs JupyterHub and configurable-http-proxy, which `make soak` fetches into .venv.
"""

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from benchmarks.hub import Learner
from tests.environment import ROOT

PROXY = ROOT / ".venv" / "proxy" / "node_modules" / ".bin"
PATIENCE = 120  # seconds until the hub answers


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    """The address of a hub, its common password, and the folder of its homes."""
    folder, password = tmp_path_factory.mktemp("hub"), secrets.token_hex(8)
    path = os.pathsep.join([str(Path(sys.executable).parent), str(PROXY), os.environ["PATH"]])
    assert shutil.which("configurable-http-proxy", path=path), "make soak fetches it, with npm"
    front, inner, proxy, engine = (f"127.0.0.1:{port}" for port in free_ports(4))
    settings = {
        "PATH": path,
        "COURSE_PASSWORD": password,
        "COURSE_HOMES": str(folder / "homes"),
        "COURSE_ENGINE_PORT": engine.partition(":")[2],
        "CONFIGPROXY_AUTH_TOKEN": secrets.token_hex(32),
    }
    command = [
        sys.executable,
        "-m",
        "jupyterhub",
        "-f",
        str(ROOT / "workshop/jupyterhub_config.py"),
    ]
    command += [
        f"--JupyterHub.bind_url=http://{front}",
        f"--JupyterHub.hub_bind_url=http://{inner}",
    ]
    command += [f"--ConfigurableHTTPProxy.api_url=http://{proxy}"]
    if (
        hasattr(os, "geteuid") and os.geteuid() == 0
    ):  # as in a container; no hub for a class is root
        command.append("--Spawner.args=['--allow-root']")
    with (folder / "hub.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=os.environ | settings, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            wait_for(f"http://{front}/hub/login", process, folder / "hub.log")
            yield f"http://{front}", password, folder / "homes"
        finally:
            process.terminate()
            process.wait(60)


def free_ports(count):
    """Ports of this machine that nobody uses now."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def wait_for(address, process, log):
    ends = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < ends:
        with contextlib.suppress(requests.ConnectionError):
            if requests.get(address, timeout=5).ok:
                return
        time.sleep(0.2)
    raise AssertionError(log.read_text("utf-8", errors="replace")[-3000:])


@pytest.mark.soak
def test_a_learner_logs_in_and_runs_a_lesson_against_the_one_engine(hub):
    address, password, homes = hub
    learner = Learner(address, "min-ji", password)
    learner.work(["00_start_here", "02_audio_to_text"])
    assert learner.cells > 20 and not learner.failed
    assert {"first sound", "first words heard", "all"} <= learner.marks.keys()
    course = homes / "min-ji" / "talk-with-machines"
    assert (course / "my_course" / "00_start_here.ipynb").exists()


@pytest.mark.soak
def test_nobody_comes_in_with_another_password(hub):
    address, password, homes = hub
    with pytest.raises(requests.HTTPError, match="403"):
        Learner(address, "somebody", password + "x").log_in()
    assert not (homes / "somebody").exists()
