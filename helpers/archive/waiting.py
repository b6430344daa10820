"""Calls that wait for money: where others are in flight, some of what is reserved comes back."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from helpers.archive.calls import more_money
from helpers.engine.ledger import BudgetError

T = TypeVar("T")


class WaitingForMoney:
    """Sends calls. One that the budget has no room for waits while others are in flight.

    What is reserved for a call is the most that it can cost, many times what it does.
    """

    def __init__(self) -> None:
        self._in_flight = 0
        self._ended = asyncio.Event()

    async def sent(self, send: Callable[[], Awaitable[T]]) -> T:
        """Send one call. Raises BudgetError where none is left to wait for."""
        while True:
            ended = self._ended
            self._in_flight += 1
            try:
                result = await send()
            except BudgetError as error:
                self._in_flight -= 1
                if await more_money(error) or ended.is_set():
                    continue
                if not self._in_flight:
                    raise
                await ended.wait()
            except BaseException:
                self._leave()
                raise
            else:
                self._leave()
                return result

    def _leave(self) -> None:
        self._in_flight -= 1
        self._ended.set()
        self._ended = asyncio.Event()
