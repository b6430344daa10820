"""Completions asked for with `store: true`, so that they can be read again (docs/protocol.md §12).

In memory, for an hour, and each for who asked: how long the API keeps them is not known.
"""

import json
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from helpers.practice.protocol.rules import Refusal
from helpers.practice.protocol.rules.rule import JSON

SECONDS = 3600  # that a completion is kept
MOST_BYTES = 64_000_000  # of all of them; the oldest go first
USUAL = {  # the request's own fields, as the API tells them where they are left out
    "tool_choice": None,
    "seed": None,
    "top_p": 1.0,
    "temperature": 1.0,
    "presence_penalty": 0.0,
    "frequency_penalty": 0.0,
    "tools": None,
    "response_format": None,
}


@dataclass
class Stored:
    """One completion as JSON, the messages it answers, and whose it is until when (unix time)."""

    owner: str
    completion: bytes
    messages: list[JSON]
    expires_at: float
    metadata: dict[str, str]
    size: int  # bytes that it takes, about

    def document(self) -> JSON:
        """The completion as it is read again."""
        told: JSON = json.loads(self.completion)
        return {**told, "metadata": self.metadata}


class Store:
    """The completions of one engine. Thread-safe; `clock` gives the unix time."""

    def __init__(
        self, most_bytes: int = MOST_BYTES, clock: Callable[[], float] = time.time
    ) -> None:
        self._most_bytes = most_bytes
        self._clock = clock
        self._stored: OrderedDict[str, Stored] = OrderedDict()  # by id, the oldest first
        self._size = 0  # bytes of all of them
        self._lock = threading.Lock()

    def keep(self, owner: str, completion: JSON, request: JSON) -> None:
        """Keep a whole completion, for the key `owner`; recordings in `request` are not kept."""
        asked = {key: request.get(key, usual) for key, usual in USUAL.items()}
        told = {**completion, **asked, "input_user": request.get("user")}
        messages = [
            _message(f"{completion['id']}-{number}", message)
            for number, message in enumerate(request["messages"])
        ]
        data = json.dumps(told).encode()
        size = len(data) + len(json.dumps(messages))
        ends = self._clock() + SECONDS
        stored = Stored(owner, data, messages, ends, request.get("metadata") or {}, size)
        with self._lock:
            self._stored[completion["id"]] = stored
            self._size += size
            self._tidy()

    def get(self, owner: str, name: str) -> Stored:
        """The completion with the id `name`; raises Refusal where there is none of this owner's."""
        with self._lock:
            return self._found(owner, name)

    def update(self, owner: str, name: str, metadata: dict[str, str]) -> Stored:
        """The same with other metadata; raises Refusal."""
        with self._lock:
            stored = self._found(owner, name)
            stored.metadata = metadata
            return stored

    def delete(self, owner: str, name: str) -> None:
        """Forget a completion; raises Refusal."""
        with self._lock:
            self._found(owner, name)
            self._forget(name)

    def documents(self, owner: str, model: str, metadata: Mapping[str, str]) -> list[JSON]:
        """An owner's completions, the oldest first, of a model ("" for any) and with metadata."""
        with self._lock:
            self._tidy()
            own = [stored for stored in self._stored.values() if stored.owner == owner]
        fitting = [stored for stored in own if metadata.items() <= stored.metadata.items()]
        told = [stored.document() for stored in fitting]
        return [document for document in told if model in ("", document["model"])]

    def _found(self, owner: str, name: str) -> Stored:
        self._tidy()
        stored = self._stored.get(name)
        if stored is None or stored.owner != owner:
            raise not_found(name)
        return stored

    def _tidy(self) -> None:
        """Forget what is too old, and the oldest where all together are too large."""
        for name, stored in list(self._stored.items()):
            if stored.expires_at > self._clock() and self._size <= self._most_bytes:
                return
            self._forget(name)

    def _forget(self, name: str) -> None:
        self._size -= self._stored.pop(name).size


completions = Store()


def not_found(name: str) -> Refusal:
    """The refusal of an id that is unknown, or whose hour is over."""
    message = f"Completion {name[:100]} not found"
    return Refusal(404, message, param="completion_id", code="not_found")


def _message(name: str, message: JSON) -> JSON:
    """A message of the request as it is told again; of its parts the texts alone (assumed)."""
    content = message.get("content")
    parts = None if isinstance(content, str | None) else content
    return {
        "id": name,
        "role": message["role"],
        "content": content if parts is None else None,
        "name": message.get("name"),
        "content_parts": parts and [part for part in parts if part["type"] == "text"],
    }
