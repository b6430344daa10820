"""POST /v1/audio/speech: a text read aloud (docs/protocol.md §13)."""

import asyncio
import base64
from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response

from helpers.engine import catalogue
from helpers.engine.tokens import text_tokens
from helpers.practice import read_aloud
from helpers.practice.http import azure
from helpers.practice.http.rate_limits import CHARACTERS_A_TOKEN, REQUEST_TOKENS
from helpers.practice.http.sending import as_bytes
from helpers.practice.http.workplace import Job, Workplace
from helpers.practice.protocol.rules.body import parse
from helpers.practice.protocol.rules.speech import SpeechRequest, accept_speech
from helpers.practice.voice.synthesis import RATE

TYPES = {
    "mp3": "audio/mpeg",
    "opus": "audio/opus",
    "aac": "audio/aac",
    "flac": "audio/flac",
    "wav": "audio/wav",
    "pcm": "audio/pcm",
}
AZURE_MODEL = "gpt-4o-mini-tts"  # behind a deployment whose name tells none
EVENT_BYTES = 16_384  # of sound in one event (assumed)


class SpeechEndpoint:
    """The endpoint; it works in `workplace`."""

    def __init__(self, workplace: Workplace) -> None:
        self.workplace = workplace

    async def post(self, request: Request) -> Response:
        """The answer to one request; raises Refusal."""
        azure.check_version(request)
        return await self.workplace.serve(request, self._answer)

    async def _answer(self, job: Job) -> Response:
        job.check_json()
        asked = await asyncio.to_thread(self._accepted, job)
        tokens = REQUEST_TOKENS + len(asked.text) // CHARACTERS_A_TOKEN
        limits = self.workplace.limits.headers(tokens)
        await job.wait_if_slow()
        pcm, file = await self.workplace.run(self.workplace.speaking, lambda: _spoken(asked, job))
        audio_tokens = len(pcm) * catalogue.tokens_per_second("out") // (2 * RATE)
        if asked.events:
            events = b"".join(_events(asked, file, audio_tokens))
            kind = "text/event-stream; charset=utf-8"
            return await job.whole(events, kind, limits, audio_tokens)
        return await job.whole(file, TYPES[asked.format], limits, audio_tokens)

    def _accepted(self, job: Job) -> SpeechRequest:
        body = parse(job.body)
        azure.name_model(job.request, body, catalogue.audio_models(), AZURE_MODEL)
        self.workplace.refuse_if_ordered(job, str(body.get("model")))
        return accept_speech(body)


def _spoken(asked: SpeechRequest, job: Job) -> tuple[bytes, bytes]:
    """The samples, and the file that is sent; raises Cancelled and Refusal."""
    pcm = read_aloud.spoken(asked, job.cancellation)
    return pcm, read_aloud.as_file(pcm, asked.format, job.cancellation)


def _events(asked: SpeechRequest, file: bytes, audio_tokens: int) -> Iterator[bytes]:
    """The file in pieces, as server-sent events; the usage with the last (its count is assumed)."""
    for start in range(0, len(file), EVENT_BYTES):
        piece = base64.b64encode(file[start : start + EVENT_BYTES]).decode("ascii")
        yield b"data: " + as_bytes({"type": "speech.audio.delta", "audio": piece}) + b"\n\n"
    words = text_tokens(asked.text) + text_tokens(asked.instructions)
    usage = {
        "input_tokens": words,
        "output_tokens": audio_tokens,
        "total_tokens": words + audio_tokens,
    }
    yield b"data: " + as_bytes({"type": "speech.audio.done", "usage": usage}) + b"\n\n"
