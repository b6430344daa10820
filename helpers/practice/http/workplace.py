"""Where requests are worked on: one admission and one set of threads for every endpoint."""

import asyncio
import os
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from helpers.practice.cancellation import Cancellation
from helpers.practice.http import azure
from helpers.practice.http.admission import RETRY_SECONDS, Admission
from helpers.practice.http.body import CHAT_BODY, BodyLimit, discard_body, read_body
from helpers.practice.http.events import ordered_pace, seconds_of_whole_answer
from helpers.practice.http.rate_limits import RateLimits
from helpers.practice.http.sending import BrokenResponse, api_headers
from helpers.practice.protocol import faults
from helpers.practice.protocol.rules import Refusal
from helpers.practice.protocol.rules.models import NO_MODEL

# Recordings in work. Their threads wait: the ears have a queue of their own, the shortest first.
HEARD_AT_ONCE = 64

Made = TypeVar("Made")


@dataclass(frozen=True)
class Job:
    """One request in work: its whole body, the fault and the pace that it orders.

    `started` is a unix time.
    """

    request: Request
    body: bytes
    fault: str
    pace: str
    started: float
    cancellation: Cancellation = field(default_factory=Cancellation)

    def check_json(self) -> None:
        """Refuse a body that is not called JSON, the usual mistake with curl.

        That the API does not read it is assumed.
        """
        if "json" not in self.request.headers.get("content-type", "").lower():
            raise Refusal(400, NO_MODEL)

    async def wait_if_slow(self) -> None:
        """Wait where a fault orders it."""
        if self.fault == "slow":
            await asyncio.sleep(faults.SLOW_SECONDS)

    async def whole(
        self, data: bytes, media_type: str, limits: dict[str, str], audio_tokens: int = 0
    ) -> Response:
        """The response with a whole answer; at the real pace as late as one that is made live."""
        if self.pace == "real":
            await asyncio.sleep(seconds_of_whole_answer(audio_tokens))
        response_class = BrokenResponse if self.fault == "cut" else Response
        return response_class(data, 200, api_headers(self.started, limits), media_type)


class Workplace:
    """The places, threads and rate limits of one engine; `pace` is one of events.PACES."""

    def __init__(self, pace: str, admission: Admission) -> None:
        self.pace = pace
        self.admission = admission
        self.limits = RateLimits()
        self.hearing = ThreadPoolExecutor(HEARD_AT_ONCE, "hearing")
        # espeak-ng has a lock of its own; encoders have none
        self.speaking = ThreadPoolExecutor(os.cpu_count() or 1, "speaking")

    async def serve(
        self,
        request: Request,
        work: Callable[[Job], Coroutine[Any, Any, Response]],
        most: BodyLimit = CHAT_BODY,
    ) -> Response:
        """What `work` answers to one request of at most so many bytes; raises Refusal."""
        azure.check_version(request)
        started = time.time()
        if self.admission.full:
            await discard_body(request)
            raise faults.queue_full(RETRY_SECONDS)
        async with self.admission.room() as room:
            body = await read_body(request, room.hold, most)
            if self.admission.full:
                raise faults.queue_full(RETRY_SECONDS)
            with self.admission.place():
                fault = faults.ordered(request.headers)
                pace = ordered_pace(request.headers, self.pace)
                job = Job(request, body, fault, pace, started)
                return await _cancelled_on_disconnect(request, work(job), job.cancellation)

    async def run(self, threads: Executor, function: Callable[[], Made]) -> Made:
        """What `function` gives, in one of these threads."""
        return await asyncio.get_running_loop().run_in_executor(threads, function)

    def refuse_if_ordered(self, job: Job, model: str) -> None:
        """Raise the error that the request's fault orders, if it orders one."""
        faults.refuse(job.fault, model, job.body, self.admission.requests)


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
