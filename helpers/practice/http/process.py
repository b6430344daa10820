"""The practice engine as a process: on this machine for one notebook, or for a class."""

import asyncio
import contextlib
import importlib
import json
import os
import secrets
import socket
import sys
import threading

import uvicorn

from helpers.practice.http.access import LOOPBACK
from helpers.practice.http.admission import Admission
from helpers.practice.http.class_board import ClassBoard
from helpers.practice.http.connections import TimedConnection
from helpers.practice.http.server import application

CLASS_PORT = 8790  # a class needs an address that can be written on the board


def run(
    port: int = 0,
    pace: str = "fast",
    share: bool = False,
    address: str = "127.0.0.1",
    hosts: tuple[str, ...] = (),
    dialect: str = "openai",
) -> None:
    """Serve at `address`, and print one JSON line when ready; `pace` is one of events.PACES.

    Alone it ends when standard input closes, as it does when the notebook's kernel ends. With
    `share` it serves until it is stopped, with a listener for each core. `hosts` are names,
    beside this machine's own, under which it may be addressed. `dialect` is one of
    protocol.dialects.DIALECTS. Raises OSError where the port is taken.
    """
    admission = Admission()
    names = LOOPBACK | {host.lower() for host in hosts}
    board = ClassBoard(admission) if share else None
    app = application(pace, names, admission, dialect, board)
    listening = socket.create_server((address, port or (CLASS_PORT if share else 0)))
    base_url = f"http://{hosts[0] if hosts else address}:{listening.getsockname()[1]}/v1"
    server = _AnnouncingServer(_config(app), base_url)
    if share:
        print(
            "The practice engine serves a class, with "
            f"{_workers_for_a_class()} workers that hear "
            f"and {admission.most} places. Ctrl-C ends it.\n"
            f"Every learner sets, before opening a notebook:  PRACTICE_URL={base_url}\n"
            f"Who is stuck, in counts alone:  {base_url.removesuffix('v1')}",
            file=sys.stderr,
            flush=True,
        )
    else:
        threading.Thread(target=_end_with_standard_input, daemon=True).start()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(server.serve([listening]))
    _end()


def _config(app: object) -> uvicorn.Config:
    return uvicorn.Config(
        app,  # type: ignore[arg-type]  # uvicorn's own ASGI types are narrower than Starlette's
        http=TimedConnection,
        ws="none",  # a handshake is a request as any other, and access is checked before it
        log_level="critical",
        access_log=False,
        lifespan="off",
        server_header=False,
    )


class _AnnouncingServer(uvicorn.Server):
    """A server that prints its address and a key when it is ready, and then loads the rest."""

    def __init__(self, config: uvicorn.Config, base_url: str) -> None:
        super().__init__(config)
        self.base_url = base_url

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        place = {"base_url": self.base_url, "api_key": "practice-" + secrets.token_hex(8)}
        print(json.dumps(place), flush=True)
        threading.Thread(target=_load, daemon=True).start()


def _load() -> None:
    """Load what answers, so that the first request need not wait for it."""
    for endpoint in ("chat", "speech", "transcriptions"):
        importlib.import_module(f"helpers.practice.http.{endpoint}")


def _workers_for_a_class() -> int:
    """Have as many workers hear as are wanted for a class; their number."""
    from helpers.practice import heard_recordings
    from helpers.practice.ears.workers import Ears, workers_wanted

    heard_recordings.listeners = Ears(workers_wanted())
    return heard_recordings.listeners.workers


def _end_with_standard_input() -> None:
    """Standard input closes when the process that started this one ends, killed or not."""
    while sys.stdin.buffer.read(4096):
        pass
    _end()


def _end() -> None:
    """End at once, whatever is in work, and leave no file behind; the listeners end with it."""
    from helpers.practice.voice import synthesis

    synthesis.tidy()
    os._exit(0)
