"""The guard: what may be sent to an engine, and what it cost, on every road to it.

Each attempt is reserved as it is sent, at the most that it can cost, so that the SDK's own retries
are counted one by one. It is settled from the bytes of its answer, whoever reads them.
"""

import dataclasses
from urllib.parse import unquote, urlsplit

import httpx2
from requests.adapters import HTTPAdapter

from helpers.engine.endpoint import address
from helpers.engine.guard.attempt import Attempt
from helpers.engine.guard.first_answers import FirstAnswers
from helpers.engine.guard.guarded_adapter import GuardedAdapter
from helpers.engine.guard.guarded_transports import GuardedAsyncTransport, GuardedTransport
from helpers.engine.guard.watch import watching
from helpers.engine.guard.worst_case import worst_case
from helpers.engine.ledger import BudgetError, Ledger
from helpers.engine.notice import notice

CHAT = "/chat/completions"


class Guard:
    """Guards the roads to one engine; `paid` says whether its calls are charged.

    Calls to an engine that is not paid are counted and never stopped; `is_free` may be set where
    that is found out later. A client of it that is
    turned to another host than that of `base_url` is treated as a paid one. `deployments` says
    that the names of models are a customer's own and tell nothing of the price: the most
    expensive one is reserved, and the one that answers is paid. `compatible` has it say what the
    answers of such a server lack.
    """

    def __init__(
        self,
        ledger: Ledger,
        *,
        paid: bool,
        base_url: str = "",
        deployments: bool = False,
        compatible: bool = False,
    ) -> None:
        self._ledger = ledger
        self.is_free = not paid
        self._origin = address.origin(base_url) if base_url else None
        self._deployments = deployments
        self._uncounted: set[str] = set()
        self._look = FirstAnswers().look if compatible else None

    def transport(self, inner: httpx2.BaseTransport) -> httpx2.BaseTransport:
        """A transport for the synchronous SDK; those of its proxies need one each as well."""
        return GuardedTransport(inner, self)

    def async_transport(self, inner: httpx2.AsyncBaseTransport) -> httpx2.AsyncBaseTransport:
        """The same for the asynchronous SDK."""
        return GuardedAsyncTransport(inner, self)

    def adapter(self) -> HTTPAdapter:
        """An adapter for a requests.Session, to mount on https:// and http://."""
        return GuardedAdapter(self)

    def watches(self, method: str, url: str) -> bool:
        """Can this request cost something that the ledger counts?"""
        if method.upper() != "POST":
            return False
        path = unquote(urlsplit(url).path)
        if path.rstrip("/").endswith(CHAT):
            return True
        if self._charges(url) and path not in self._uncounted:
            self._uncounted.add(path)
            notice(f"What {path} costs is not counted: the ledger knows chat completions alone.")
        return False

    def begin(self, url: str, body: bytes | None) -> Attempt | None:
        """Reserve the request with this body; None for one that no engine charges for.

        None as `body` is one that cannot be looked into. Raises BudgetError.
        """
        worst = worst_case(body, self._ledger.spoken.get)
        if worst is None:
            return None
        if self._deployments:
            worst = dataclasses.replace(worst, model="")
        watch = watching.get()
        if watch:
            watch.before(worst.dollars())
        try:
            reservation = self._ledger.reserve(worst.dollars()) if self._charges(url) else None
        except BudgetError:
            if watch:
                watch.after(worst.dollars(), 0.0, None)
            raise
        return Attempt(self._ledger, worst, reservation, self._look, watch)

    def _charges(self, url: str) -> bool:
        return not self.is_free or (
            self._origin is not None and address.origin(url) != self._origin
        )
