"""run(): the learner's own request, on every recording of an archive."""

import inspect
import math
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from numbers import Real
from typing import Any
from uuid import uuid4

from helpers.archive.asking import Ask, Asking
from helpers.archive.calls import RunBudget
from helpers.archive.client import counts_audio, stored_client
from helpers.archive.cluster import OnCluster, check_cluster, on_cluster
from helpers.archive.errors import ArchiveError
from helpers.archive.failures import ends_the_run, reason_of
from helpers.archive.on_worker import Job
from helpers.archive.pool import work_through
from helpers.archive.preparing import LONGEST_PIECE, SPEECH_BITRATE, Preparing
from helpers.archive.progress import RunProgress
from helpers.archive.recordings import Paths, recordings_in
from helpers.archive.rows import Rows, RunStopped, counted
from helpers.archive.store import Store
from helpers.engine.connection import Engine, connected
from helpers.engine.ledger import ledger
from helpers.engine.notice import notice
from helpers.progress import Progress

MOST_AT_ONCE = 200  # requests


async def run(
    paths: Paths,
    ask: Ask,
    *,
    store: str | os.PathLike = "results/",
    concurrency: int = 8,
    budget: float = 5.00,
    engine: Engine | None = None,
    bitrate: int | None = SPEECH_BITRATE,
    piece_seconds: float = LONGEST_PIECE,
    cluster: str | None = None,
) -> Rows:
    """Ask about each recording, `concurrency` at a time, and return the rows.

    `paths` is a folder, a path or a list of paths. `ask(sound, client)` is a coroutine that sends
    its request with `client`, an AsyncOpenAI, and returns a dict. An answer that is in `store`
    comes back unpaid; a new one is kept there. `budget` in US dollars is what the new ones may
    cost at the prices with a key, on whichever engine: `engine`, or that of the last connect().

    A recording is made a small mp3 of `bitrate` bits per second; None leaves it as it is. One that
    is longer than `piece_seconds` is cut at pauses, and has a row for each piece. A piece that
    fails has no row and spoils no other; `rows.heard` tells whether all of such a recording was
    heard. An answer is waited for as long as its piece lasts and five minutes more, and a request
    is sent again where that can help.

    `cluster` is "local", for some processes of this machine, or a Dask scheduler's address, as
    "tcp://scheduler:8786". In a script, a local cluster needs the run to stand under
    `if __name__ == "__main__":`. Its workers see the recordings and the store under the same paths,
    and each reads its own key there. At most as many calls are in flight as they have threads.
    Raises ArchiveError and StoreError before anything is sent, and RunStopped, which has the rows
    so far, where money, rights or the store end the run.
    """
    found = recordings_in(paths)
    _check(ask, concurrency, budget)
    if cluster is not None:
        check_cluster(cluster)
    engine = engine or connected()
    money = RunBudget(float(budget))
    with Store(store) as opened, Progress("Recordings") as line:
        progress = RunProgress(len(found), line)
        name = f"helpers.archive {uuid4()}"
        where = str(opened.folder.absolute())
        job = Job(name, ask, engine, where, bitrate, piece_seconds, ledger.cap)
        async with _at_work(job, found, opened, cluster, concurrency, money) as asking:

            async def work(item: tuple[int, str]) -> None:
                await asking.about(*item)
                opened.check_kept()
                progress.recording_done(money.spent)

            try:
                await work_through(enumerate(found), work, concurrency)
            except Exception as error:
                if not ends_the_run(error):
                    raise
                raise _stopped(error, asking.rows(), len(found)) from error
    rows = asking.rows()
    notice(rows.summary())
    return rows


@asynccontextmanager
async def _at_work(
    job: Job,
    found: list[str],
    store: Store,
    cluster: str | None,
    concurrency: int,
    money: RunBudget,
) -> AsyncIterator[Asking | OnCluster]:
    """What asks about the recordings: this process, or the workers of a cluster."""
    if cluster is not None:
        async with on_cluster(cluster, job, found, concurrency, money) as workers:
            yield workers
        return
    client = stored_client(job.engine, store)
    try:
        preparing = Preparing(store, job.bitrate, job.piece_seconds)
        yield Asking(job.ask, client, preparing, money, counts_audio(job.engine))
    finally:
        await client.close()


def _stopped(error: Exception, rows: Rows, count: int) -> RunStopped:
    number = counted(len(rows), "1 row", f"{len(rows)} rows")
    kept = (
        f"{number} from {count} recordings are in the rows of this error; "
        "what was answered is in the store, paid once."
    )
    return RunStopped(f"The run stopped: {reason_of(error)}", kept, rows)


def _check(ask: Any, concurrency: Any, budget: Any) -> None:
    if not inspect.iscoroutinefunction(ask):
        raise ArchiveError(
            "ask has to be a coroutine: write async def ask(sound, client), and await the request."
        )
    if not isinstance(concurrency, int) or not 1 <= concurrency <= MOST_AT_ONCE:
        raise ArchiveError(
            f"{str(concurrency)[:50]!r} is no number of requests at once: "
            f"give 1 to {MOST_AT_ONCE}, for instance concurrency=8."
        )
    if not isinstance(budget, Real) or not 0 <= float(budget) < math.inf:
        raise ArchiveError(
            f"{str(budget)[:50]!r} is no budget: give US dollars, for instance budget=5.00."
        )
