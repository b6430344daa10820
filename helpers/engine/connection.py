"""connect(): which engine answers, and with which model."""

import atexit
import importlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from helpers.engine import catalogue
from helpers.engine.ledger import budget, estimate, ledger
from helpers.paths import ROOT

OPENAI_URL = "https://api.openai.com/v1"
KINDS = {
    "openai": "OpenAI",
    "azure": "Azure OpenAI",
    "compatible": "a compatible server",
    "practice": "practice engine",
}
SECRETS = ("OPENAI_API_KEY", "AZURE_OPENAI_API_KEY", "OPENAI_ADMIN_KEY")
START_SECONDS = 20


class Headers(dict):
    """Headers for `requests` and curl; printed without the key."""

    def __repr__(self) -> str:
        return "{" + ", ".join(f"'{name}': '…'" for name in self) + "}"


@dataclass(frozen=True)
class Engine:
    """Who answers. `client` and `async_client` are the SDK's own; `base_url` and `headers` serve plain HTTP."""

    kind: str
    model: str
    base_url: str
    headers: Headers = field(repr=False)
    client: object = field(repr=False)
    async_client: object = field(repr=False)
    samples_at: str = field(default="", repr=False)

    def sample_url(self, name: str) -> str:
        """The address of a recording of the course, as if it stood on the web; the practice engine serves it, without a key."""
        return f"{self.samples_at or _practice()['base_url'].removesuffix('/v1')}/audio/{name}"


def connect(engine: str | None = None, *, model: str | None = None, today=None) -> Engine:
    """Choose the engine and print one line about it.

    `engine` is "practice", "openai", "azure" or the URL of a compatible server; without it AUDIO_ENGINE, PRACTICE_URL, Azure's and OpenAI's settings are looked at,
    in the environment, a .env file and Colab's secrets; where nothing is set, the practice engine answers. AUDIO_MODEL names another model.
    Raises ValueError where the choice lacks a setting.
    """
    threading.Thread(
        target=importlib.import_module, args=("openai",), daemon=True
    ).start()  # half a second, while the engine starts
    settings = _settings()
    choice = engine or settings.get("AUDIO_ENGINE") or _found(settings)
    kind, base_url, key = _place(choice, settings)
    model = model or settings.get("AUDIO_MODEL") or catalogue.default_model()
    if kind == "azure" and not settings.get("AUDIO_MODEL"):
        raise ValueError("Azure needs the name of your deployment: set AUDIO_MODEL to it.")
    known = catalogue.model(model)
    if known and known.warning(today):
        warnings.warn(known.warning(today), stacklevel=2)
    ledger.kind = kind
    headers = Headers({"api-key": key} if kind == "azure" else {"Authorization": f"Bearer {key}"})
    client, async_client = _clients(base_url, key)
    print(_line(kind, model, known))
    return Engine(
        kind,
        model,
        base_url,
        headers,
        client,
        async_client,
        base_url.removesuffix("/v1") if kind == "practice" else "",
    )


def _settings() -> dict:
    """The environment, filled up from a .env file beside the README and from Colab's secrets."""
    from dotenv import dotenv_values

    settings = {
        **{name: value for name, value in dotenv_values(ROOT / ".env").items() if value},
        **{name: value for name, value in os.environ.items() if value},
    }
    if "OPENAI_API_KEY" not in settings and "google.colab" in sys.modules:
        try:
            from google.colab import userdata

            settings["OPENAI_API_KEY"] = userdata.get("OPENAI_API_KEY")
        except Exception:  # no such secret, or access to it refused: Colab has a class for each
            pass
    return settings


def _found(settings: dict) -> str:
    """The engine that the settings speak of."""
    if settings.get("PRACTICE_URL"):
        return "practice"
    if settings.get("AZURE_OPENAI_ENDPOINT") and settings.get("AZURE_OPENAI_API_KEY"):
        return "azure"
    if urlsplit(settings.get("OPENAI_BASE_URL", "")).hostname not in (
        None,
        urlsplit(OPENAI_URL).hostname,
    ):
        return settings["OPENAI_BASE_URL"]
    return "openai" if settings.get("OPENAI_API_KEY") else "practice"


