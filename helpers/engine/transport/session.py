"""Plain HTTP with the engine's key: a requests.Session for lessons that show the wire."""

import contextlib
from collections.abc import Mapping

import requests
from requests.adapters import HTTPAdapter

from helpers.engine.endpoint import address, keys, network, trouble
from helpers.engine.endpoint.place import Place
from helpers.engine.endpoint.practice_process import own
from helpers.engine.guard.attempt import Gate
from helpers.engine.guard.guarded_adapter import GuardedAdapter
from helpers.errors import CourseError

SECONDS = 600  # how long to wait for an answer where the request does not say; the SDK's figure


class NoConnectionError(CourseError, requests.ConnectionError):
    """The engine cannot be reached; one sentence says why."""


class NoAnswerError(CourseError, requests.Timeout):
    """The engine did not answer in time."""


class Adapter(GuardedAdapter):
    """Sends with the key to `place`'s host, and without it to any other, what `gate` lets pass."""

    def __init__(self, place: Place, gate: Gate) -> None:
        self._place = place
        super().__init__(gate)

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: float | tuple[float, float] | tuple[float, None] | None = None,
        verify: bool | str = True,
        cert: bytes | str | tuple[bytes | str, bytes | str] | None = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """Send `request`. Raises requests' errors, each with one sentence; EngineError where the
        answer would send it on to another host.
        """
        if self._is_ours(request):
            if self._place.is_own:
                own.revive(self._place.base_url)
            request.headers.setdefault("Authorization", keys.bearer(self._place.key))
        waits = SECONDS if timeout is None else timeout
        failure = None
        try:
            response = super().send(request, stream, waits, verify, cert, proxies)
            if response.status_code >= 400:
                response._content = keys.hidden_bytes(response.content)
            elif not stream:
                response._content = keys.Filter().all_of(response.content)
        except CourseError:  # the guard's, before anything was sent
            raise
        except Exception as error:  # noqa: BLE001 - raised again below, without its frames
            late = isinstance(error, requests.Timeout)
            failure = (NoAnswerError if late else NoConnectionError)(
                trouble.sentence(error, self._place), request=request
            )
        if failure:
            raise failure
        return self._checked(response)

    def _is_ours(self, request: requests.PreparedRequest) -> bool:
        return address.origin(request.url or "") == address.origin(self._place.base_url)

    def _checked(self, response: requests.Response) -> requests.Response:
        for name, value in response.headers.items():
            response.headers[name] = keys.hidden(value)
        if response.is_redirect and self._is_ours(response.request):
            other = requests.compat.urljoin(response.url, response.headers["location"])
            if address.origin(other) != address.origin(self._place.base_url):
                raise trouble.redirected(self._place, address.host(other))
        return response


class Session(requests.Session):
    """A session that knows one host's key; it reads nothing from the environment."""

    def __init__(self, place: Place, adapter: HTTPAdapter) -> None:
        super().__init__()
        self.trust_env = False
        self.proxies = {"http": place.proxy, "https": place.proxy} if place.proxy else {}
        authorities = network.authorities_for(place.base_url)
        self.verify = str(authorities) if authorities else True
        for scheme in ("http://", "https://"):
            self.mount(scheme, adapter)

    # At the end of Python the names of this module are gone: it holds the one that it needs.
    def __del__(self, suppress: type[contextlib.suppress] = contextlib.suppress) -> None:
        with suppress(Exception):
            self.close()
