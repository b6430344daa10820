"""A request's bytes: too many, none, broken off."""

import asyncio
import http.client
import socket
from urllib.parse import urlsplit

import pytest
from openai import APIStatusError
from starlette.requests import Request

from helpers.practice.http import body
from helpers.practice.protocol.rules import Refusal
from tests.practice.http.asking import AUDIO_TOO, READ, asking, post, raw

HEAD = (
    "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer practice-x\r\n"
)


def test_a_body_that_is_too_large_is_413_and_the_engine_lives(engine):
    place = urlsplit(engine.base_url)
    head = HEAD + "Connection: close\r\n"
    announced = raw(engine, f"{head}Content-Length: 32000001\r\n\r\n".encode())
    assert announced.startswith(b"HTTP/1.1 413") and b"32 MB" in announced
    connection = http.client.HTTPConnection(
        place.hostname, place.port, timeout=30
    )  # in pieces, without a length
    try:
        connection.request(
            "POST",
            "/v1/chat/completions",
            (b"x" * 1_000_000 for _ in range(34)),
            {"Authorization": "Bearer practice-x"},
            encode_chunked=True,
        )
        status = connection.getresponse().status
    except (
        BrokenPipeError,
        ConnectionResetError,
    ):  # the engine hung up while we were still sending
        status = 413
    assert status == 413
    with pytest.raises(APIStatusError) as refused:
        engine.client.with_options(max_retries=0).chat.completions.create(
            **asking(engine, "x" * 32_000_000, **AUDIO_TOO)
        )
    assert refused.value.status_code == 413
    assert engine.client.models.list().data


def test_a_body_that_never_comes_or_breaks_off_does_not_stop_the_engine(engine):
    head = f"{HEAD}Content-Length: 1000\r\n\r\n".encode()
    place = urlsplit(engine.base_url)
    waiting = [socket.create_connection((place.hostname, place.port)) for _ in range(20)]
    for connection in waiting:
        connection.sendall(head + b'{"model"')
    raw(engine, head + b'{"mod', close_early=True)
    for broken in (
        b"\x16\x03\x01 no HTTP at all\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -5\r\n\r\n",
    ):
        raw(engine, broken, end=True)
    assert post(engine, asking(engine, READ, **AUDIO_TOO)).status_code == 200
    for connection in waiting:
        connection.close()
    assert post(engine, asking(engine, READ, **AUDIO_TOO)).status_code == 200


def reading(pieces, length=None):
    """read_body of a request that sends these pieces and then, without a last one, nothing more."""
    waiting, headers = list(pieces), []
    if length is not None:
        headers.append((b"content-length", str(length).encode()))

    async def receive():
        if not waiting:
            await asyncio.Event().wait()
        piece, more = waiting.pop(0)
        return {"type": "http.request", "body": piece, "more_body": more}

    return body.read_body(Request({"type": "http", "headers": headers}, receive))


def test_a_body_that_stops_coming_is_given_up(monkeypatch):
    monkeypatch.setattr(body, "MOST_SILENCE", 0.01)
    with pytest.raises(Refusal, match="did not come within") as refused:
        asyncio.run(reading([(b"{", True)]))
    assert (refused.value.status, refused.value.code) == (408, "request_timeout")
    assert asyncio.run(reading([(b"{", True), (b"}", False)])) == b"{}"


@pytest.mark.parametrize("length", [None, 70_000_000])
def test_a_refused_body_is_read_on_but_not_for_ever(monkeypatch, length):
    """As far as 64 MB, or for ten seconds, so that every client sees the 413."""
    monkeypatch.setattr(body, "MOST_DISCARDING", 0.01)
    million = b"x" * 1_000_000
    for count in (40, 200):  # the one stops coming, the other never ends
        with pytest.raises(Refusal) as refused:
            asyncio.run(reading([(million, True)] * count, length))
        assert refused.value.status == 413


def test_a_body_whose_last_piece_is_too_much_is_refused_like_any_other():
    million = b"x" * 1_000_000
    pieces = [(million, True)] * 32 + [(b"x", False)]
    with pytest.raises(Refusal) as refused:
        asyncio.run(reading(pieces))
    assert refused.value.status == 413
