"""POST /v1/audio/speech: a text read aloud (docs/protocol.md §13)."""

import asyncio
import base64
from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from helpers.engine import catalogue
from helpers.engine.tokens import text_tokens
from helpers.practice import read_aloud
from helpers.practice.http import azure
from helpers.practice.http.events import EVENT_TYPE, event, pieces_of_sound
from helpers.practice.http.rate_limits import CHARACTERS_A_TOKEN, REQUEST_TOKENS
from helpers.practice.http.sending import api_headers
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
PIECE = 16_384  # bytes that are sent at a time, or in one event (assumed)


class SpeechEndpoint:
    """The endpoint; it works in `workplace`."""

    def __init__(self, workplace: Workplace) -> None:
        self.workplace = workplace

    async def post(self, request: Request) -> Response:
        """The answer to one request; raises Refusal."""
        return await self.workplace.serve(request, self._answer)

    async def _answer(self, job: Job) -> Response:
        job.check_json()
        asked = await asyncio.to_thread(self._accepted, job)
        tokens = REQUEST_TOKENS + len(asked.text) // CHARACTERS_A_TOKEN
        limits = self.workplace.limits.headers(tokens)
        await job.wait_if_slow()
        pcm, file = await self.workplace.run(self.workplace.speaking, lambda: _spoken(asked, job))
        audio_tokens = len(pcm) * catalogue.tokens_per_second("out") // (2 * RATE)
        pieces = [file[start : start + PIECE] for start in range(0, len(file), PIECE)]
        if asked.events:
            pieces = list(_events(asked, pieces, audio_tokens))
        return StreamingResponse(
            pieces_of_sound(pieces, audio_tokens, job.fault, job.pace),
            200,
            api_headers(job.started, limits),
            EVENT_TYPE if asked.events else TYPES[asked.format],
        )

    def _accepted(self, job: Job) -> SpeechRequest:
        body = parse(job.body)
        azure.name_model(job.request, body, catalogue.audio_models(), AZURE_MODEL)
        self.workplace.refuse_if_ordered(job, str(body.get("model")))
        return accept_speech(body)


def _spoken(asked: SpeechRequest, job: Job) -> tuple[bytes, bytes]:
    """The samples, and the file that is sent; raises Cancelled and Refusal."""
    pcm = read_aloud.spoken(asked, job.cancellation)
    return pcm, read_aloud.as_file(pcm, asked.format, job.cancellation)


def _events(asked: SpeechRequest, pieces: list[bytes], audio_tokens: int) -> Iterator[bytes]:
    """The pieces as server-sent events; the usage with the last one (its count is assumed)."""
    for piece in pieces:
        data = base64.b64encode(piece).decode("ascii")
        yield event({"type": "speech.audio.delta", "audio": data})
    words = text_tokens(asked.text) + text_tokens(asked.instructions)
    usage = {
        "input_tokens": words,
        "output_tokens": audio_tokens,
        "total_tokens": words + audio_tokens,
    }
    yield event({"type": "speech.audio.done", "usage": usage})
