"""The one place that the workers of a cluster lease money from; it runs in Dask's scheduler."""

from distributed import Scheduler, get_worker
from distributed.diagnostics.plugin import SchedulerPlugin

from helpers.archive.calls import RunBudget


class Leases(SchedulerPlugin):
    """The US dollars of a run that no worker has leased yet.

    What a worker had when it was killed counts as spent, because its calls may have been paid for.
    """

    def __init__(self, name: str, dollars: float) -> None:
        self.name, self._left = name, dollars

    async def start(self, scheduler: Scheduler) -> None:
        """Dask calls it once."""
        scheduler.handlers[self.name] = self.lease

    def lease(self, amount: float) -> bool:
        """Hand out so much, or nothing."""
        is_enough = amount <= self._left
        self._left -= amount * is_enough
        return is_enough


class LeasedBudget(RunBudget):
    """A worker's part of the budget: it begins with nothing, and leases what a call is short of."""

    def __init__(self, name: str) -> None:
        super().__init__(0.0)
        self._lease = getattr(get_worker().scheduler, name)

    async def more(self, short: float) -> bool:
        """Ask the scheduler for so much; False where the run has less left."""
        is_leased = bool(await self._lease(amount=short))
        self.most += short * is_leased
        return is_leased
