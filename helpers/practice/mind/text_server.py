"""A server that speaks Chat Completions, asked for one JSON answer within a time limit."""

import json
import queue
import threading
import time
from collections.abc import Callable
from functools import cache
from typing import Any

from helpers.practice.cancellation import Cancellation

SECONDS = 60.0  # until an answer must be there: a small model without a graphics card is slow
CONNECTING = 3.0  # seconds until the connection must be taken
MOST_BYTES = 4_000_000  # of an answer
LOOKING = 0.1  # seconds between two looks whether the client still waits

JSON = dict[str, Any]


class MindError(Exception):
    """There is no answer; the text says why, as a part of a sentence, in both languages."""

    def __init__(self, english: str, korean: str) -> None:
        super().__init__(english)
        self.english = english
        self.korean = korean


UNREACHABLE = ("cannot be reached", "연결되지 않아서")
NONSENSE = ("answered nothing that I can use", "쓸 수 없는 답을 해서")


def within(ask: Callable[[], JSON], seconds: float, cancellation: Cancellation) -> JSON:
    """The answer, unless it takes too long or nobody waits for it any more."""
    arrived: queue.SimpleQueue[JSON | MindError] = queue.SimpleQueue()

    def work() -> None:
        try:
            arrived.put(ask())
        except MindError as error:
            arrived.put(error)
        except Exception:  # noqa: BLE001 - whatever a strange server causes is no answer
            arrived.put(MindError(*NONSENSE))

    threading.Thread(target=work, daemon=True).start()
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        cancellation.check()
        try:
            answer = arrived.get(timeout=min(LOOKING, seconds))
        except queue.Empty:
            continue
        if isinstance(answer, MindError):
            raise answer
        return answer
    raise MindError(f"did not answer within {seconds:g} seconds", f"{seconds:g}초 안에 답이 없어서")


@cache
def first_model(base_url: str, key: str) -> str:
    """The first model that a server lists; raises MindError where it lists none."""
    listed = fetched("GET", f"{base_url}/models", key).get("data")
    if not (isinstance(listed, list) and listed and isinstance(listed[0].get("id"), str)):
        raise MindError(*NONSENSE)
    return str(listed[0]["id"])


def fetched(method: str, url: str, key: str, body: JSON | None = None, model: str = "") -> JSON:
    """The JSON object that a server answers; no proxy is used, no redirection followed."""
    import httpx

    headers = {"authorization": f"Bearer {key}"} if key else {}
    content = None if body is None else json.dumps(body | {"model": model}).encode()
    headers |= {"content-type": "application/json"} if content else {}
    limits = httpx.Timeout(SECONDS, connect=CONNECTING)
    try:
        with (
            httpx.Client(trust_env=False, timeout=limits) as client,
            client.stream(method, url, headers=headers, content=content) as response,
        ):
            received = b""
            for block in response.iter_bytes():
                received += block
                if len(received) > MOST_BYTES:
                    raise MindError(*NONSENSE)
            status = response.status_code
    except (httpx.HTTPError, httpx.InvalidURL):
        raise MindError(*UNREACHABLE) from None
    if status != 200:
        raise MindError(f"refused with status {status}", f"상태 {status}로 거절해서")
    answer = json.loads(received)
    if not isinstance(answer, dict):
        raise MindError(*NONSENSE)
    return answer
