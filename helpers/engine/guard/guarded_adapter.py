"""The guard's place in plain HTTP: an adapter of `requests` that reserves, sends, reads along."""

from collections.abc import Iterator
from typing import Any, cast

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError

from helpers.engine.guard.attempt import Attempt, Gate


class GuardedAdapter(HTTPAdapter):
    """Sends what `gate` lets pass."""

    def __init__(self, gate: Gate) -> None:
        super().__init__()
        self._gate = gate

    def send(
        self, request: requests.PreparedRequest, *arguments: Any, **options: Any
    ) -> requests.Response:
        """Reserve, send, and see the answer off. Raises BudgetError."""
        attempt = None
        url = request.url or ""
        if self._gate.watches(request.method or "", url):
            attempt = self._gate.begin(url, _readable(request))
        if attempt is None:
            return super().send(request, *arguments, **options)
        request.headers["Accept-Encoding"] = "identity"  # bytes that can be read as they pass
        try:
            response = super().send(request, *arguments, **options)
        except BaseException as error:
            if _unreached(error):
                attempt.not_sent()
            else:
                attempt.lost()
            raise
        attempt.answered(response.status_code, response.headers)
        response.raw = MeteredBody(response.raw, attempt)
        return response


class MeteredBody:
    """urllib3's response, with its bytes shown to the attempt as they pass.

    Whoever reads on another road than `stream`, `read` and iteration is not seen: the reservation
    then stays, as for an answer that nobody reads.
    """

    def __init__(self, inner: Any, attempt: Attempt) -> None:
        self._inner = inner
        self._attempt = attempt

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def __iter__(self) -> Iterator[bytes]:
        return self._metered(iter(self._inner))

    def stream(self, *arguments: Any, **options: Any) -> Iterator[bytes]:
        """The body in pieces, as `iter_lines` and `content` read it."""
        return self._metered(self._inner.stream(*arguments, **options))

    def read(self, *arguments: Any, **options: Any) -> bytes:
        """The next bytes of the body."""
        data = cast("bytes", self._inner.read(*arguments, **options))
        self._attempt.passed(data)
        amount = arguments[0] if arguments else options.get("amt")
        if amount is None or (amount and not data):
            self._attempt.ended()
        return data

    def close(self) -> None:
        """Nothing more is read."""
        self._attempt.lost()
        self._inner.close()

    def release_conn(self) -> None:
        """Give the connection back."""
        self._attempt.lost()
        self._inner.release_conn()

    def _metered(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        try:
            for data in pieces:
                self._attempt.passed(data)
                yield data
        except Exception:  # it broke off; `requests` does not close the body then
            self._attempt.lost()
            raise
        self._attempt.ended()


def _readable(request: requests.PreparedRequest) -> bytes | None:
    """The body; None for one that is compressed, or made while it is sent."""
    if request.headers.get("Content-Encoding"):
        return None
    body = request.body
    if body is None:
        return b""
    if isinstance(body, str):
        return body.encode()
    return bytes(body) if isinstance(body, bytes | bytearray) else None


def _unreached(error: BaseException) -> bool:
    """Did the request fail before it could be sent?"""
    reason = error.args[0] if error.args else None
    reason = reason.reason if isinstance(reason, MaxRetryError) else reason
    return isinstance(reason, NewConnectionError | ConnectTimeoutError)
