"""The practice engine's HTTP: what comes in is checked, heard, thought about, spoken and sent back in the API's own shapes."""

import asyncio
import hashlib
import json
import os
import secrets
import socket
import sys
import threading
import time
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from .. import catalogue, prosody
from . import ears, mind, replies, rules, voice

LARGEST_BODY = 32_000_000   # bytes: a 20 MB recording is 26.7 MB as base64
REMEMBERED = 64             # recordings whose hearing is kept, so that a second question does not listen again
SAMPLES = Path(__file__).resolve().parents[2] / "data"
RECORDINGS = (".wav", ".mp3", ".m4a", ".ogg", ".webm", ".flac")
LOOPBACK = {"127.0.0.1", "localhost", "::1"}

hearing = ThreadPoolExecutor(1, "hearing")     # one decoder; espeak-ng has its own lock
speaking = ThreadPoolExecutor(1, "speaking")
heard: OrderedDict[str, mind.Hearing] = OrderedDict()


async def chat(request: Request) -> Response:
    """POST /v1/chat/completions (api-facts.md §2 and §3)."""
    started = time.time()
    body = rules.parse(await _body(request))
    accepted = await asyncio.to_thread(rules.accept, body)
    if accepted.stream:
        raise rules.Refusal(400, "The practice engine does not stream yet: send the request without stream=True.", param="stream", code="unsupported_value")
    loop = asyncio.get_running_loop()
    hearings = await loop.run_in_executor(hearing, listen, _latest(accepted))
    answer = mind.answer(accepted.body["messages"], hearings)
    reply = await loop.run_in_executor(speaking, _complete, accepted, int(started), answer)
    return _json(reply, 200, _headers(started))


def listen(recordings: list[rules.Recording]) -> list[mind.Hearing]:
    """What the ears make of each recording and what is measured of it; the same bytes are listened to once."""
    hearings = []
    for recording in recordings:
        key = hashlib.sha256(recording.data).hexdigest()
        if key not in heard:
            heard[key] = mind.Hearing(ears.listen(recording.mono), prosody.measure(recording.mono, ears.RATE))
            while len(heard) > REMEMBERED:
                heard.popitem(last=False)
        hearings.append(heard[key])
    return hearings


def speak(answer: mind.Answer, name: str, most: int) -> tuple[str, np.ndarray]:
    """The answer's words and sound, made phrase by phrase and no further than `most` tokens reach."""
    pieces, length = [], 0
    for piece in voice.phrases(answer.text, name, answer.language, answer.delivery):
        pieces.append(piece)
        length += piece.size
        if length > most * replies.SAMPLES_PER_TOKEN:
            return " ".join(voice.pieces(answer.text)[:len(pieces)]), np.concatenate(pieces)
    return answer.text, np.concatenate(pieces)


def _complete(accepted: rules.Accepted, created: int, answer: mind.Answer) -> dict:
    text, mono = speak(answer, accepted.voice, replies.most_tokens(accepted.body)) if accepted.speaks else (answer.text, None)
    return replies.completion(accepted, created, text, mono)


def _latest(accepted: rules.Accepted) -> list[rules.Recording]:
    """The recordings of the last message that brought any."""
    last = max((recording.message for recording in accepted.recordings), default=None)
    return [recording for recording in accepted.recordings if recording.message == last]


async def models(request: Request) -> Response:
    """GET /v1/models and GET /v1/models/{name}: what works today, with its last day."""
    name = request.path_params.get("name")
    if name:
        refusal = rules.model_refusal(name)
        if refusal:
            raise refusal
        return _json(replies.model_entry(catalogue.models()[name]), 200, _headers(time.time()))
    living = [replies.model_entry(model) for model in catalogue.models().values() if not rules.model_refusal(model.name)]
    return _json({"object": "list", "data": living}, 200, _headers(time.time()))


async def sample(request: Request) -> Response:
    """GET /audio/{name}: a recording of the course as if it stood on the web; no key is needed."""
    recordings = {path.name: path for path in SAMPLES.iterdir() if path.suffix in RECORDINGS}   # looked up, never put together from what was asked
    path = recordings.get(request.path_params["name"])
    return FileResponse(path) if path else Response("There is no such recording.", 404, media_type="text/plain")


async def _body(request: Request) -> bytes:
    """The request's bytes, refused as soon as they are too many."""
    too_large = rules.Refusal(413, f"The practice engine takes requests of at most {LARGEST_BODY // 1_000_000} MB: send a shorter recording, or as mp3.", code="request_too_large")   # assumed: the API's own 413 is not known
    if int(request.headers.get("content-length") or 0) > LARGEST_BODY:
        raise too_large
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > LARGEST_BODY:
            raise too_large
    return bytes(data)


