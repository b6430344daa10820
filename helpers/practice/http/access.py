"""Who may use the engine: this machine, pages of this machine, keys that are no real ones."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from helpers.practice.http import azure
from helpers.practice.protocol.rules import Refusal
from helpers.practice.protocol.rules.keys import key_refusal

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class AccessControl:
    """Stands before `app` and answers with `refuse(request, refusal)` who may not use it.

    `hosts` are the names under which the engine may be addressed.
    """

    def __init__(
        self,
        app: ASGIApp,
        refuse: Callable[[Request, Refusal], Awaitable[Response]],
        hosts: frozenset[str] = LOOPBACK,
    ) -> None:
        self.app = app
        self.refuse = refuse
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check an HTTP request, then hand it on."""
        if scope["type"] == "http":
            request = Request(scope)
            try:
                self._check(request)
            except Refusal as refusal:
                response = await self.refuse(request, refusal)
                return await response(scope, receive, send)
        return await self.app(scope, receive, send)

    def _check(self, request: Request) -> None:
        host, origin = request.headers.get("host", ""), request.headers.get("origin")
        name = _host("//" + host)
        if name not in self.hosts:  # a page elsewhere may point its own name at this machine
            raise Refusal(
                403,
                f"The practice engine answers only on this machine, not as '{str(name)[:60]}'.",
                code="host_not_allowed",
            )
        if origin and _host(origin) not in self.hosts:
            raise Refusal(
                403,
                "The practice engine does not answer to web pages of other hosts.",
                code="origin_not_allowed",
            )
        if request.url.path.startswith(("/v1", azure.PREFIX)):
            refusal = key_refusal(azure.authorization(request))
            if refusal:
                raise refusal


def _host(url: str) -> str | None:
    """The host that an address names; None where it names none or is broken."""
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None
