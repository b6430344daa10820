"""The surroundings of every run of tests, notebooks and benchmarks.

The practice engine, no key, nothing beyond loopback, nothing left behind.
"""

import os
import re
import shutil
import signal
from pathlib import Path

import pytest

from helpers.paths import ROOT

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has neither process groups nor sh")
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # on Windows every signal ends a program at once
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
# Korean twins of lessons: the hyphen keeps them out of what lists the lessons.
TWINS = sorted((ROOT / "notebooks").glob("[0-9][0-9]-ko_*.ipynb"))
KEY_LIKE = re.compile(r"KEY|TOKEN|SECRET|PASSWORD", re.IGNORECASE)
STEERING = (
    "OPENAI_BASE_URL",
    "AZURE_OPENAI_ENDPOINT",
    "PRACTICE_URL",
    "PRACTICE_VOICE",
    "PRACTICE_MIND",
    "PRACTICE_MIND_MODEL",
    "PRACTICE_MIND_REMOTE",
    "AUDIO_LANGUAGE",
    "AUDIO_MODEL",
    "AUDIO_BUDGET_USD",
    "AUDIO_OUTPUT",
    "AUDIO_OUTPUT_FOLDER",
    "JPY_SESSION_NAME",
)


def safe(scratch: Path, **more: str) -> dict:
    """An environment that cannot spend money; files go to `scratch`.

    AUDIO_ENGINE=practice, every key dropped, connections beyond this machine refused.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not KEY_LIKE.search(name) and name not in STEERING
    }
    path = os.pathsep.join(
        filter(None, [str(ROOT / "tests" / "guard"), str(ROOT), kept.get("PYTHONPATH")])
    )
    return (
        kept
        | {
            "AUDIO_ENGINE": "practice",
            "AUDIO_LEDGER": str(scratch / "ledger.jsonl"),
            "GUARD_NOTES": str(scratch / "guard.txt"),
            "PYTHONPATH": path,
            "PYTHONHASHSEED": "0",
            "PYTHONUTF8": "1",  # what tests write and read of programs, whatever the code page
        }
        | more
    )


def chromium() -> str | None:
    """The system's Chromium or Chrome, None where there is none."""
    places = (
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    )
    return next((found for place in places if (found := shutil.which(place))), None)
