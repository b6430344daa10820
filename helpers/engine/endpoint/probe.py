"""connect() tries what it prints: one free GET /models, with two seconds' patience."""

import queue
import threading
from typing import NamedTuple

import requests

from helpers.engine.endpoint import address, compatible, practice_parts, trouble
from helpers.engine.endpoint.place import Place
from helpers.engine.errors import EngineError
from helpers.errors import CourseError

SECONDS = 2.0
PRACTICE_MARK = "x-practice-engine"  # a header that no other server sends


class Found(NamedTuple):
    """What to add to connect()'s line, and whether it is known that nothing is charged."""

    note: str
    is_free: bool = False


def look(http: requests.Session, place: Place, model: str) -> Found:
    """What is odd about the engine, or a practice engine's ears and voice.

    Of a compatible server, what it does otherwise, and whether it has `model`. It is free where a
    practice engine on this machine rehearses its dialect.

    Raises EngineError where no call can succeed: one sentence with the setting to change.
    """
    answer = _get(http, f"{place.base_url}/models", place)
    if answer is None:
        return Found(f"it has not answered within {SECONDS:.0f} seconds")
    if answer.status_code == 401:
        raise EngineError(_unwelcome(place))
    if answer.status_code == 404 and not place.base_url.endswith("/v1"):
        _look_for_v1(http, place)
    if answer.ok or (answer.status_code == 404 and place.kind != "compatible"):
        _check_what_it_is(answer, place)
    if answer.ok and place.kind == "practice":
        return Found(practice_parts.described(answer.headers), is_free=True)
    note = _note(answer.status_code, place)
    if place.kind != "compatible":
        return Found(note)
    is_free = PRACTICE_MARK in answer.headers and address.is_local(place.base_url)
    rehearsal = "a practice engine rehearses it: nothing is charged" if is_free else ""
    remarks = compatible.remarks(place.host, _json(answer), model)
    return Found(" · ".join(filter(None, [note, *remarks, rehearsal])), is_free)


def _json(answer: requests.Response) -> object:
    """What an answer that is no error holds; None where that is no JSON."""
    try:
        return answer.json() if answer.ok else None
    except ValueError:
        return None


def _get(http: requests.Session, url: str, place: Place) -> requests.Response | None:
    """The answer, None where it is late: looking up a name has no time-out of its own."""
    arrived: queue.Queue[requests.Response | Exception] = queue.Queue()

    def fetch() -> None:
        try:
            arrived.put(http.get(url, timeout=SECONDS))
        except (CourseError, requests.RequestException, ValueError) as error:
            arrived.put(error)

    threading.Thread(target=fetch, daemon=True).start()
    try:
        answer = arrived.get(timeout=SECONDS)
    except queue.Empty:
        return None
    if isinstance(answer, requests.Timeout):
        return None
    if isinstance(answer, Exception):
        raise EngineError(trouble.sentence(answer, place))
    return answer


def _unwelcome(place: Place) -> str:
    if place.kind == "compatible" and place.key.encode() == b"none":
        return f"The server {place.host} asks for a key: set {place.key_setting} to it."
    if place.kind == "practice":
        return f"{place.host} asks for a key, which no practice engine does: check PRACTICE_URL."
    return (
        f"{place.name} does not accept the key in {place.key_setting} (401): copy it again, "
        'or use connect("practice") to go on without one.'
    )


def _look_for_v1(http: requests.Session, place: Place) -> None:
    answer = _get(http, f"{place.base_url}/v1/models", place)
    if answer is not None and answer.ok:
        raise EngineError(
            f"{address.first(place.address_setting)} lacks the end of its address: "
            f"write {place.base_url}/v1 instead."
        )


def _check_what_it_is(answer: requests.Response, place: Place) -> None:
    """Raise EngineError where something else than the API answers."""
    if place.kind == "practice" and PRACTICE_MARK not in answer.headers:
        raise EngineError(
            f"What answers at {place.host} is no practice engine: check the address in "
            "PRACTICE_URL, it ends in /v1."
        )
    if answer.status_code == 404:
        raise EngineError(
            f"There is no API at {place.base_url} (404): check {place.address_setting}."
        )
    if "json" not in answer.headers.get("content-type", ""):
        raise EngineError(
            f"A web page answers at {place.base_url}, not an API: check {place.address_setting}, "
            "and whether this network wants a login first."
        )


def _note(status: int, place: Place) -> str:
    if status < 400:
        return ""
    if status == 403:
        return "this key may not list the models (403)"
    if status == 404:
        return "it lists no models (404)"
    return f"it answers with an error now ({status})"
