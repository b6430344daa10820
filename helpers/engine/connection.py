"""connect(): which engine answers, and with which model."""

import datetime
import functools
import importlib
import os
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import requests

from helpers import one_sentence
from helpers.engine import catalogue
from helpers.engine import class_board as board
from helpers.engine.accounting.lesson_costs import estimate
from helpers.engine.endpoint import keys, logs, network, place, probe, settings
from helpers.engine.endpoint.keys import Secret
from helpers.engine.endpoint.place import KINDS, Place
from helpers.engine.endpoint.practice_process import own
from helpers.engine.errors import SettingError
from helpers.engine.ledger import budget, ledger
from helpers.engine.notice import notice
from helpers.language import remark_on_language, translated
from helpers.paths import ROOT

if TYPE_CHECKING:
    from openai import AsyncOpenAI, OpenAI

    from helpers.engine.transport.clients import Around

_connected: list["Engine"] = []  # by the last connect()
_arrived: dict[tuple[str, str], "Engine"] = {}  # from other processes, by choice and model
_arriving = threading.Lock()


@dataclass(frozen=True)
class Engine:
    """Who answers. `client` and `async_client` are the SDK's own, `http` is a requests.Session.

    All three send the key and hold none. `headers` serve requests and the like: the key in them
    is sent, and reads as *** wherever it is printed. `async_client_around` makes another
    asynchronous client, whose requests pass what is put around its transport.
    """

    kind: str
    model: str
    base_url: str
    headers: dict[str, Secret] = field(repr=False)
    client: "OpenAI" = field(repr=False)
    async_client: "AsyncOpenAI" = field(repr=False)
    http: requests.Session = field(repr=False)
    async_client_around: "Callable[[Around], AsyncOpenAI]" = field(repr=False)
    is_own: bool = field(default=False, repr=False)  # started by this process, for it alone

    def __reduce__(self) -> tuple:
        """A copy in another process connects anew there, with the key that it finds there."""
        choice = self.base_url if self.kind == "compatible" else self.kind
        return _reconnected, (choice, self.model)

    def sample_url(self, name: str) -> str:
        """The address of a recording of the course, as if it stood on the web.

        The practice engine serves it, without a key.
        """
        if self.kind == "practice" and not self.is_own:
            base_url = self.base_url
        else:
            base_url = own.running().base_url
        return f"{base_url.removesuffix('/v1')}/audio/{name}"


def connect(
    engine: str | None = None,
    *,
    model: str | None = None,
    quiet: bool = False,
    class_board: bool = False,
    today: datetime.date | None = None,
) -> Engine:
    """Choose the engine, try it, and print one line about it.

    `engine` is "practice", "openai", "azure" or the URL of a compatible server; without it
    AUDIO_ENGINE, PRACTICE_URL, Azure's and OpenAI's settings are looked at, in the environment,
    a .env file and Colab's secrets; where nothing is set, the practice engine answers.
    AUDIO_MODEL names another model. `quiet` has live players start muted: AUDIO_QUIET, for a room
    full of learners. With `class_board` the page of the class's practice engine counts which
    exercises fail and pass here: no name, no text, no voice (`helpers.engine.class_board`).
    Raises SettingError where a setting is missing or wrong, EngineError where nothing answers.
    """
    if quiet:
        os.environ["AUDIO_QUIET"] = "1"
    loading = threading.Thread(target=importlib.import_module, args=("openai",), daemon=True)
    loading.start()  # half a second, while the engine starts
    one_sentence.install(hide=keys.hidden)
    logs.hide_keys()
    network.spare_loopback()
    found = settings.read(ROOT)
    there = place.find(engine, found)
    model = _model(model or found.get("AUDIO_MODEL"), there)
    known = catalogue.found(model)
    if known and known.warning(today):
        warnings.warn(translated(known.warning(today)), stacklevel=2)
    loading.join()
    from openai import APIConnectionError

    from helpers.engine.transport import clients

    one_sentence.install(APIConnectionError)
    guard = clients.guard_of(there)
    http = clients.session(there, guard)
    looked = probe.look(http, there, model)
    guard.is_free = guard.is_free or looked.is_free
    ledger.kind = "practice" if guard.is_free else there.kind
    made = Engine(
        there.kind,
        model,
        there.base_url,
        {"Authorization": keys.bearer(there.key)},
        clients.plain(there, guard),
        clients.asynchronous(there, guard),
        http,
        functools.partial(clients.asynchronous, there, guard),
        there.is_own,
    )
    if remark := remark_on_language():
        notice(remark)
    notice(" · ".join(filter(None, [_line(there, model, known), looked.note])))
    _connected[:] = [made]
    _share(there, class_board)
    return made


def connected() -> Engine:
    """The engine of the last connect(); where there was none, connect()'s own choice."""
    return _connected[0] if _connected else connect()


def _reconnected(choice: str, model: str) -> Engine:
    """One engine for all that arrives in this process, also in several threads at once."""
    with _arriving:
        if (choice, model) not in _arrived:
            _arrived[choice, model] = connect(choice, model=model)
        return _arrived[choice, model]


def _share(there: Place, agreed: bool) -> None:
    """Let the class engine count exercises where the learner agreed; anywhere else nothing goes."""
    board.withdraw()
    if agreed and there.kind == "practice" and not there.is_own:
        board.agree(there.base_url)
        notice("the class's page counts which exercises fail: no name, no text, no voice")
    elif agreed:
        notice("class_board counts only in a class's practice engine: nothing is sent")


def _model(chosen: str | None, there: Place) -> str:
    """The model's name, or the deployment's. Raises SettingError where Azure's is missing."""
    if chosen and keys.looks_real(chosen):
        raise SettingError("AUDIO_MODEL holds what looks like a key: set it to a model's name.")
    if there.kind == "azure" and not (chosen or there.deployment):
        raise SettingError("Azure needs the name of your deployment: set AUDIO_MODEL to it.")
    return chosen or there.deployment or catalogue.default_model()


def _line(there: Place, model: str, known: catalogue.Model | None) -> str:
    if there.kind == "practice":
        return f"{KINDS[there.kind]} instead of {model} · free"
    until = (
        "not in the catalogue"
        if not known
        else f"until {known.ends}"
        if known.ends
        else "no end announced"
    )
    lesson = Path(os.environ.get("JPY_SESSION_NAME", "")).name[:2]
    cost = f" · {estimate(lesson)}" if lesson.isdigit() else ""
    paid = f"paid today ${ledger.paid_today():.2f} of ${budget():.2f}"
    key = f"your key and recordings go to {there.host}"
    return f"{KINDS[there.kind]} · {model} · {until}{cost} · {paid} · {key}"
