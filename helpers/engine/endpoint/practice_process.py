"""The practice engine of this notebook: started, watched over, started again, ended."""

import atexit
import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO
from urllib.parse import urlsplit

from helpers.engine.errors import EngineError
from helpers.paths import ROOT

WINDOWS = os.name == "nt"  # the way there has not been tried
START_SECONDS = 20
ENDING_SECONDS = 0.2  # from the end of a connection to the end of its process, where that is killed
USAGE_EXIT = 2  # argparse's status for an option or a setting that is wrong
KEY_LIKE = re.compile(  # but for the engine's own, PRACTICE_MIND_KEY
    r"(?!PRACTICE_).*(KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL)", re.IGNORECASE
)
ROADS = re.compile(  # proxies and certificates: only a text model elsewhere may need them
    r"(ALL|FTP|HTTPS?|WSS?)_PROXY|SSL_CERT_(FILE|DIR)|(REQUESTS|CURL)_CA_BUNDLE", re.IGNORECASE
)
MOVED = (
    "The practice engine ended and cannot be started again at its address: "
    "call connect() again, and use the engine that it gives."
)


@dataclass(frozen=True)
class Running:
    """A practice engine at work: its address, any key that it takes, its process."""

    base_url: str
    api_key: str
    process: subprocess.Popen[bytes]

    @property
    def lives(self) -> bool:
        """Does its process run?"""
        return self.process.poll() is None


class PracticeProcess:
    """At most one practice engine, for all clients of this process.

    It has a process group of its own, so that interrupting a cell or Ctrl-C in a script leaves it
    alone, and ends with this process, however that ends, because its standard input closes.
    """

    def __init__(self) -> None:
        self._running: Running | None = None
        self._owner = 0  # a forked child may use the engine; it cannot watch over it
        self._lock = threading.Lock()

    def running(self) -> Running:
        """The engine, started where it does not run. Raises EngineError where it does not start."""
        with self._lock:
            if self._running is None or self._ended(self._running):
                port = self._port()
                self._running = self._start(port) or (port and self._start(0)) or _no_port()
                self._owner = os.getpid()
            return self._running

    def revive(self, base_url: str) -> None:
        """Start the engine at `base_url` again if it has ended.

        Raises EngineError where another program has taken its address.
        """
        with self._lock:
            if self._running and self._running.base_url == base_url:
                if not self._ended(self._running):
                    return
                again = self._start(self._port())
                if again:
                    self._running = again
                    return
                self._running = None
            raise EngineError(MOVED)

    def lives(self, base_url: str) -> bool:
        """Does the engine at `base_url` run?"""
        running = self._running
        return bool(running and running.base_url == base_url and not self._ended(running))

    def has_ended(self, base_url: str) -> bool:
        """Has the engine at `base_url` ended, or does it end just now, as its answer broke off?"""
        running = self._running
        if running and running.base_url == base_url and os.getpid() == self._owner:
            with contextlib.suppress(subprocess.TimeoutExpired):
                running.process.wait(ENDING_SECONDS)
        return not self.lives(base_url)

    def _ended(self, running: Running) -> bool:
        return os.getpid() == self._owner and not running.lives

    def _port(self) -> int:
        return (urlsplit(self._running.base_url).port or 0) if self._running else 0

    def _start(self, port: int) -> Running | None:
        """A new process at `port` (0: any free one); None where the port is taken."""
        errors = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        try:
            process = subprocess.Popen(
                [sys.executable, "-m", "helpers.practice", "--port", str(port)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=_surroundings(again=bool(port)),
                cwd=ROOT,
                process_group=None if WINDOWS else 0,
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0) if WINDOWS else 0,
            )
        except OSError as error:
            raise EngineError(f"The practice engine did not start: {error.strerror}.") from None
        place = _announced(process)
        if place is None:
            code = process.wait()
            reason = _last_line(errors)
            if port and "cannot listen" in reason:
                return None
            raise EngineError(f"The practice engine did not start: {_advice(code, reason)}")
        if process.stdin:
            atexit.register(process.stdin.close)
        return Running(place["base_url"], place["api_key"], process)


def _surroundings(again: bool) -> dict[str, str]:
    """The environment without keys, proxies and certificates, and with the course's folder."""
    goes_out = bool(os.environ.get("PRACTICE_MIND", "").strip())
    kept = {
        name: value
        for name, value in os.environ.items()
        if not KEY_LIKE.match(name) and (goes_out or not ROADS.fullmatch(name))
    }
    path = [str(ROOT), os.environ.get("PYTHONPATH")]
    kept["PYTHONPATH"] = os.pathsep.join(filter(None, path))
    kept["PYTHONIOENCODING"] = "utf-8"
    return kept | ({"PRACTICE_STARTED_AGAIN": "1"} if again else {})


def _announced(process: subprocess.Popen[bytes]) -> dict[str, str] | None:
    """What the engine prints when it is ready; None where it ends or is too slow."""
    timer = threading.Timer(START_SECONDS, process.kill)
    timer.start()
    try:
        return next(_places(process.stdout), None) if process.stdout else None
    finally:
        timer.cancel()


def _places(lines: IO[bytes]) -> Iterator[dict[str, str]]:
    for line in lines:
        try:
            place = json.loads(line)
        except ValueError:  # something else was printed before, by a site's own start-up file
            continue
        if isinstance(place, dict) and "base_url" in place:
            yield place


def _last_line(errors: IO[bytes]) -> str:
    errors.seek(0)
    lines = errors.read().decode("utf-8", "replace").strip().splitlines()
    return lines[-1].strip() if lines else ""


def _advice(code: int, reason: str) -> str:
    """Why it did not start, and what to do."""
    if code == USAGE_EXIT:
        return reason.rpartition("error: ")[2].rstrip(".") + "."
    if not reason:
        return f"it was not ready within {START_SECONDS} seconds, try again."
    if "ModuleNotFoundError" in reason or "ImportError" in reason:
        return f"{reason}. Run `make install` again."
    return f"{reason.rstrip('.')}. In a terminal, `python -m helpers.practice` shows more."


def _no_port() -> Running:
    raise EngineError("The practice engine did not start: this machine has no free port for it.")


own = PracticeProcess()
