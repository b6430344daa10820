"""What the calls of a run cost: each is reserved against the run's budget before it is sent."""

from dataclasses import dataclass, field

from helpers.engine.accounting.report import Row, dollars
from helpers.engine.guard.watch import watching
from helpers.engine.ledger import BudgetError

Tokens = tuple[int, int, int, int]  # text in, audio in, text out, audio out


class RunBudgetError(BudgetError):
    """The next call could go over the run's budget by `short` US dollars; it was not sent."""

    def __init__(self, sentence: str, short: float) -> None:
        super().__init__(sentence)
        self.short = short


class RunBudget:
    """US dollars that a run may spend, at the prices with a key, on whichever engine it runs.

    So a rehearsal on a free engine stops where the real run would. The day's cap of the guard
    holds beside it.
    """

    def __init__(self, most: float) -> None:
        self.most = most
        self.spent = self._reserved = 0.0

    def reserve(self, worst: float) -> None:
        """Reserve the most that a call can cost. Raises BudgetError; nothing is sent then."""
        short = self.spent + self._reserved + worst - self.most
        if short > 0:
            raise RunBudgetError(
                f"the budget of this run is {dollars(self.most)}, {dollars(self.spent)} of it "
                f"are spent, and the next call could cost up to {dollars(worst)}: "
                "raise budget=, or set a smaller max_completion_tokens.",
                short,
            )
        self._reserved += worst

    def settle(self, worst: float, cost: float) -> None:
        """Put what a call cost in the place of what was reserved for it."""
        self._reserved = max(0.0, self._reserved - worst)
        self.spent += cost

    async def more(self, short: float) -> bool:
        """Make the budget larger by so much, where it is part of a larger one."""
        return False


@dataclass
class Calls:
    """The calls of a run; the guard tells it of each (helpers.engine.guard.watch)."""

    budget: RunBudget
    sent: int = 0  # and charged for: what was refused is not among them
    cost: float = 0.0  # in US dollars
    from_store: int = 0
    tokens: list[Tokens] = field(default_factory=list)  # of each answer, new or stored

    def add(self, others: "Calls") -> None:
        """Count the calls of a part of the run among these."""
        self.sent += others.sent
        self.cost += others.cost
        self.from_store += others.from_store
        self.tokens.extend(others.tokens)

    def before(self, worst: float) -> None:
        """A call is about to be sent. Raises BudgetError."""
        self.budget.reserve(worst)

    def after(self, worst: float, cost: float, row: Row | None) -> None:
        """It has ended."""
        self.budget.settle(worst, cost)
        self.cost += cost
        if row is not None or cost:
            self.sent += 1


def current() -> Calls | None:
    """The calls of the run that is at work in this context."""
    calls = watching.get()
    return calls if isinstance(calls, Calls) else None


async def more_money(error: BudgetError) -> bool:
    """Whether the run's budget could be made large enough for the call that it had no room for."""
    calls = current()
    if calls is None or not isinstance(error, RunBudgetError):
        return False
    return await calls.budget.more(error.short)
