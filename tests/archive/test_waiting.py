"""Calls that the budget has no room for wait for those in flight, and for nothing else."""

import asyncio

import pytest

from helpers.archive.waiting import WaitingForMoney
from helpers.engine.ledger import BudgetError


class Purse:
    """Lets one call in at a time; every other one has too little money meanwhile."""

    def __init__(self):
        self.is_taken, self.refused = False, 0

    async def call(self, seconds=0.0):
        if self.is_taken:
            self.refused += 1
            raise BudgetError("too little")
        self.is_taken = True
        await asyncio.sleep(seconds)
        self.is_taken = False
        return "answer"


def test_who_has_no_room_waits_for_those_in_flight():
    async def all_of_them():
        purse, waiting = Purse(), WaitingForMoney()
        answers = await asyncio.gather(*(waiting.sent(purse.call) for _ in range(5)))
        return answers, purse.refused

    answers, refused = asyncio.run(all_of_them())
    assert answers == ["answer"] * 5 and refused >= 4


def test_alone_there_is_nothing_to_wait_for():
    async def never():
        raise BudgetError("too little")

    with pytest.raises(BudgetError, match="too little"):
        asyncio.run(WaitingForMoney().sent(never))


def test_other_errors_come_at_once_and_wake_those_who_wait():
    async def broken():
        await asyncio.sleep(0)
        raise ValueError("broken")

    async def both():
        waiting, refusals = WaitingForMoney(), [BudgetError("too little")]

        async def refused_once():
            if refusals:
                raise refusals.pop()
            return "answer"

        return await asyncio.gather(
            waiting.sent(broken), waiting.sent(refused_once), return_exceptions=True
        )

    error, answer = asyncio.run(both())
    assert isinstance(error, ValueError) and answer == "answer"
