"""Many recordings, one request: resumable, within a budget, each answer kept as it came."""

from helpers.archive.dry_run import dry_run
from helpers.archive.errors import ArchiveError, StoreError
from helpers.archive.estimate import Estimate, estimate
from helpers.archive.failures import Failure
from helpers.archive.recordings import recordings_in
from helpers.archive.rows import Rows, RunStopped
from helpers.archive.run import run
from helpers.archive.subtitles import Subtitles, subtitles

__all__ = [
    "ArchiveError",
    "Estimate",
    "Failure",
    "Rows",
    "RunStopped",
    "StoreError",
    "Subtitles",
    "dry_run",
    "estimate",
    "recordings_in",
    "run",
    "subtitles",
]
