"""The practice engine's HTTP: what comes in is checked, heard, thought about, spoken and sent back in the API's own shapes."""

import asyncio
import json
import os
import secrets
import time
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor

from starlette.applications import Starlette
from starlette.concurrency import iterate_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Route

from helpers.engine import catalogue
from helpers.paths import DATA
from helpers.practice import answers
from helpers.practice.cancellation import Cancellation
from helpers.practice.http.access import Door
from helpers.practice.http.admission import RETRY_SECONDS, Places
from helpers.practice.protocol import audio_ids, faults, rules
from helpers.practice.protocol.model_list import model_entry
from helpers.practice.protocol.rules.body import parse
from helpers.practice.protocol.rules.models import NO_MODEL, model_refusal
from helpers.practice.protocol.rules.responses import responses_refusal

LARGEST_BODY = 32_000_000  # bytes: a 20 MB recording is 26.7 MB as base64
RECORDINGS = (".wav", ".mp3", ".m4a", ".ogg", ".webm", ".flac")
ALWAYS = {
    "access-control-expose-headers": "X-Request-ID, CF-Ray",
    "x-content-type-options": "nosniff",
    "x-practice-engine": "1",
}  # headers; the last says who really answers
PACES = ("fast", "real")
FIRST_BEAT, BEAT = (
    0.55,
    0.008,
)  # seconds at the real pace: first sound after about 0.7 s, then six times faster than it plays (api-facts.md §3 and §7)
HEARD_AT_ONCE = 8  # recordings in work; they share the listeners piece by piece, so that a short one soon gets through between two long ones

hearing = ThreadPoolExecutor(HEARD_AT_ONCE, "hearing")
speaking = ThreadPoolExecutor(
    os.cpu_count() or 1, "speaking"
)  # espeak-ng has a lock of its own; encoders have none
places = Places()
pace = "fast"


async def chat(request: Request) -> Response:
    """POST /v1/chat/completions (api-facts.md §2 to §5)."""
    started, cancellation = time.time(), Cancellation()
    if places.full:
        async for _ in (
            request.stream()
        ):  # to its end, because a connection that is closed before may lose the answer
            pass
        raise faults.queue_full(RETRY_SECONDS)
    with places.one():
        async with places.room(_announced(request)):
            body = await _body(request)
            return await _while_waited_for(
                request, _answered(request, body, started, cancellation), cancellation
            )


async def _answered(
    request: Request, body: bytes, started: float, cancellation: Cancellation
) -> Response:
    if "json" not in request.headers.get("content-type", ""):
        raise rules.Refusal(
            400, NO_MODEL
        )  # assumed: a body that is not called JSON is not read, the usual mistake with curl
    fault = faults.ordered(request.headers)
    accepted = await asyncio.to_thread(_accepted, body, fault, cancellation)
    if fault == "slow":
        await asyncio.sleep(faults.SLOW_SECONDS)
    completion = answers.ChatCompletion(accepted, int(started), fault, cancellation)
    reply = await asyncio.get_running_loop().run_in_executor(
        hearing if accepted.recordings else speaking,
        completion.streamed if accepted.stream else completion.whole,
    )
    if accepted.stream:
        return StreamingResponse(
            _events(reply, fault, cancellation),
            200,
            _headers(started),
            "text/event-stream; charset=utf-8",
        )
    if pace == "real":
        await asyncio.sleep(
            FIRST_BEAT + BEAT * reply["usage"]["completion_tokens_details"]["audio_tokens"]
        )
    return (_Broken if fault == "cut" else Response)(
        _bytes(reply), 200, _headers(started), "application/json"
    )


def _accepted(raw: bytes, fault: str, cancellation: Cancellation) -> rules.Accepted:
    """The request, parsed and in order. Raises Refusal."""
    body = parse(raw)
    faults.refuse(fault, str(body.get("model")), raw, places.taken)
    accepted = rules.accept(body, cancellation=cancellation)
    audio_ids.check_references(accepted.body["messages"], fault == "expired")
    for recording in accepted.recordings:  # its bytes are kept once, not as base64 too
        body["messages"][recording.message]["content"][recording.part]["input_audio"]["data"] = ""
    return accepted


async def _while_waited_for(
    request: Request, work: Coroutine, cancellation: Cancellation
) -> Response:
    """What `work` gives. Where the client hangs up before, the work ends at once, in its threads and processes too."""
    working, leaving = (
        asyncio.create_task(work),
        asyncio.create_task(request.receive()),
    )  # the body is read: the next message can only say that the client hung up
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientDisconnect
        return working.result()
    except BaseException:
        cancellation.cancel()
        raise
    finally:
        working.cancel()
        leaving.cancel()


async def _events(
    chunks: Iterator[dict | None], fault: str, cancellation: Cancellation
) -> AsyncIterator[bytes]:
    """Chunks as server-sent events, at the pace of this run; made only as far as somebody listens."""
    due = time.monotonic() + FIRST_BEAT  # of the next heartbeat
    try:
        async for chunk in iterate_in_threadpool(chunks):
            if chunk is not None:
                yield b"data: " + _bytes(chunk) + b"\n\n"
            choices = None if chunk is None else chunk.get("choices")
            if choices is None and pace == "real":  # a heartbeat
                await asyncio.sleep(max(0.0, due - time.monotonic()))
                due += BEAT
            if (
                choices
                and choices[0]["delta"].get("audio", {}).get("data")
                or fault.startswith("stream")
                and choices
                and choices[0]["delta"].get("content")
            ):
                if fault == "stream-error":
                    yield b"data: " + _bytes(faults.refusal("500").body()) + b"\n\n"
                    return
                if fault == "stream-cut":
                    raise ConnectionResetError("ordered")
        yield b"data: [DONE]\n\n"
    finally:
        cancellation.cancel()


