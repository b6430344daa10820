"""The same run on a Dask cluster: paths and `ask` travel, recordings and keys do not."""

import asyncio
import hashlib
import importlib
import logging
import math
import os
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import CancelledError
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from helpers.archive.calls import Calls, RunBudget
from helpers.archive.errors import ArchiveError, EndedError
from helpers.archive.on_worker import Job, Outcome, answered, lost
from helpers.archive.rows import Rows

LOG = logging.getLogger("distributed.client")
LOCAL = "local"
SCHEMES = ("tcp://", "tls://")
LOST = "The scheduler of the cluster was lost: start it again, and run this again."
LOOPBACK = "127.0.0.1"
WAIT_SECONDS = 10  # for a scheduler to answer, and for its first worker
TRIES = 3  # of the same wait, before workers that ended are not expected to come again


def check_cluster(cluster: Any) -> None:
    """Raise ArchiveError where that is no cluster, or Dask is not installed."""
    if cluster != LOCAL and not str(cluster).startswith(SCHEMES):
        raise ArchiveError(
            f'{str(cluster)[:80]!r} is no cluster: give "local", or a scheduler\'s address as in '
            'cluster="tcp://scheduler:8786".'
        )
    try:
        importlib.import_module("distributed")
    except ImportError:
        raise ArchiveError(
            "A cluster needs Dask, which is not installed here: run pip install .[cluster] in the "
            "course's folder, on each machine of the cluster too."
        ) from None


@asynccontextmanager
async def on_cluster(
    cluster: str, job: Job, paths: Sequence[str], concurrency: int, money: RunBudget
) -> AsyncIterator["OnCluster"]:
    """A cluster that works on `job`: one of this machine's own, or that of the scheduler there.

    The own one listens on loopback alone and has no dashboard. Raises ArchiveError where no
    scheduler answers, or no process starts.
    """
    distributed = importlib.import_module("distributed")
    leases = importlib.import_module("helpers.archive.lease").Leases
    async with AsyncExitStack() as stack:
        stack.callback(LOG.setLevel, LOG.level)
        LOG.setLevel(logging.CRITICAL)  # a scheduler that is lost is told in one sentence
        place: Any = cluster
        if cluster == LOCAL:
            try:
                place = await stack.enter_async_context(_local(distributed, job, concurrency))
            except RuntimeError:  # a worker's process runs the learner's script as far as here
                raise ArchiveError(
                    "The processes of the local cluster did not start: in a script, what runs "
                    'has to stand under if __name__ == "__main__":, or each of them runs it again.'
                ) from None
        settings = {"asynchronous": True, "timeout": WAIT_SECONDS, "set_as_default": False}
        try:
            client = await stack.enter_async_context(distributed.Client(place, **settings))
        except OSError:
            raise ArchiveError(
                f"No scheduler answers at {cluster}: start one there with dask scheduler, and "
                'workers with dask worker, or run on this machine with cluster="local".'
            ) from None
        try:
            await client.wait_for_workers(1, timeout=WAIT_SECONDS)
        except TimeoutError:
            raise ArchiveError(
                f"The scheduler at {cluster} has no workers: start some with "
                f"dask worker {cluster}, one for each machine, with the course installed."
            ) from None
        await client.register_plugin(leases(job.name, money.most), name=job.name)
        stack.push_async_callback(_unregistered, client, job.name)
        yield OnCluster(distributed, client, job, paths, money)


class OnCluster:
    """Has recordings asked about by workers, and collects what comes of it."""

    def __init__(
        self, distributed: Any, client: Any, job: Job, paths: Sequence[str], money: RunBudget
    ) -> None:
        self._killed = distributed.KilledWorker
        self._client, self._job, self._money = client, job, money
        self._calls = Calls(money)
        self._sizes = Counter(map(_size, paths))
        self._twins: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._outcomes: dict[int, Rows] = {}

    async def about(self, number: int, path: str) -> None:
        """Have one recording asked about. Raises EndedError where that ends the whole run.

        Equal recordings come one after the other, so that the second finds the first one's answer.
        """
        async with self._twins[await asyncio.to_thread(self._sum, path)]:
            try:
                outcome = await self._outcome(path)
            except self._killed:
                self._outcomes[number] = lost(path)
                return
        self._calls.add(outcome.rows.calls)
        self._money.spent += outcome.cost
        self._outcomes[number] = outcome.rows
        if outcome.ended:
            raise EndedError(outcome.ended)

    def rows(self) -> Rows:
        """What has come so far, in the order of the recordings."""
        each = [self._outcomes[number] for number in sorted(self._outcomes)]
        rows = Rows([row for some in each for row in some])
        rows.errors = [failure for some in each for failure in some.errors]
        rows.heard = [heard for some in each for heard in some.heard]
        rows.calls = self._calls
        return rows

    async def _outcome(self, path: str) -> Outcome:
        """What a worker made of a recording. Raises EndedError where no cluster is left."""
        future = self._client.submit(answered, self._job, path, pure=False)
        waiting, without_workers = asyncio.ensure_future(future.result()), 0
        try:
            while not waiting.done():
                await asyncio.wait({waiting}, timeout=WAIT_SECONDS)
                if not waiting.done():
                    has_workers = await self._client.nthreads()
                    without_workers = 0 if has_workers else without_workers + 1
                if without_workers >= TRIES:
                    raise EndedError(
                        "All workers of the cluster ended: start new ones, and run this again."
                    )
            outcome: Outcome = waiting.result()
        except (OSError, CancelledError):  # Dask's way to say that its scheduler is lost
            raise EndedError(LOST) from None
        finally:
            waiting.cancel()
        return outcome

    def _sum(self, path: str) -> str:
        """What equal recordings have in common. Files of different sizes need not be read."""
        if self._sizes[_size(path)] == 1:
            return path
        try:
            with Path(path).expanduser().open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:  # the worker says what is wrong with it
            return path


async def _unregistered(client: Any, name: str) -> None:
    """Take the leases out of a scheduler that is still there."""
    if client.status == "running":
        with suppress(OSError):
            await client.unregister_scheduler_plugin(name)


def environment(job: Job) -> dict[str, str]:
    """What the processes of this machine's own cluster get beside the environment of this one.

    They share a practice engine: one of their own each would load ears of its own, which takes
    half a minute on a busy machine.
    """
    return {"PRACTICE_URL": job.engine.base_url} if job.engine.is_own else {}


def _local(distributed: Any, job: Job, concurrency: int) -> Any:
    workers = min(concurrency, os.cpu_count() or 1)
    return distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=math.ceil(concurrency / workers),  # as many calls can be in flight
        host=LOOPBACK,
        dashboard_address=f"{LOOPBACK}:0",
        scheduler_kwargs={"dashboard": False},
        worker_dashboard_address=None,
        asynchronous=True,
        env=environment(job),
    )


def _size(path: str) -> int:
    try:
        return Path(path).expanduser().stat().st_size
    except OSError:
        return -1
