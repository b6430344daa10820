"""Requests as learners send them, through `requests` and as plain bytes."""

import base64
import socket
from urllib.parse import urlsplit

import requests

from helpers.media import codec
from helpers.practice.voice import synthesis

AUDIO_TOO = {"modalities": ["text", "audio"], "audio": {"voice": "coral", "format": "wav"}}


READ = "Read aloud: The sun is a star, and this is a sentence of some length."


def part_of(mono, rate=synthesis.RATE):
    return {
        "type": "input_audio",
        "input_audio": {
            "data": base64.b64encode(codec.encode(mono, rate, "wav")).decode(),
            "format": "wav",
        },
    }


def asking(engine, content, **more):
    return {"model": engine.model, "messages": [{"role": "user", "content": content}], **more}


def post(engine, body, **headers):
    return requests.post(
        f"{engine.base_url}/chat/completions",
        headers={**engine.headers, **headers},
        json=body,
        timeout=60,
    )


def raw(engine, request: bytes, close_early=False, end=False) -> bytes:
    """What comes back for bytes sent as they are; with `end` nothing more will be sent."""
    place = urlsplit(engine.base_url)
    with socket.create_connection((place.hostname, place.port), timeout=20) as connection:
        connection.sendall(request)
        if close_early:
            return b""
        if end:
            connection.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
        return answer


def error_of(answer: requests.Response) -> dict:
    body = answer.json()
    assert list(body) == ["error"] and list(body["error"]) == ["message", "type", "param", "code"]
    assert answer.headers["x-request-id"].startswith("req_")
    return body["error"]
