"""The clients of an engine: the SDK's two, and a session for plain HTTP. Each holds no key."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
import requests
from openai import AsyncOpenAI, DefaultAsyncHttpxClient, DefaultHttpxClient, OpenAI

from helpers.engine.endpoint.place import Place
from helpers.engine.guard.guard import Guard
from helpers.engine.ledger import ledger
from helpers.engine.transport.session import Adapter, Session
from helpers.engine.transport.transports import PLACEHOLDER, AsyncTransport, Transport

OF_THE_SDK = ("OPENAI_CUSTOM_HEADERS", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY")
Around = Callable[[httpx2.AsyncBaseTransport], httpx2.AsyncBaseTransport]
_environment = threading.Lock()


def guard_of(place: Place) -> Guard:
    """The guard that all clients of one engine share."""
    return Guard(
        ledger,
        paid=place.kind != "practice",
        base_url=place.base_url,
        deployments=place.kind == "azure",
        compatible=place.kind == "compatible",
    )


def plain(place: Place, guard: Guard) -> OpenAI:
    """The SDK's client for `place`."""
    http = DefaultHttpxClient(transport=guard.transport(Transport(place)), trust_env=False)
    with _without(OF_THE_SDK):
        return OpenAI(http_client=http, **_options(place))


def asynchronous(place: Place, guard: Guard, around: Around | None = None) -> AsyncOpenAI:
    """The SDK's asynchronous client for `place`; it serves one event loop after another.

    `around` makes of its transport one that sees each request first.
    """
    transport = guard.async_transport(AsyncTransport(place))
    transport = around(transport) if around else transport
    http = DefaultAsyncHttpxClient(transport=transport, trust_env=False)
    with _without(OF_THE_SDK):
        return AsyncOpenAI(http_client=http, **_options(place))


def session(place: Place, guard: Guard) -> requests.Session:
    """A requests.Session for `place`."""
    made = Session(place, Adapter(place, guard))
    made.headers.update(pace_header(place))
    return made


def pace_header(place: Place) -> dict[str, str]:
    """What orders PRACTICE_PACE of an engine that others use too, who may want another."""
    pace = os.environ.get("PRACTICE_PACE", "").strip()
    return {"x-practice-pace": pace} if pace and place.kind == "practice" else {}


def _options(place: Place) -> dict[str, Any]:
    return {
        "base_url": place.base_url,
        "api_key": PLACEHOLDER,
        "organization": place.organization,
        "project": place.project,
        "default_headers": pace_header(place),
    }


@contextmanager
def _without(names: tuple[str, ...]) -> Iterator[None]:
    """The environment without what the SDK reads from it by itself."""
    with _environment:
        kept = {name: os.environ.pop(name) for name in names if name in os.environ}
        try:
            yield
        finally:
            os.environ.update(kept)
