"""A text model of the learner's own thinks: any server that speaks Chat Completions.

PRACTICE_MIND is its address ("http://localhost:11434/v1"), PRACTICE_MIND_MODEL its model (else the
first that it lists), PRACTICE_MIND_KEY its key where it wants one. An address on another machine
is asked only with PRACTICE_MIND_REMOTE=yes: what was written and heard would go there.
"""

import ipaddress
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from helpers.practice.cancellation import Cancellation
from helpers.practice.mind.text_server import (
    NONSENSE,
    SECONDS,
    MindError,
    fetched,
    first_model,
    within,
)

THOUGHTS = re.compile(r"<think>.*?</think>", re.DOTALL)  # some models write them into the answer
PASSED_ON = (  # keys of a request that say how to think
    *("tools", "tool_choice", "parallel_tool_calls", "response_format"),
    *("temperature", "top_p", "seed"),
)

JSON = dict[str, Any]

ELSEWHERE = (
    "is on another machine, and PRACTICE_MIND_REMOTE=yes is not set",
    "다른 컴퓨터에 있고 PRACTICE_MIND_REMOTE=yes가 설정되지 않아서",
)


@dataclass(frozen=True)
class Thought:
    """What the mind answers: words, or calls as (name, arguments)."""

    text: str
    calls: tuple[tuple[str, JSON], ...] = ()


@dataclass(frozen=True)
class RemoteMind:
    """A text server at an address that ends in /v1."""

    base_url: str
    model: str = ""
    key: str = ""
    allowed_elsewhere: bool = False
    seconds: float = SECONDS

    @property
    def place(self) -> str:
        """Host and port, without a name or password that may stand before them."""
        return self.base_url.partition("://")[2].partition("/")[0].rpartition("@")[2]

    def __str__(self) -> str:
        name = self.model or "its first model"
        return f"a mind at {self.place} ({name})"

    def think(self, messages: list[JSON], request: JSON, cancellation: Cancellation) -> Thought:
        """The answer to a conversation in text, as `request` asks for it.

        Raises MindError where there is none within `seconds`, Cancelled.
        """
        if not (self.allowed_elsewhere or is_loopback(self.base_url)):
            raise MindError(*ELSEWHERE)
        body = {key: request[key] for key in PASSED_ON if request.get(key) is not None}
        body |= {"messages": messages, "stream": False}

        def ask() -> JSON:
            model = self.model or first_model(self.base_url, self.key)
            return fetched("POST", f"{self.base_url}/chat/completions", self.key, body, model)

        return _thought(within(ask, self.seconds, cancellation), body.get("tools") or [])


def configured(settings: Mapping[str, str] | None = None) -> RemoteMind | None:
    """The mind that the environment names; None where it names none."""
    given = os.environ if settings is None else settings
    address = given.get("PRACTICE_MIND", "").strip().rstrip("/")
    if not address:
        return None
    return RemoteMind(
        address if "://" in address else f"http://{address}",
        given.get("PRACTICE_MIND_MODEL", "").strip(),
        given.get("PRACTICE_MIND_KEY", "").strip(),
        given.get("PRACTICE_MIND_REMOTE", "").strip().lower() == "yes",
    )


def is_loopback(base_url: str) -> bool:
    """Whether an address is on this machine."""
    try:
        host = (urlsplit(base_url).hostname or "").lower()
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _thought(answer: JSON, tools: list[JSON]) -> Thought:
    """What an answer says or calls; raises MindError where it does neither."""
    try:
        message = answer["choices"][0]["message"]
        calls = tuple(_call(call["function"], tools) for call in message.get("tool_calls") or [])
        text = THOUGHTS.sub("", message.get("content") or "").strip()
    except (KeyError, IndexError, TypeError, AttributeError, ValueError):
        raise MindError(*NONSENSE) from None
    if not text and not calls:
        raise MindError(*NONSENSE)
    return Thought(text, calls)


def _call(function: JSON, tools: list[JSON]) -> tuple[str, JSON]:
    """Name and arguments of a call; raises ValueError where nothing of that name was offered."""
    offered = [tool["function"]["name"] for tool in tools if "function" in tool]
    arguments = json.loads(function.get("arguments") or "{}")
    if function["name"] not in offered or not isinstance(arguments, dict):
        raise ValueError(function["name"])
    return function["name"], arguments
