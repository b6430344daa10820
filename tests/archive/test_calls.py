"""The money of a run: reserved at the most, settled at the cost, and never above the budget."""

import asyncio

import pytest

from helpers.archive.calls import Calls, RunBudget, RunBudgetError, current, more_money
from helpers.engine.guard.watch import watching
from helpers.engine.ledger import BudgetError


def test_a_call_is_reserved_and_settled():
    budget = RunBudget(0.10)
    budget.reserve(0.06)
    with pytest.raises(RunBudgetError, match=r"0\.10, .* raise budget=") as refused:
        budget.reserve(0.06)
    assert refused.value.short == pytest.approx(0.02)
    budget.settle(0.06, 0.01)
    assert budget.spent == 0.01
    budget.reserve(0.09)


def test_calls_are_counted_where_something_was_charged():
    calls = Calls(RunBudget(1.0))
    for worst, cost in ((0.2, 0.1), (0.2, 0.0)):  # the second was refused by the server
        calls.before(worst)
        calls.after(worst, cost, None)
    assert (calls.sent, calls.cost, calls.budget.spent) == (1, 0.1, 0.1)


def test_the_calls_of_a_piece_are_part_of_the_run():
    budget = RunBudget(1.0)
    run, piece = Calls(budget, 1, 0.1, 1, [(1, 2, 3, 4)]), Calls(budget)
    piece.before(0.2)
    piece.after(0.2, 0.05, None)
    piece.tokens.append((5, 6, 7, 8))
    run.add(piece)
    assert run == Calls(budget, 2, pytest.approx(0.15), 1, [(1, 2, 3, 4), (5, 6, 7, 8)])
    assert budget.spent == 0.05, "the budget is one: it is not spent again"


def test_the_calls_at_work_are_those_of_this_context():
    assert current() is None
    calls = Calls(RunBudget(1.0))
    token = watching.set(calls)
    assert current() is calls
    watching.reset(token)


def test_more_money_comes_only_from_a_larger_budget():
    async def asked(budget, error):
        token = watching.set(Calls(budget))
        try:
            return await more_money(error)
        finally:
            watching.reset(token)

    class Part(RunBudget):
        async def more(self, short):
            self.most += short
            return True

    short = RunBudgetError("too little", 0.5)
    part = Part(0.0)
    assert not asyncio.run(asked(RunBudget(1.0), short))
    assert not asyncio.run(asked(part, BudgetError("the day's cap"))) and part.most == 0.0
    assert asyncio.run(asked(part, short)) and part.most == 0.5
    assert not asyncio.run(more_money(short)), "no run is at work"
