"""The details of calls, on disk: one folder a day, in it one small file a call.

A name appears whole or not at all, so a crash or a damaged file costs the details of one call.
"""

import json
import uuid
from pathlib import Path
from typing import Any

ENDING = ".json"


class CallFiles:
    """The calls of every notebook that writes into `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, day: str, details: dict[str, Any]) -> None:
        """Note the details of a call of `day` (ISO format). Raises OSError."""
        (self.folder / day).mkdir(parents=True, exist_ok=True)
        path = self.folder / day / f"{uuid.uuid4().hex}{ENDING}"
        unfinished = path.with_suffix(".unfinished")
        unfinished.write_text(json.dumps(details) + "\n", "utf-8")
        unfinished.replace(path)

    def details(self) -> list[dict[str, Any]]:
        """The details of every call that was paid or counted, oldest first; damaged ones lack."""
        rows = []
        for path in sorted(self.folder.glob(f"*/*{ENDING}"), key=_written_at):
            try:
                row = json.loads(path.read_bytes())
            except (OSError, ValueError, RecursionError):
                continue
            if isinstance(row, dict) and row:
                rows.append(row)
        return rows


def _written_at(path: Path) -> int:
    return path.stat().st_mtime_ns
