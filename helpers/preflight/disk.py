"""Is there room on the disk, and may the learner's copies of the lessons be written?"""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from helpers.paths import ROOT
from helpers.preflight.results import Result, note, ok, problem

LEAST = 300_000_000  # bytes: recordings, saved notebooks, temporary files of a day
COMFORTABLE = 1_000_000_000  # bytes: below it a long recording may fill the disk


def check(
    folder: Path = ROOT, free_bytes: Callable[[Path], int] = lambda at: shutil.disk_usage(at).free
) -> list[Result]:
    """One result about the course's folder."""
    free = free_bytes(folder)
    said = f"{free / 1e9:.1f} GB free"
    little = f"There are only {said}."
    if free < LEAST:
        return [problem("disk", little, "Free 1 GB: empty the bin, remove old downloads.")]
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        return [
            problem(
                "disk",
                f"Nothing can be written into the course's folder ({error.strerror}).",
                "Move the course's folder to one that is yours, your Documents say.",
            )
        ]
    if free < COMFORTABLE:
        return [note("disk", little, "Free 1 GB before you work with long recordings.")]
    return [ok("disk", said)]
