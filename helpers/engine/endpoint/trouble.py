"""One sentence for a connection that failed: what is wrong, which setting, what to write."""

import socket
import ssl
from collections.abc import Iterator
from http.client import RemoteDisconnected

import httpx2
import requests

from helpers.engine.endpoint import network
from helpers.engine.endpoint.place import Place
from helpers.engine.endpoint.practice_process import own
from helpers.engine.errors import EngineError
from helpers.errors import CourseError

LATE = (TimeoutError, httpx2.TimeoutException, requests.Timeout)
HUNG_UP = (httpx2.RemoteProtocolError, httpx2.ReadError, RemoteDisconnected, ConnectionResetError)
PROXY = (httpx2.ProxyError, requests.exceptions.ProxyError)


def sentence(error: BaseException, place: Place) -> str:
    """What to tell a learner about `error`, raised by httpx2 or requests on the way to `place`."""
    causes = list(_causes(error))
    said = next((cause for cause in causes if isinstance(cause, CourseError)), None)
    if said:
        return str(said)
    if place.is_own:
        return _of_own_engine(place)
    certificate = next((c for c in causes if isinstance(c, ssl.SSLCertVerificationError)), None)
    if certificate:
        return _of_certificate(certificate, place)
    check = _what_to_check(place)
    if _any(causes, PROXY):
        return (
            f"The proxy on the way to {place.host} refuses or does not answer: "
            "check HTTPS_PROXY and HTTP_PROXY."
        )
    if _any(causes, (ssl.SSLError,)):
        return (
            f"{place.host} does not speak HTTPS as it should: check {place.address_setting}, "
            f"perhaps it begins with http://"
        )
    if _any(causes, (socket.gaierror,)):
        return f"There is no host {place.host}, or no network: check {check}."
    if _any(causes, LATE):
        return f"{place.name} did not answer in time: try again, or check {check}."
    if _any(causes, (ConnectionRefusedError,)):
        return f"No program answers at {place.host}: start it, or check {check}."
    if _any(causes, HUNG_UP):
        https = ", perhaps it begins with https://" if place.base_url.startswith("http:") else ""
        return (
            f"{place.name} closed the connection without an answer: send the request again, "
            f"or check {check}{https}."
        )
    return f"{place.name} could not be reached: check {check}."


def broken_off(place: Place) -> str:
    """What to say where an answer ends in the middle."""
    if place.is_own and own.has_ended(place.base_url):
        return (
            "The practice engine ended in the middle of its answer: the next call starts it again"
        )
    return f"The connection to {place.host} ended in the middle of the answer"


def redirected(place: Place, other: str) -> EngineError:
    """The error for an answer that sends the request on to `other`, a host with its port."""
    return EngineError(
        f"{place.host} sends requests on to {other}, and your key is not sent there: "
        f"if you trust it, write its address into {place.address_setting}."
    )


def _what_to_check(place: Place) -> str:
    if place.kind == "openai":
        return "your internet connection"
    if place.kind == "practice":
        return f"{place.address_setting}, or remove it to use a practice engine of your own"
    return place.address_setting


def _of_own_engine(place: Place) -> str:
    if own.has_ended(place.base_url):
        return "The practice engine has ended: send the request again, which starts it again."
    return "The practice engine did not answer: send the request again."


def _of_certificate(error: ssl.SSLCertVerificationError, place: Place) -> str:
    problem = error.verify_message.rstrip(".").lower()
    if error.verify_code in (62, 64):  # X509_V_ERR_HOSTNAME_MISMATCH, _IP_ADDRESS_MISMATCH
        return f"{place.host} shows a certificate of another host: check {place.address_setting}."
    chosen = network.authorities_for(place.base_url)
    advice = (
        f"{chosen} does not vouch for it, set SSL_CERT_FILE to the file that does"
        if chosen
        else "if it has a certificate authority of its own, set SSL_CERT_FILE to that one's file"
    )
    return f"The certificate of {place.host} is not trusted here ({problem}): {advice}."


def _any(causes: list[BaseException], kinds: tuple[type[BaseException], ...]) -> bool:
    return any(isinstance(cause, kinds) for cause in causes)


def _causes(error: object) -> Iterator[BaseException]:
    """An error and all that caused it; requests and urllib3 hide causes in arguments."""
    seen: list[object] = []
    waiting = [error]
    while waiting:
        this = waiting.pop(0)
        if not isinstance(this, BaseException) or any(this is known for known in seen):
            continue
        seen.append(this)
        yield this
        waiting += [this.__cause__, this.__context__, getattr(this, "reason", None), *this.args]
