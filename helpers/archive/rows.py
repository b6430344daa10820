"""The rows of a run: what the learner's coroutine made of each recording, as a table."""

import os
from pathlib import Path
from typing import Any

from helpers.archive import export, page
from helpers.archive.calls import Calls, RunBudget
from helpers.archive.failures import Failure
from helpers.archive.heard import Heard
from helpers.engine.accounting.report import cents
from helpers.errors import CourseError
from helpers.language import translated

Row = dict[str, Any]


class Rows(list[Row]):
    """A list of rows, in the order of the recordings; each is a dict with its `path`.

    A long recording has one row a piece, with `start` and `end` in seconds, and in `heard` how
    much of it was heard. `errors` lists the path and the reason of what has no row.
    """

    def __init__(self, rows: list[Row] | None = None) -> None:
        super().__init__(rows or [])
        self.errors: list[Failure] = []
        self.heard: list[Heard] = []  # of each long recording, how much was heard
        self.calls = Calls(RunBudget(0.0))  # what the run sent and spent

    @property
    def failed(self) -> list[str]:
        """The paths without a row, each once: give them to `run` to try those alone again."""
        return list(dict.fromkeys(failure.path for failure in self.errors))

    def to_csv(self, path: str | os.PathLike) -> Path:
        """Write a table that spreadsheets open rightly, and return its path."""
        return export.to_csv(self, path)

    def to_parquet(self, path: str | os.PathLike) -> Path:
        """Write a Parquet file, and return its path; needs pyarrow. Raises ArchiveError."""
        return export.to_parquet(self, path)

    def to_page(self, path: str | os.PathLike) -> Path:
        """Write a page with a player beside each row, to verify by ear; return its path."""
        return page.to_page(self, path)

    def summary(self) -> str:
        """What came out, in one line."""
        errors, sent, stored = len(self.errors), self.calls.sent, self.calls.from_store
        facts = [
            counted(len(self), "1 row", f"{len(self)} rows"),
            counted(errors, "1 error", f"{errors} errors"),
            counted(sent, "1 call sent", f"{sent} calls sent"),
            counted(stored, "1 answer from the store", f"{stored} answers from the store"),
            f"{cents(self.calls.budget.spent)} with a key",
        ]
        if lacking := sum(not heard.is_all for heard in self.heard):
            one = "1 long recording not heard whole"
            facts.append(counted(lacking, one, f"{lacking} long recordings not heard whole"))
        return " · ".join(facts)


def counted(number: int, one: str, many: str) -> str:
    """The words for a number of things: `1 row`, `2 rows`."""
    return one if number == 1 else many


class RunStopped(CourseError, RuntimeError):  # noqa: N818 - it tells what happened, no mistake
    """A run ended early; what was answered until then is in `rows` and in the store."""

    def __init__(self, reason: str, kept: str, rows: Rows) -> None:
        super().__init__(f"{reason} {kept}")
        self._sentences = reason, kept
        self.rows = rows

    def __str__(self) -> str:
        return " ".join(map(translated, self._sentences))
