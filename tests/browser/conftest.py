"""What all browser tests share: a project copy, one JupyterLab, one headless Chromium, pages.

The project lies in a folder with Korean letters and spaces. The Chromium has a microphone that
plays a file, and a name for this machine that is not localhost.
"""

import contextlib
import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from helpers import course
from helpers.media import codec
from helpers.practice.voice import synthesis
from tests.browser.desk import Desk, page_without_faults
from tests.browser.recorder import IMPORT
from tests.environment import ROOT, chromium, safe

SETTINGS = {
    "apputils-extension/notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
    # every cell stays in the page, also below the fold
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/themes": {"theme": "JupyterLab Light"},
}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# what no lesson needs and every notebook takes time for
UNUSED = [f"@jupyterlab/{name}-extension" for name in ("debugger", "lsp", "toc", "mermaid")]
START_SECONDS = 60
expect.set_options(timeout=30_000)  # for a machine that has other things to do


@pytest.fixture(scope="session")
def project(tmp_path_factory) -> Path:
    """A copy of the project as a learner might keep it."""
    copy = tmp_path_factory.mktemp("lab") / "내 강의 folder"
    unwanted = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "results")
    for name in ("helpers", "data", "notebooks"):
        shutil.copytree(ROOT / name, copy / name, ignore=unwanted)
    return copy


@pytest.fixture(scope="session")
def lab(project, tmp_path_factory) -> Iterator[str]:
    """The address of a running JupyterLab."""
    folder = tmp_path_factory.mktemp("jupyter")
    _write_settings(folder / "settings")
    _leave_out(UNUSED, folder / "config")
    port = _free_port()
    with (folder / "log.txt").open("wb") as log:
        command = _lab_command(project, folder, port)
        server = subprocess.Popen(
            command, env=_lab_environment(project, folder), stdout=log, stderr=log
        )
    _wait_until_it_answers(server, port, folder / "log.txt")
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(20)


def _write_settings(folder: Path) -> None:
    for name, content in SETTINGS.items():
        file = folder / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(content))


def _leave_out(extensions: list[str], folder: Path) -> None:
    page_config = folder / "labconfig" / "page_config.json"
    page_config.parent.mkdir(parents=True)
    page_config.write_text(json.dumps({"disabledExtensions": dict.fromkeys(extensions, True)}))


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _lab_environment(project: Path, folder: Path) -> dict:
    """The copy's helpers, the project's guard."""
    env = safe(
        folder,
        JUPYTER_CONFIG_DIR=str(folder / "config"),
        JUPYTER_DATA_DIR=str(folder / "data"),
        JUPYTER_RUNTIME_DIR=str(folder / "runtime"),
    )
    paths = env["PYTHONPATH"].replace(str(ROOT), str(project))
    env["PYTHONPATH"] = paths.replace(str(project / "tests"), str(ROOT / "tests"))
    return env


def _lab_command(project: Path, folder: Path, port: int) -> list[str]:
    return [
        sys.executable,
        *("-m", "jupyter", "lab", "--no-browser", "--allow-root", "--expose-app-in-browser"),
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        "--IdentityProvider.token=",
        "--ServerApp.local_hostnames=['localhost', 'plain.example']",
        f"--ServerApp.root_dir={project}",
        f"--ServerApp.contents_manager_class={course.FILES}",
        f"--LabApp.user_settings_dir={folder / 'settings'}",
        f"--LabApp.workspaces_dir={folder / 'workspaces'}",
    ]


def _wait_until_it_answers(server: subprocess.Popen, port: int, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while not _answers(port):
        running = server.poll() is None and time.monotonic() < until
        assert running, log.read_text("utf-8")[-2000:]
        time.sleep(0.2)


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/api", timeout=2).close()
        return True
    return False


@pytest.fixture(scope="session")
def played(tmp_path_factory) -> tuple[Path, np.ndarray]:
    """What the microphone hears from the beginning: the file, and its samples at 24 kHz.

    It is longer than any recording here, because Chromium stumbles where it begins again.
    """
    words = " ".join(
        f"At {hour} we book a table for {hour + 1}, and come by train number {hour * 7}."
        for hour in range(1, 9)
    )
    samples = synthesis.speak(words, "nova")
    path = tmp_path_factory.mktemp("microphone") / "played.wav"
    path.write_bytes(codec.encode(codec.resample(samples, synthesis.RATE, 48000), 48000, "wav"))
    return path, codec.samples(path.read_bytes(), synthesis.RATE)[0]


@pytest.fixture(scope="session")
def browser(played) -> Iterator[Browser]:
    microphone = [
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={played[0]}",
        "--deny-permission-prompts",
        "--host-resolver-rules=MAP plain.example 127.0.0.1",
    ]
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS, *microphone])
        yield chrome
        chrome.close()


@pytest.fixture
def page(browser) -> Iterator[Page]:
    """A fresh page, wide enough for a lesson; its own faults fail the test."""
    with page_without_faults(browser, width=1280, height=900) as page:
        yield page


@pytest.fixture(scope="session")
def desk(browser, lab, project) -> Iterator[Desk]:
    """A notebook that may use the microphone."""
    with page_without_faults(browser, 900, 900, permissions=["microphone"]) as page:
        yield Desk(page, lab, project / "desk", "recorder", IMPORT)


@pytest.fixture(scope="session")
def real() -> Iterator[tuple[str, psutil.Process]]:
    """A practice engine at the pace of the real one: its address and its process."""
    process = subprocess.Popen(
        [sys.executable, "-m", "helpers.practice", "--pace", "real"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    yield json.loads(process.stdout.readline())["base_url"], psutil.Process(process.pid)
    process.stdin.close()
    process.wait(10)
