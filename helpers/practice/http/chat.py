"""POST /v1/chat/completions (docs/protocol.md §2 to §5)."""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from helpers.practice import heard_recordings
from helpers.practice.answers import ChatCompletion
from helpers.practice.http import azure
from helpers.practice.http.events import EVENT_TYPE, events
from helpers.practice.http.rate_limits import counted_tokens
from helpers.practice.http.sending import JSON_TYPE, api_headers, as_bytes
from helpers.practice.http.stored import owner_of
from helpers.practice.http.workplace import Job, Workplace
from helpers.practice.protocol import audio_ids
from helpers.practice.protocol.compatible import Dialect
from helpers.practice.protocol.gathering import gathered
from helpers.practice.protocol.rules import Accepted, accept
from helpers.practice.protocol.rules.body import parse
from helpers.practice.protocol.stored import completions
from helpers.practice.protocol.usage import check_context


class ChatEndpoint:
    """The endpoint; it works in `workplace` and answers in `dialect`."""

    def __init__(self, workplace: Workplace, dialect: type[Dialect]) -> None:
        self.workplace = workplace
        self.dialect = dialect

    async def post(self, request: Request) -> Response:
        """The answer to one request; raises Refusal."""
        return await self.workplace.serve(request, self._answer)

    async def _answer(self, job: Job) -> Response:
        job.check_json()
        accepted, told = await asyncio.to_thread(self._accepted, job)
        limits = self.workplace.limits.headers(counted_tokens(accepted.body))
        await job.wait_if_slow()
        completion = ChatCompletion(accepted, int(job.started), job.fault, job.cancellation)
        threads = self.workplace.hearing if accepted.recordings else self.workplace.speaking
        if accepted.stream:
            chunks = await self.workplace.run(threads, completion.streamed)
            if accepted.body.get("store"):
                chunks = gathered(chunks, lambda answer: _keep(job, answer, accepted))
            return StreamingResponse(
                events(told.chunks(chunks), job.fault, job.cancellation, job.pace),
                200,
                api_headers(job.started, limits),
                EVENT_TYPE,
            )
        answer = await self.workplace.run(threads, completion.whole)
        if accepted.body.get("store"):
            _keep(job, answer, accepted)
        tokens = answer["usage"]["completion_tokens_details"]["audio_tokens"]
        return await job.whole(as_bytes(told.whole(answer)), JSON_TYPE, limits, tokens)

    def _accepted(self, job: Job) -> tuple[Accepted, Dialect]:
        """The request, parsed and in order, and the dialect that tells its answer.

        Raises Refusal and Cancelled.
        """
        if b'"input_audio"' in job.body:
            heard_recordings.listeners.prepare()
        body = parse(job.body)
        azure.name_model(job.request, body)
        self.workplace.refuse_if_ordered(job, str(body.get("model")))
        told = self.dialect(body)
        accepted = accept(told.body, cancellation=job.cancellation)
        messages = told.body["messages"]
        audio_ids.check_references(messages, expired=job.fault == "expired")
        check_context(accepted)
        for recording in accepted.recordings:  # its bytes are kept once, not as base64 too
            messages[recording.message]["content"][recording.part]["input_audio"]["data"] = ""
        return accepted, told


def _keep(job: Job, answer: dict[str, Any], accepted: Accepted) -> None:
    completions.keep(owner_of(job.request), answer, accepted.body)
