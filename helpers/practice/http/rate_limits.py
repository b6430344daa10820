"""The x-ratelimit headers: what is left falls with each request and comes back with time.

Limits and forms are those of the captured traffic (docs/protocol.md §3, §12); nothing is ever
refused for them, because no learner's machine makes 20,000 requests in a minute.
"""

import threading
import time
from collections.abc import Callable
from typing import Any

LIMITS = {"requests": 20_000, "tokens": 15_000_000}  # in a minute
MINUTE = 60.0  # seconds
REQUEST_TOKENS = 2  # of any request; that a further message counts one more is assumed
CHARACTERS_A_TOKEN = 4


class RateLimits:
    """What one engine's callers have left. Thread-safe."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._used = dict.fromkeys(LIMITS, 0.0)
        self._at = clock()

    def headers(self, tokens: int = 0, requests: int = 1) -> dict[str, str]:
        """Count a request of so many tokens, and give the headers of its answer."""
        with self._lock:
            self._refill()
            self._used["requests"] = min(self._used["requests"] + requests, LIMITS["requests"])
            self._used["tokens"] = min(self._used["tokens"] + tokens, LIMITS["tokens"])
            used = dict(self._used)
        left = {name: LIMITS[name] - round(used[name]) for name in LIMITS}
        reset = {name: duration(used[name] / LIMITS[name] * MINUTE) for name in LIMITS}
        return {
            **{f"x-ratelimit-limit-{name}": str(limit) for name, limit in LIMITS.items()},
            **{f"x-ratelimit-remaining-{name}": str(left[name]) for name in LIMITS},
            **{f"x-ratelimit-reset-{name}": reset[name] for name in LIMITS},
        }

    def _refill(self) -> None:
        now = self._clock()
        share = (now - self._at) / MINUTE
        self._at = now
        for name, limit in LIMITS.items():
            self._used[name] = max(0.0, self._used[name] - limit * share)


def counted_tokens(body: dict[str, Any]) -> int:
    """The tokens that a request is counted for: its text, and nothing for its sound."""
    messages = body["messages"]
    contents = [message.get("content") or "" for message in messages]
    texts = [content for content in contents if isinstance(content, str)]
    parts = [part for content in contents if not isinstance(content, str) for part in content]
    texts += [part.get("text") or "" for part in parts]
    characters = sum(len(text) for text in texts)
    return REQUEST_TOKENS + len(messages) - 1 + characters // CHARACTERS_A_TOKEN


def duration(seconds: float) -> str:
    """Seconds as the API writes them: "0s", "3ms", "1s", "6m0s"."""
    milliseconds = round(seconds * 1000)
    if milliseconds < 1000:
        return f"{milliseconds}ms" if milliseconds else "0s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}m{rest}s" if minutes else f"{rest}s"