def _place(choice: str, settings: dict) -> tuple[str, str, str]:
    """(kind, base URL, key) of a choice."""
    if choice == "practice":
        if settings.get("PRACTICE_URL"):
            place = {"base_url": settings["PRACTICE_URL"].rstrip("/"), "api_key": "practice-class"}
        else:
            place = _practice()
        _no_proxy(place["base_url"])
        return "practice", place["base_url"], place["api_key"]
    if choice == "openai":
        return "openai", OPENAI_URL, settings.get("OPENAI_API_KEY") or _ask("OpenAI")
    if choice == "azure":
        if not settings.get("AZURE_OPENAI_ENDPOINT"):
            raise ValueError(
                "Azure needs its address: set AZURE_OPENAI_ENDPOINT, as the portal shows it."
            )
        return (
            "azure",
            settings["AZURE_OPENAI_ENDPOINT"].rstrip("/") + "/openai/v1",
            settings.get("AZURE_OPENAI_API_KEY") or _ask("Azure"),
        )
    if urlsplit(choice).scheme in ("http", "https"):
        _no_proxy(choice)
        return "compatible", choice.rstrip("/"), settings.get("OPENAI_API_KEY") or "none"
    raise ValueError(
        f"{choice!r} is no engine: choose practice, openai, azure or the URL of a compatible server."
    )


def _ask(whose: str) -> str:
    """A key typed into a password field: not shown, not saved."""
    from getpass import getpass

    key = getpass(f"{whose} key (not shown, not saved): ").strip()
    if not key:
        raise ValueError('No key was given: use connect("practice") to go on without one.')
    return key


def _clients(base_url: str, key: str):
    from openai import AsyncOpenAI, DefaultAsyncHttpxClient, DefaultHttpxClient, OpenAI

    return (
        OpenAI(
            base_url=base_url,
            api_key=key,
            http_client=DefaultHttpxClient(event_hooks=ledger.hooks()),
        ),
        AsyncOpenAI(
            base_url=base_url,
            api_key=key,
            http_client=DefaultAsyncHttpxClient(event_hooks=ledger.async_hooks()),
        ),
    )


def _line(kind: str, model: str, known) -> str:
    if kind == "practice":
        hears = (
            "it hears English"
            if sys.version_info < (3, 14) or os.environ.get("PRACTICE_URL")
            else "it does not hear on this Python, only measures"
        )
        return f"{KINDS[kind]}, standing in for {model} · free · {hears}"
    until = (
        "not in the catalogue"
        if not known
        else f"until {known.ends}"
        if known.ends
        else "no end announced"
    )
    lesson = Path(os.environ.get("JPY_SESSION_NAME", "")).name[:2]
    cost = f" · {estimate(lesson)}" if lesson.isdigit() else ""
    return f"{KINDS[kind]} · {model} · {until}{cost} · paid today ${ledger.paid_today():.2f} of ${budget():.2f}"


_running: dict = {}
_starting = threading.Lock()


def _practice() -> dict:
    """The address and key of this notebook's practice engine, started at the first call; it ends with the kernel, also when that is killed, because its standard input closes."""
    with _starting:
        if _running and _running["process"].poll() is None:
            return _running
        keep = {name: value for name, value in os.environ.items() if name not in SECRETS}
        keep["PYTHONPATH"] = os.pathsep.join(
            filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])
        )
        errors = tempfile.TemporaryFile()
        process = subprocess.Popen(
            [sys.executable, "-m", "helpers.practice", "--port", "0"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=keep,
            cwd=ROOT,
        )
        timer = threading.Timer(START_SECONDS, process.kill)
        timer.start()
        line = process.stdout.readline()
        timer.cancel()
        if not line:
            process.wait()
            errors.seek(0)
            reason = (
                errors.read().decode("utf-8", "replace").strip().splitlines()
                or ["it gave no reason"]
            )[-1]
            raise RuntimeError(
                f"The practice engine did not start: {reason}. Run `make install` again."
            )
        _running.update(json.loads(line), process=process)
        atexit.register(process.stdin.close)
        return _running


def _no_proxy(url: str) -> None:
    """Keep a proxy of the school or the company out of the way to this machine."""
    host = urlsplit(url).hostname or ""
    if host in ("127.0.0.1", "localhost", "::1"):
        for name in ("NO_PROXY", "no_proxy"):
            hosts = [h for h in os.environ.get(name, "").split(",") if h]
            os.environ[name] = ",".join(dict.fromkeys([*hosts, "127.0.0.1", "localhost"]))
