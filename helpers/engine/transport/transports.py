"""The last step of a request of the SDK's clients: the key is added, and nothing of it comes back.

The client itself holds a placeholder. So the key is in no request, response, error or frame that
a learner's code, a log or a verbose traceback can reach.
"""

import asyncio
import time
import weakref

import httpx2

from helpers.engine.endpoint import address, keys, network, trouble
from helpers.engine.endpoint.place import Place
from helpers.engine.endpoint.practice_process import own
from helpers.engine.transport.bodies import AsyncBody, Body
from helpers.errors import CourseError

PLACEHOLDER = "added-on-the-way"  # what the SDK is given as its key
OF_THE_BODY = (b"content-encoding", b"content-length", b"transfer-encoding")
REDIRECTS = (301, 302, 303, 307, 308)
LIMITS = httpx2.Limits(max_connections=1000, max_keepalive_connections=100)  # the SDK's own


class Transport(httpx2.BaseTransport):
    """Sends to `place`, with its key."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._inner = httpx2.HTTPTransport(**_options(place))

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send `request`. Raises httpx2's errors, each with one sentence."""
        if self._place.is_own:
            own.revive(self._place.base_url)
        request.extensions["sent"] = time.perf_counter()  # for the time to the first sound
        failure = None
        try:
            response = self._inner.handle_request(_with_key(request, self._place))
            assert isinstance(response.stream, httpx2.SyncByteStream)
            body = Body(response.stream, self._place)
            if response.status_code >= 300:
                response.read()
        except Exception as error:  # noqa: BLE001 - raised again below, without its frames
            failure = _plain(error, self._place)
        if failure:
            raise failure
        return _checked(response, body, request, self._place)

    def close(self) -> None:
        """Close all connections."""
        self._inner.close()


class AsyncTransport(httpx2.AsyncBaseTransport):
    """The same for the asynchronous client, with connections of their own for each event loop."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._inners: weakref.WeakKeyDictionary[
            asyncio.AbstractEventLoop, httpx2.AsyncHTTPTransport
        ] = weakref.WeakKeyDictionary()

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send `request`. Raises httpx2's errors, each with one sentence."""
        if self._place.is_own and not own.lives(self._place.base_url):
            await asyncio.to_thread(own.revive, self._place.base_url)
        request.extensions["sent"] = time.perf_counter()
        failure = None
        try:
            response = await self._inner().handle_async_request(_with_key(request, self._place))
            assert isinstance(response.stream, httpx2.AsyncByteStream)
            body = AsyncBody(response.stream, self._place)
            if response.status_code >= 300:
                await response.aread()
        except Exception as error:  # noqa: BLE001 - raised again below, without its frames
            failure = _plain(error, self._place)
        if failure:
            raise failure
        return _checked(response, body, request, self._place)

    async def aclose(self) -> None:
        """Close the connections of the running event loop."""
        loop = asyncio.get_running_loop()
        inner = self._inners.pop(loop, None)
        if inner:
            await inner.aclose()

    def _inner(self) -> httpx2.AsyncHTTPTransport:
        loop = asyncio.get_running_loop()
        if loop not in self._inners:
            self._inners[loop] = httpx2.AsyncHTTPTransport(**_options(self._place))
        return self._inners[loop]


def _options(place: Place) -> dict:
    return {
        "verify": network.context_for(place.base_url),
        "proxy": place.proxy,
        "trust_env": False,
        "limits": LIMITS,
    }


def _with_key(request: httpx2.Request, place: Place) -> httpx2.Request:
    """A copy of `request` with the key in place of the placeholder, for `place`'s host alone."""
    headers = request.headers.copy()
    if headers.get("authorization", PLACEHOLDER).endswith(PLACEHOLDER):
        headers.pop("authorization", None)
        if address.origin(str(request.url)) == address.origin(place.base_url):
            headers["authorization"] = keys.bearer(place.key)
    return httpx2.Request(
        request.method,
        request.url,
        headers=headers,
        stream=request.stream,
        extensions=request.extensions,
    )


def _checked(
    response: httpx2.Response, body: Body | AsyncBody, request: httpx2.Request, place: Place
) -> httpx2.Response:
    """`response` without the key in an error's words.

    Raises EngineError where it sends the request on to another host.
    """
    headers = [(name, keys.hidden_bytes(value)) for name, value in response.headers.raw]
    if response.status_code < 300:
        return httpx2.Response(
            response.status_code, headers=headers, stream=body, extensions=response.extensions
        )
    if response.status_code in REDIRECTS and "location" in response.headers:
        other = request.url.join(response.headers["location"])
        if address.origin(str(other)) != address.origin(place.base_url):
            raise trouble.redirected(place, other.netloc.decode("ascii", "replace"))
    return httpx2.Response(
        response.status_code,
        headers=[pair for pair in headers if pair[0].lower() not in OF_THE_BODY],
        content=keys.hidden_bytes(response.content),
        extensions=response.extensions,
    )


def _plain(error: Exception, place: Place) -> Exception:
    """An error of the same class with one sentence, and without the frames that hold the key."""
    if isinstance(error, CourseError):
        return error.with_traceback(None)
    known = isinstance(error, httpx2.TransportError)
    kind = type(error) if known else httpx2.ReadError  # the request may have been sent
    return kind(trouble.sentence(error, place))
