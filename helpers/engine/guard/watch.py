"""Whoever sends many calls may watch each of them: what it can cost, and what it did cost.

A watch holds for the calls that are sent in its context (`contextvars`), the tasks and threads
included that are started there. What the ledger counts and caps stays as it is.
"""

from contextvars import ContextVar
from typing import Protocol

from helpers.engine.accounting.report import Row


class Watch(Protocol):
    """Is told of each call, before it is sent and when it has ended. Amounts are US dollars."""

    def before(self, worst: float) -> None:
        """A call that can cost `worst` is about to be sent. Raises BudgetError to stop it."""

    def after(self, worst: float, cost: float, row: Row | None) -> None:
        """That call has ended and counts `cost`, its price with a key on any engine.

        `row` is what the ledger counted, None where nothing was.
        """


watching: ContextVar[Watch | None] = ContextVar("watching", default=None)