class Door:
    """Lets in who may come in: requests to this machine from this machine's pages, with a key that is no real one."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        try:
            self._check(Request(scope))
        except rules.Refusal as refusal:
            return await (await _refused(None, refusal))(scope, receive, send)
        return await self.app(scope, receive, send)

    def _check(self, request: Request) -> None:
        host = _host("//" + request.headers.get("host", ""))
        origin = request.headers.get("origin")
        if host not in LOOPBACK:   # a page elsewhere may point its own name at this machine
            raise rules.Refusal(403, f"The practice engine answers only on this machine, not as '{str(host)[:60]}'.", code="host_not_allowed")
        if origin and _host(origin) not in LOOPBACK:
            raise rules.Refusal(403, "The practice engine does not answer to web pages of other hosts.", code="origin_not_allowed")
        if request.scope["path"].startswith("/v1"):
            refusal = rules.key_refusal(request.headers.get("authorization"))
            if refusal:
                raise refusal


def _host(url: str) -> str | None:
    """The host that an address names; None where it names none or is broken."""
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


async def _refused(request, refusal: rules.Refusal) -> Response:
    return _json(refusal.body(), refusal.status, _headers(time.time()) | refusal.headers)


async def _failed(request, error: Exception) -> Response:
    """A fault of the engine's own, in the API's words (api-facts.md §8)."""
    return await _refused(request, rules.Refusal(500, "The server had an error while processing your request. Sorry about that!", type="server_error"))


async def _gone(request, error: ClientDisconnect) -> Response:
    return Response(status_code=499)   # nobody is there to read it


async def _unknown(request: Request, error) -> Response:
    """Any other address or method, in the API's words (assumed: seen in practice, not on the fact sheet)."""
    if error.status_code == 405:
        message = f"Not allowed to {request.method} on {request.url.path}. (HINT: Perhaps you meant to use a different HTTP method?)"
    else:
        message = f"Invalid URL ({request.method} {request.url.path})"
    return await _refused(request, rules.Refusal(error.status_code, message))


def _headers(started: float) -> dict:
    """The headers the API sends (§3), and one that says who really answers."""
    return {"x-request-id": "req_" + secrets.token_hex(16), "openai-organization": "practice", "openai-project": "proj_practice", "openai-processing-ms": str(round((time.time() - started) * 1000)), "openai-version": "2020-10-01",
            "x-ratelimit-limit-requests": "20000", "x-ratelimit-limit-tokens": "15000000", "x-ratelimit-remaining-requests": "19999", "x-ratelimit-remaining-tokens": "14999998",
            "x-ratelimit-reset-requests": "3ms", "x-ratelimit-reset-tokens": "0s", "x-practice-engine": "1"}


def _json(body: dict, status: int, headers: dict) -> Response:
    return Response(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"), status, headers, "application/json")


app = Door(Starlette(routes=[Route("/v1/chat/completions", chat, methods=["POST"]), Route("/v1/models", models), Route("/v1/models/{name}", models), Route("/audio/{name}", sample)],
                     exception_handlers={404: _unknown, 405: _unknown, rules.Refusal: _refused, ClientDisconnect: _gone, Exception: _failed}))

app.app.router.redirect_slashes = False   # an address with a slash too many is unknown, as with the API


def run(port: int = 0) -> None:
    """Serve on 127.0.0.1, print one JSON line when ready, end when standard input closes."""
    door = socket.socket()
    door.bind(("127.0.0.1", port))
    server = _Announced(uvicorn.Config(app, log_level="critical", access_log=False, lifespan="off", server_header=False), f"http://127.0.0.1:{door.getsockname()[1]}/v1")
    threading.Thread(target=_end_with_parent, daemon=True).start()
    asyncio.run(server.serve([door]))


class _Announced(uvicorn.Server):
    """A server that says when it is ready."""

    def __init__(self, config, base_url):
        super().__init__(config)
        self.base_url = base_url

    async def startup(self, sockets=None):
        await super().startup(sockets)
        print(json.dumps({"base_url": self.base_url, "api_key": "practice-" + secrets.token_hex(8)}), flush=True)


def _end_with_parent() -> None:
    """Standard input closes when whoever started us ends, killed or not."""
    while sys.stdin.buffer.read(4096):
        pass
    voice.tidy()
    os._exit(0)
