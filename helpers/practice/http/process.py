"""The practice engine as a process: on this machine for one notebook, or for a class."""

import asyncio
import json
import os
import secrets
import socket
import sys
import threading

import uvicorn

from helpers.practice import heard_recordings
from helpers.practice.ears.workers import Ears
from helpers.practice.http import server
from helpers.practice.http.access import LOOPBACK
from helpers.practice.voice import synthesis

CLASS_PORT = 8790  # a class needs an address that can be written on the board


def run(
    port: int = 0,
    pace: str = "fast",
    share: bool = False,
    address: str = "127.0.0.1",
    hosts: tuple[str, ...] = (),
) -> None:
    """Serve at `address`, and print one JSON line when ready. `pace` is one of server.PACES.

    Alone it ends when standard input closes, as it does when the notebook's kernel ends. With `share` it serves until it is stopped, with a listener for each core.
    `hosts` are names, beside this machine's own, by which it lets itself be called. Raises OSError where the port is taken.
    """
    server.pace = pace
    server.app.hosts = LOOPBACK | frozenset(host.lower() for host in hosts)
    if share:
        heard_recordings.listeners = Ears(os.cpu_count() or 1)
    door = socket.create_server((address, port or (CLASS_PORT if share else 0)))
    base_url = f"http://{hosts[0] if hosts else address}:{door.getsockname()[1]}/v1"
    serving = _Announced(
        uvicorn.Config(
            server.app, log_level="critical", access_log=False, lifespan="off", server_header=False
        ),
        base_url,
    )
    if share:
        print(
            f"The practice engine serves a class, with {os.cpu_count() or 1} listeners and {server.places.most} places. Ctrl-C ends it.\n"
            f"Every learner sets, before opening a notebook:  PRACTICE_URL={base_url}",
            file=sys.stderr,
            flush=True,
        )
    else:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        asyncio.run(serving.serve([door]))
    except KeyboardInterrupt:
        pass
    _tidy()


class _Announced(uvicorn.Server):
    """A server that says when it is ready."""

    def __init__(self, config, base_url):
        super().__init__(config)
        self.base_url = base_url

    async def startup(self, sockets=None):
        await super().startup(sockets)
        print(
            json.dumps({"base_url": self.base_url, "api_key": "practice-" + secrets.token_hex(8)}),
            flush=True,
        )


def _end_with_parent() -> None:
    """Standard input closes when whoever started us ends, killed or not."""
    while sys.stdin.buffer.read(4096):
        pass
    _tidy()


def _tidy() -> None:
    """End at once, whatever is in work, and leave no file behind; the listeners end with us."""
    synthesis.tidy()
    os._exit(0)