class _Broken(Response):
    """An answer whose connection ends in the middle."""

    async def __call__(self, scope, receive, send):
        await send(
            {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
        )
        await send(
            {
                "type": "http.response.body",
                "body": self.body[: len(self.body) // 2],
                "more_body": True,
            }
        )
        raise ConnectionResetError("ordered")


async def models(request: Request) -> Response:
    """GET /v1/models and GET /v1/models/{name}: what works today, with its last day."""
    name = request.path_params.get("name")
    faults.refuse(faults.ordered(request.headers), name or "")
    if name:
        refusal = model_refusal(name)
        if refusal:
            raise refusal
        return _json(model_entry(catalogue.models()[name]), 200, _headers(time.time()))
    living = [
        model_entry(model) for model in catalogue.models().values() if not model_refusal(model.name)
    ]
    return _json({"object": "list", "data": living}, 200, _headers(time.time()))


async def responses(request: Request) -> Response:
    """POST /v1/responses: these models and their recordings do not belong there (§2.4 E16)."""
    raise responses_refusal(parse(await _body(request)))


async def sample(request: Request) -> Response:
    """GET /audio/{name}: a recording of the course as if it stood on the web; no key is needed."""
    recordings = {
        path.name: path for path in DATA.iterdir() if path.suffix in RECORDINGS
    }  # looked up, never put together from what was asked
    path = recordings.get(request.path_params["name"])
    return (
        FileResponse(path)
        if path
        else Response("There is no such recording.", 404, media_type="text/plain")
    )


def _announced(request: Request) -> int:
    """The bytes that the body will have; one that is sent without a length may be as large as any."""
    length = request.headers.get("content-length")
    return LARGEST_BODY if length is None else int(length)


async def _body(request: Request) -> bytes:
    """The request's bytes, refused as soon as they are too many."""
    too_large = rules.Refusal(
        413,
        f"The practice engine takes requests of at most {LARGEST_BODY // 1_000_000} MB: send a shorter recording, or as mp3.",
        code="request_too_large",
    )  # assumed: the API's own 413 is not known
    if _announced(request) > LARGEST_BODY:
        raise too_large
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > LARGEST_BODY:
            raise too_large
    return bytes(data)


async def _refused(request, refusal: rules.Refusal) -> Response:
    if refusal.status == 401:  # who is not let in learns nothing of limits (§8)
        return Response(
            _bytes(refusal.body()),
            401,
            {"x-request-id": _request_id()} | ALWAYS,
            "application/json; charset=utf-8",
        )
    return _json(refusal.body(), refusal.status, _headers(time.time()) | refusal.headers)


async def _failed(request, error: Exception) -> Response:
    """A fault of the engine's own, in the API's words (api-facts.md §8)."""
    return await _refused(request, faults.refusal("500"))


async def _gone(request, error: ClientDisconnect) -> Response:
    return Response(status_code=499)  # nobody is there to read it


async def _unknown(request: Request, error) -> Response:
    """Any other address or method, in the API's words (assumed: seen in practice, not on the fact sheet)."""
    if error.status_code == 405:
        message = f"Not allowed to {request.method} on {request.url.path}. (HINT: Perhaps you meant to use a different HTTP method?)"
    else:
        message = f"Invalid URL ({request.method} {request.url.path})"
    return await _refused(request, rules.Refusal(error.status_code, message, headers=error.headers))


def _headers(started: float) -> dict:
    """The headers the API sends (§3)."""
    return {
        "x-request-id": _request_id(),
        "openai-organization": "practice",
        "openai-project": "proj_practice",
        "openai-processing-ms": str(round((time.time() - started) * 1000)),
        "openai-version": "2020-10-01",
        "x-ratelimit-limit-requests": "20000",
        "x-ratelimit-limit-tokens": "15000000",
        "x-ratelimit-remaining-requests": "19999",
        "x-ratelimit-remaining-tokens": "14999998",
        "x-ratelimit-reset-requests": "3ms",
        "x-ratelimit-reset-tokens": "0s",
    } | ALWAYS


def _request_id() -> str:
    return "req_" + secrets.token_hex(16)


def _json(body: dict, status: int, headers: dict) -> Response:
    return Response(_bytes(body), status, headers, "application/json")


def _bytes(body: dict) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


_routes = Starlette(
    routes=[
        Route("/v1/chat/completions", chat, methods=["POST"]),
        Route("/v1/responses", responses, methods=["POST"]),
        Route("/v1/models", models),
        Route("/v1/models/{name}", models),
        Route("/audio/{name}", sample),
    ],
    exception_handlers={
        404: _unknown,
        405: _unknown,
        rules.Refusal: _refused,
        ClientDisconnect: _gone,
        Exception: _failed,
    },
)
_routes.router.redirect_slashes = (
    False  # an address with a slash too many is unknown, as with the API
)
app = Door(_routes, _refused)
