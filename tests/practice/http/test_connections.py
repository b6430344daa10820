"""Connections that ask in time, and those that do not."""

import asyncio

import pytest
import uvicorn

from helpers.practice.http import connections
from helpers.practice.http.server import application

HEAD = b"GET /audio/nothing.wav HTTP/1.1\r\nHost: 127.0.0.1\r\n"


def conversation(*sent, wait=0.0):
    """What comes back, to its end, for bytes sent one after another, `wait` seconds apart."""

    async def run():
        config = uvicorn.Config(
            application(), http=connections.TimedConnection, log_level="critical", lifespan="off"
        )
        config.load()
        server = uvicorn.Server(config)
        listening = await asyncio.get_running_loop().create_server(
            lambda: config.http_protocol_class(
                config=config, server_state=server.server_state, app_state={}
            ),
            "127.0.0.1",
            0,
        )
        reader, writer = await asyncio.open_connection(*listening.sockets[0].getsockname())
        for piece in sent:
            writer.write(piece)
            await asyncio.sleep(wait)
        answer = await asyncio.wait_for(reader.read(), 20)
        writer.close()
        listening.close()
        return answer

    return asyncio.run(run())


@pytest.mark.parametrize("sent", [b"", b"GET", HEAD, HEAD + b"X-Slow: "])
def test_half_a_head_is_not_waited_for(monkeypatch, sent):
    monkeypatch.setattr(connections, "MOST_WAITING", 0.05)
    assert conversation(sent) == b""


def test_a_whole_head_is_answered_in_its_own_time(monkeypatch):
    monkeypatch.setattr(connections, "MOST_WAITING", 0.05)
    answer = conversation(HEAD + b"Connection: close\r\n\r\n", wait=0.2)
    assert answer.startswith(b"HTTP/1.1 404")


def test_half_a_second_request_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(connections, "MOST_WAITING", 0.05)
    answer = conversation(HEAD + b"\r\n", HEAD, wait=0.02)
    assert answer.count(b"HTTP/1.1 404") == 1
