"""With connect(class_board=True): the class engine's page counts which exercise failed or passed.

An exercise's name and a yes or no are sent, to the class engine alone: no name, no text, no voice.
Without it nothing is sent.
"""

import contextlib
import json
import threading
import urllib.request

SECONDS = 2.0  # for a report; the learner does not wait for it

_address = ""  # of the class engine, "" for those who did not agree


def agree(base_url: str) -> None:
    """From now on reports go to the engine at `base_url`, which ends in /v1."""
    global _address  # noqa: PLW0603 - one answer for all cells of a notebook
    _address = f"{base_url.removesuffix('/v1')}/class/exercise"


def withdraw() -> None:
    """From now on nothing is sent."""
    global _address  # noqa: PLW0603 - one answer for all cells of a notebook
    _address = ""


def report(exercise: str, passed: bool) -> threading.Thread | None:
    """Send a try at an exercise, for those who agreed; the thread that sends it, else None."""
    if not _address:
        return None
    sending = threading.Thread(target=_send, args=(_address, exercise, passed), daemon=True)
    sending.start()
    return sending


def _send(address: str, exercise: str, passed: bool) -> None:
    data = json.dumps({"exercise": exercise, "passed": passed}).encode()
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never by a proxy
    with contextlib.suppress(OSError):  # an engine that is gone counts nothing
        direct.open(address, data, SECONDS).close()
