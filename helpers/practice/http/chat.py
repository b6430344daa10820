"""POST /v1/chat/completions (docs/protocol.md §2 to §5)."""

import asyncio
import os
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from helpers.practice import heard_recordings
from helpers.practice.answers import ChatCompletion
from helpers.practice.cancellation import Cancellation
from helpers.practice.http import azure
from helpers.practice.http.admission import RETRY_SECONDS, Admission
from helpers.practice.http.body import discard_body, read_body
from helpers.practice.http.events import events, ordered_pace, seconds_of_whole_answer
from helpers.practice.http.rate_limits import RateLimits, counted_tokens
from helpers.practice.http.sending import JSON_TYPE, BrokenResponse, api_headers, as_bytes
from helpers.practice.protocol import audio_ids, faults
from helpers.practice.protocol.compatible import Dialect
from helpers.practice.protocol.rules import Accepted, Refusal, accept
from helpers.practice.protocol.rules.body import parse
from helpers.practice.protocol.rules.models import NO_MODEL

# Recordings in work. Their threads wait: the ears have a queue of their own, the shortest first.
HEARD_AT_ONCE = 64


class ChatEndpoint:
    """The endpoint, its places and its threads; `pace` is one of events.PACES."""

    def __init__(self, pace: str, admission: Admission, dialect: type[Dialect]) -> None:
        self.pace = pace
        self.dialect = dialect
        self.admission = admission
        self.limits = RateLimits()
        self.hearing = ThreadPoolExecutor(HEARD_AT_ONCE, "hearing")
        # espeak-ng has a lock of its own; encoders have none
        self.speaking = ThreadPoolExecutor(os.cpu_count() or 1, "speaking")

    async def post(self, request: Request) -> Response:
        """The answer to one request; raises Refusal."""
        azure.check_version(request)
        started, cancellation = time.time(), Cancellation()
        if self.admission.full:
            await discard_body(request)
            raise faults.queue_full(RETRY_SECONDS)
        async with self.admission.room() as room:
            body = await read_body(request, room.hold)
            if self.admission.full:
                raise faults.queue_full(RETRY_SECONDS)
            with self.admission.place():
                work = self._answer(request, body, started, cancellation)
                return await _cancelled_on_disconnect(request, work, cancellation)

    async def _answer(
        self, request: Request, body: bytes, started: float, cancellation: Cancellation
    ) -> Response:
        # assumed: a body that is not called JSON is not read, the usual mistake with curl
        if "json" not in request.headers.get("content-type", "").lower():
            raise Refusal(400, NO_MODEL)
        fault = faults.ordered(request.headers)
        pace = ordered_pace(request.headers, self.pace)
        accepted, told = await asyncio.to_thread(self._accepted, request, body, fault, cancellation)
        limits = self.limits.headers(counted_tokens(accepted.body))
        if fault == "slow":
            await asyncio.sleep(faults.SLOW_SECONDS)
        completion = ChatCompletion(accepted, int(started), fault, cancellation)
        threads = self.hearing if accepted.recordings else self.speaking
        run = asyncio.get_running_loop().run_in_executor
        if accepted.stream:
            chunks = await run(threads, completion.streamed)
            return StreamingResponse(
                events(told.chunks(chunks), fault, cancellation, pace),
                200,
                api_headers(started, limits),
                "text/event-stream; charset=utf-8",
            )
        answer = await run(threads, completion.whole)
        if pace == "real":  # a whole answer comes as late as one that is made live
            tokens = answer["usage"]["completion_tokens_details"]["audio_tokens"]
            await asyncio.sleep(seconds_of_whole_answer(tokens))
        response_class = BrokenResponse if fault == "cut" else Response
        whole = as_bytes(told.whole(answer))
        return response_class(whole, 200, api_headers(started, limits), JSON_TYPE)

    def _accepted(
        self, request: Request, raw: bytes, fault: str, cancellation: Cancellation
    ) -> tuple[Accepted, Dialect]:
        """The request, parsed and in order, and the dialect that tells its answer.

        Raises Refusal and Cancelled.
        """
        if b'"input_audio"' in raw:
            heard_recordings.listeners.prepare()
        body = parse(raw)
        azure.name_model(request, body)
        faults.refuse(fault, str(body.get("model")), raw, self.admission.requests)
        told = self.dialect(body)
        accepted = accept(told.body, cancellation=cancellation)
        messages = told.body["messages"]
        audio_ids.check_references(messages, expired=fault == "expired")
        for recording in accepted.recordings:  # its bytes are kept once, not as base64 too
            messages[recording.message]["content"][recording.part]["input_audio"]["data"] = ""
        return accepted, told


async def _cancelled_on_disconnect(
    request: Request, work: Coroutine[Any, Any, Response], cancellation: Cancellation
) -> Response:
    """What `work` gives.

    Where the client hangs up before, the work ends at once, in its threads and processes too.
    """
    working = asyncio.create_task(work)
    # The body is read: the next message can only say that the client hung up.
    disconnect = asyncio.ensure_future(request.receive())
    try:
        await asyncio.wait({working, disconnect}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientDisconnect
        return working.result()
    except BaseException:
        cancellation.cancel()
        raise
    finally:
        working.cancel()
        disconnect.cancel()
