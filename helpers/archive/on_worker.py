"""What a worker of a cluster does: it asks about one recording, with its own client and key."""

import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from helpers.archive.asking import Ask, Asking
from helpers.archive.calls import RunBudget
from helpers.archive.client import counts_audio, stored_client
from helpers.archive.failures import Failure, ends_the_run, reason_of
from helpers.archive.preparing import Preparing
from helpers.archive.rows import Rows
from helpers.archive.store import Store
from helpers.engine import ledger
from helpers.language import translated

if TYPE_CHECKING:
    from openai import AsyncOpenAI

    from helpers.engine.connection import Engine


@dataclass(frozen=True)
class Job:
    """A run, as it travels to the workers: no recording and no key is in it.

    `engine` connects anew where it arrives. `store` is a folder that all of them see, `name` that
    of the leases, `cap` the day's cap that the learner has set.
    """

    name: str
    ask: Ask = field(compare=False)
    engine: "Engine" = field(compare=False)
    store: str = field(compare=False)
    bitrate: int | None = field(compare=False)
    piece_seconds: float = field(compare=False)
    cap: float | None = field(compare=False)


@dataclass(frozen=True)
class Outcome:
    """What came of one recording; `ended` is the reason where it ends the whole run."""

    rows: Rows
    cost: float
    ended: str = ""


@dataclass(frozen=True)
class _Parts:
    client: "AsyncOpenAI"
    preparing: Preparing
    budget: RunBudget
    store: Store


async def answered(job: Job, path: str) -> Outcome:
    """Ask about the recording with this path. What cannot travel as an exception is told."""
    parts, ended = _parts(job), ""
    counts = counts_audio(job.engine)
    asking = Asking(job.ask, parts.client, parts.preparing, parts.budget, counts)
    try:
        await asking.about(0, path)
        parts.store.check_kept()
    except Exception as error:
        if not ends_the_run(error):
            raise
        ended = reason_of(error)
    rows = asking.rows()
    cost, rows.calls.budget = rows.calls.cost, RunBudget(0.0)  # a worker's lease stays with it
    return Outcome(rows, cost, ended)


def lost(path: str) -> Rows:
    """What is left of a recording at whose work one worker after another ended."""
    rows = Rows()
    reason = "Several workers ended while they were at work on it: look into their logs."
    rows.errors = [Failure(path, translated(reason))]
    return rows


@functools.lru_cache(maxsize=1)
def _parts(job: Job) -> _Parts:
    """Made once for a run on each worker."""
    from helpers.archive.lease import LeasedBudget

    ledger.ledger.cap = job.cap
    store = Store(job.store)  # the learner's process has locked it
    preparing = Preparing(store, job.bitrate, job.piece_seconds)
    return _Parts(stored_client(job.engine, store), preparing, LeasedBudget(job.name), store)
