"""POST /v1/audio/transcriptions: a recording written down (docs/protocol.md §13)."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from helpers.engine import catalogue
from helpers.practice import heard_recordings
from helpers.practice.ears.heard import Heard
from helpers.practice.http import azure
from helpers.practice.http.body import BodyLimit
from helpers.practice.http.events import EVENT_TYPE, event
from helpers.practice.http.forms import Form, form_of
from helpers.practice.http.rate_limits import REQUEST_TOKENS
from helpers.practice.http.sending import JSON_TYPE, as_bytes
from helpers.practice.http.workplace import Job, Workplace
from helpers.practice.mind.quotes import NO_WORDS
from helpers.practice.protocol import transcriptions
from helpers.practice.protocol.rules import Refusal
from helpers.practice.protocol.rules.transcription import (
    MOST_BYTES,
    TranscriptionRequest,
    accept_transcription,
    too_large,
)

LARGEST_FORM = BodyLimit(MOST_BYTES, too_large)
AZURE_MODEL = "gpt-4o-transcribe"  # behind a deployment whose name tells none
TEXT_TYPE = "text/plain; charset=utf-8"


class TranscriptionEndpoint:
    """The endpoint; it works in `workplace`."""

    def __init__(self, workplace: Workplace) -> None:
        self.workplace = workplace

    async def post(self, request: Request) -> Response:
        """The answer to one request; raises Refusal."""
        return await self.workplace.serve(request, self._answer, LARGEST_FORM)

    async def _answer(self, job: Job) -> Response:
        form = await form_of(job.request.headers, job.body)
        asked = await asyncio.to_thread(self._accepted, job, form)
        limits = self.workplace.limits.headers(REQUEST_TOKENS)
        await job.wait_if_slow()
        heard = await self.workplace.run(self.workplace.hearing, lambda: _heard(asked, job))
        if asked.stream:
            data = b"".join(map(event, transcriptions.events(asked, heard)))
            return await job.whole(data, EVENT_TYPE, limits)
        if asked.format in ("json", "verbose_json"):
            told = as_bytes(transcriptions.document(asked, heard))
            return await job.whole(told, JSON_TYPE, limits)
        return await job.whole(transcriptions.written(asked, heard).encode(), TEXT_TYPE, limits)

    def _accepted(self, job: Job, form: Form) -> TranscriptionRequest:
        heard_recordings.listeners.prepare()
        azure.name_model(job.request, form.fields, catalogue.audio_models(), AZURE_MODEL)
        self.workplace.refuse_if_ordered(job, form.fields.get("model", ""))
        return accept_transcription(
            form.fields,
            form.files.get("file"),
            form.all("timestamp_granularities"),
            form.all("include"),
            cancellation=job.cancellation,
        )


def _heard(asked: TranscriptionRequest, job: Job) -> Heard:
    """What the ears make of the recording; raises Cancelled and Refusal."""
    heard = heard_recordings.hear(asked.recording, job.cancellation).heard
    if heard.verdict == "no ears":
        raise Refusal(400, NO_WORDS["no ears"][0], code="no_ears")
    return heard
