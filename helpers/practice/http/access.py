"""Who may come in: requests to this machine, from this machine's own pages, with a key that is no real one."""

from urllib.parse import urlsplit

from starlette.requests import Request

from helpers.practice.protocol import rules
from helpers.practice.protocol.rules.keys import key_refusal

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Door:
    """Stands before the application and answers with `refuse(request, refusal)` whom it does not let in."""

    def __init__(self, app, refuse, hosts: frozenset[str] = LOOPBACK):
        self.app, self.refuse, self.hosts = app, refuse, hosts

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http":
            try:
                self._check(Request(scope))
            except rules.Refusal as refusal:
                return await (await self.refuse(None, refusal))(scope, receive, send)
        return await self.app(scope, receive, send)

    def _check(self, request: Request) -> None:
        host, origin = _host("//" + request.headers.get("host", "")), request.headers.get("origin")
        if host not in self.hosts:  # a page elsewhere may point its own name at this machine
            raise rules.Refusal(
                403,
                f"The practice engine answers only on this machine, not as '{str(host)[:60]}'.",
                code="host_not_allowed",
            )
        if origin and _host(origin) not in self.hosts:
            raise rules.Refusal(
                403,
                "The practice engine does not answer to web pages of other hosts.",
                code="origin_not_allowed",
            )
        if request.scope["path"].startswith("/v1"):
            refusal = key_refusal(request.headers.get("authorization"))
            if refusal:
                raise refusal


def _host(url: str) -> str | None:
    """The host that an address names; None where it names none or is broken."""
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None
