"""A transport that knows what was answered before: the same request comes back unpaid.

The key is made of the request's bytes as they are sent, so that a changed prompt, model or
recording is a new request.
"""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2

from helpers.archive.calls import current
from helpers.archive.errors import ArchiveError
from helpers.archive.failures import is_about_money
from helpers.archive.store import ANSWER, STREAM, Store, key_of
from helpers.archive.waiting import WaitingForMoney
from helpers.engine import catalogue
from helpers.engine.guard.meter import Meter
from helpers.engine.guard.settlement import tells_audio
from helpers.engine.guard.worst_case import worst_case

KINDS = {ANSWER: "application/json", STREAM: "text/event-stream"}
HEARD_SHARE = 0.9  # of the audio tokens that were sent: with less the recording was ignored
TRIES = 2  # of a request whose recording was ignored, or whose answer did not come in time
SPACE = 2  # tokens of a recording that may get lost in rounding


class IgnoredError(ArchiveError):
    """The engine answered and did not hear the recording."""


class LateError(ArchiveError):
    """No answer came in time, and may have been paid for: to wait again and again does not help."""


class StoredTransport(httpx2.AsyncBaseTransport):
    """Sends with `inner` what `store` has no answer to, and keeps what comes.

    `server` names who answers: what the practice engine said is never taken for a model's words.
    Equal requests at the same time are sent once. `counts_audio` is False where the engine may
    count the tokens of recordings in a way of its own.
    """

    def __init__(
        self,
        inner: httpx2.AsyncBaseTransport,
        store: Store,
        server: str,
        counts_audio: bool = True,
    ) -> None:
        self._inner, self._store, self._server = inner, store, server
        self._counts_audio = counts_audio
        self._in_flight: dict[str, asyncio.Event] = {}
        self._late: Counter[str] = Counter()
        self._waiting = WaitingForMoney()

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The stored answer, or a new one.

        Raises StoreError, BudgetError, IgnoredError, LateError.
        """
        body = await request.aread()
        if request.method != "POST" or not body:
            return await self._inner.handle_async_request(request)
        key = key_of(self._server, request.url.path, body)
        async with self._alone(key):
            if kept := self._store.answer(key):
                _count(kept, from_store=True)
                return _response(request, *kept)
            for _ in range(TRIES):
                self._store.check_room()
                try:
                    response = await self._waiting.sent(lambda: self._whole(request))
                except httpx2.ReadTimeout:
                    self._note_late(key)
                    raise
                if response.status_code != 200:
                    return response
                answer = response.content, _form(response)
                if self._was_heard(body, *answer):
                    self._store.keep_answer(key, *answer)
                    _count(answer, from_store=False)
                    return _response(request, *answer)
        raise IgnoredError(
            f"The recording was ignored, {TRIES} times: the engine counted too few audio tokens. "
            "Run it again later, or ask in other words."
        )

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()

    async def _whole(self, request: httpx2.Request) -> httpx2.Response:
        """Send, and read the answer to its end."""
        response = await self._inner.handle_async_request(request)
        try:
            data = await response.aread()
        finally:
            await response.aclose()
        if response.status_code == 429 and is_about_money(_error(data)):
            response.headers["x-should-retry"] = "false"  # the SDK sends it again otherwise
        return response

    def _note_late(self, key: str) -> None:
        """Let the SDK send a late request again, so often and no more. Raises LateError."""
        self._late[key] += 1
        if self._late[key] >= TRIES:
            del self._late[key]
            raise LateError(
                f"No answer came in time, {TRIES} times: run it again later, or with shorter "
                "pieces, for instance piece_seconds=300."
            ) from None

    def _was_heard(self, body: bytes, data: bytes, form: str) -> bool:
        """Whether the engine counted the recordings that were sent, where it tells such a count."""
        details = _usage(data, form).get("prompt_tokens_details")
        if not self._counts_audio or not tells_audio(details) or not isinstance(details, dict):
            return True
        sent = worst_case(body, lambda _: (0, 0))
        return sent is None or details["audio_tokens"] + SPACE >= sent.audio_in * HEARD_SHARE

    @asynccontextmanager
    async def _alone(self, key: str) -> AsyncIterator[None]:
        """Wait until no equal request is in flight."""
        while key in self._in_flight:
            await self._in_flight[key].wait()
        left = self._in_flight[key] = asyncio.Event()
        try:
            yield
        finally:
            del self._in_flight[key]
            left.set()


def _form(response: httpx2.Response) -> str:
    is_stream = response.headers.get("content-type", "").startswith(KINDS[STREAM])
    return STREAM if is_stream else ANSWER


def _response(request: httpx2.Request, data: bytes, form: str) -> httpx2.Response:
    headers = {"content-type": KINDS[form]}
    return httpx2.Response(200, headers=headers, content=data, request=request)


def _count(answer: tuple[bytes, str], from_store: bool) -> None:
    """Tell the run of an answer that came."""
    if calls := current():
        calls.from_store += from_store
        if usage := _usage(*answer):
            calls.tokens.append(catalogue.tokens(usage))


def _usage(data: bytes, form: str) -> dict[str, Any]:
    meter = Meter(streamed=form == STREAM)
    meter.add(data)
    meter.end()
    return meter.usage or {}


def _error(data: bytes) -> Any:
    """The error object of a refusal."""
    try:
        return json.loads(data)["error"]
    except (ValueError, TypeError, KeyError):
        return None
