"""A real JupyterLab on a copy of the project, in a folder with Korean letters and spaces, and a page of headless Chromium."""

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.environment import ROOT, chromium, safe

SETTINGS = {
    "apputils-extension/notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
    "notebook-extension/tracker": {
        "windowingMode": "none"
    },  # every cell stays in the page, also below the fold
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
START_SECONDS = 60


@pytest.fixture(scope="session")
def project(tmp_path_factory) -> Path:
    """A copy of the project as a learner might keep it."""
    copy = tmp_path_factory.mktemp("lab") / "내 강의 folder"
    for name in ("helpers", "data", "notebooks"):
        shutil.copytree(
            ROOT / name,
            copy / name,
            ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "results"),
        )
    return copy


@pytest.fixture(scope="session")
def lab(project, tmp_path_factory) -> str:
    """The address of a running JupyterLab."""
    folder = tmp_path_factory.mktemp("jupyter")
    for name, content in SETTINGS.items():
        file = folder / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(content))
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    env = safe(
        folder,
        JUPYTER_CONFIG_DIR=str(folder / "config"),
        JUPYTER_DATA_DIR=str(folder / "data"),
        JUPYTER_RUNTIME_DIR=str(folder / "runtime"),
    )
    env["PYTHONPATH"] = (
        env["PYTHONPATH"]
        .replace(str(ROOT), str(project))
        .replace(str(project / "tests"), str(ROOT / "tests"))
    )  # the copy's helpers, the project's guard
    command = [
        sys.executable,
        "-m",
        "jupyter",
        "lab",
        "--no-browser",
        "--allow-root",
        "--expose-app-in-browser",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        "--IdentityProvider.token=",
        "--ServerApp.local_hostnames=['localhost', 'plain.example']",
        f"--ServerApp.root_dir={project}",
        f"--LabApp.user_settings_dir={folder / 'settings'}",
        f"--LabApp.workspaces_dir={folder / 'workspaces'}",
    ]
    with open(folder / "log.txt", "wb") as log:
        server = subprocess.Popen(command, env=env, stdout=log, stderr=log)
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/api", timeout=2).close()
            break
        except OSError:
            assert server.poll() is None and time.monotonic() < until, (
                folder / "log.txt"
            ).read_text("utf-8")[-2000:]
            time.sleep(0.2)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(20)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield chrome
        chrome.close()


@pytest.fixture
def page(browser):
    """A fresh page, wide enough for a lesson; its own faults fail the test."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    page.close()
    assert not faults, faults
