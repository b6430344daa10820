"""All checks, side by side, each with the time that is left."""

import queue
import threading
import time
from collections.abc import Callable, Iterator

from helpers.preflight import (
    decoding,
    disk,
    key_and_model,
    microphone,
    network,
    practice_engine,
)
from helpers.preflight.results import Result, problem

Check = Callable[[], list[Result]]
SECONDS = 20.0  # for all of them
CHECKS: dict[str, Check] = {  # in the order of the report
    "disk": disk.check,
    "ports and proxy": network.check,
    "decoding": decoding.check,
    "practice engine": practice_engine.check,
    "microphone": microphone.check,
    "key and model": key_and_model.check,
}


def results(checks: dict[str, Check] | None = None, seconds: float = SECONDS) -> Iterator[Result]:
    """What the checks find, in their order; one that is not done in time is a problem."""
    ends = time.monotonic() + seconds
    running = {name: _started(name, run) for name, run in (checks or CHECKS).items()}
    for name, found in running.items():
        try:
            yield from found.get(timeout=max(0.0, ends - time.monotonic()))
        except queue.Empty:
            late = f"No result within {seconds:.0f} seconds."
            yield problem(name, late, "Close other programs and run this again.", f"{name} late")


def _started(name: str, run: Check) -> "queue.Queue[list[Result]]":
    found: queue.Queue[list[Result]] = queue.Queue()

    def work() -> None:
        try:
            found.put(run())
        except Exception as error:  # noqa: BLE001 - a check that fails is a line of the report
            fact = f"The check itself failed ({type(error).__name__})."
            found.put([problem(name, fact, "Show this line to your teacher.", f"{name} failed")])

    threading.Thread(target=work, daemon=True).start()
    return found
