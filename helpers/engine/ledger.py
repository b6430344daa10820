"""Tokens and money: counted after each call, added up for the lesson and the day, and capped."""

import math
import os
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from typing import Any

from helpers.engine import catalogue
from helpers.engine.accounting.lesson_costs import estimate
from helpers.engine.accounting.report import Row, as_html, dollars, tokens_line, totals
from helpers.engine.accounting.spending import NANO, Reservation, Spending, nanodollars, today
from helpers.engine.notice import notice
from helpers.errors import CourseError
from helpers.language import translated

USUAL_CAP = 0.50  # US dollars a day


class BudgetError(CourseError, RuntimeError):
    """The next call could go over the day's cap; nothing was sent."""


class Ledger:
    """Every call of this notebook, and what was paid today in all of them.

    As the last line of a cell it shows itself as a table. `kind` is the kind of engine whose
    answers are added by hand, `cap` the day's cap in US dollars where budget() has set one.
    """

    def __init__(self) -> None:
        self.kind = "practice"
        self.lesson = ""
        self.cap: float | None = None
        self.rows: list[Row] = []
        self.spoken: dict[str, tuple[int, int]] = {}  # (text, audio) tokens, by audio id
        self._counted: set[str] = set()
        self._metered: defaultdict[Any, list[Row]] = defaultdict(list)
        self._spending = Spending()

    @property
    def file(self) -> Path:
        """AUDIO_LEDGER, or .ledger.jsonl beside the README; calls stand beside it in .calls."""
        return self._spending.file

    def add(self, answer: Any) -> Row | None:
        """Count one answer by hand: a completion, or the JSON of one. Returns its row.

        The row of an answer that the guard has counted is returned, and nothing counted again.
        None comes back for an answer that was added before, and for one without usage.
        """
        answer = answer if isinstance(answer, dict) else answer.model_dump()
        usage = answer.get("usage")
        if not isinstance(usage, dict) or not usage:
            return None
        model = str(answer.get("model") or catalogue.default_model())
        name, tokens = answer.get("id"), catalogue.tokens(usage)
        if metered := self._metered.get(_key(name, model, tokens)):
            return metered.pop(0)
        if name in self._counted:
            return None
        worth = catalogue.priced(model).price(*tokens)
        row = self._row(model, tokens, worth, 0.0 if self.kind == "practice" else worth)
        self._enter(row, name)
        self._spending.spend(nanodollars(row.paid), asdict(row))
        notice(tokens_line(row))
        return row

    def has(self, name: str | None) -> bool:
        """Was the answer with this id counted, by the guard or by hand?"""
        return name in self._counted

    def reserve(self, worst: float) -> Reservation:
        """Reserve the most that a call can cost, in US dollars. Raises BudgetError."""
        amount, cap = nanodollars(worst), nanodollars(budget())
        reservation = self._spending.reserve(amount, cap)
        if reservation is None:
            raise BudgetError(_refusal(worst, self.paid_today(), budget()))
        return reservation

    def settle(
        self,
        reservation: Reservation | None,
        name: str,
        model: str,
        tokens: tuple[int, int, int, int],
        worth: float,
        paid: float,
    ) -> Row:
        """Count an answer that the guard has metered, in the place of its reservation.

        `name` is the answer's id, `tokens` are (text in, audio in, text out, audio out), `worth`
        and `paid` are US dollars.
        """
        row = self._row(model, tokens, worth, paid)
        self._enter(row, name)
        self._metered[_key(name, model, tokens)].append(row)
        if reservation is None:
            self._spending.spend(nanodollars(paid), asdict(row))
        else:
            self._spending.settle(reservation, nanodollars(paid), asdict(row))
        return row

    def release(self, reservation: Reservation) -> None:
        """Give back what was reserved for a call that cost nothing."""
        self._spending.release(reservation)

    def paid_today(self) -> float:
        """US dollars paid today, in all notebooks; calls under way count as reserved."""
        return self._spending.today() / NANO

    def _row(self, model: str, tokens: tuple[int, int, int, int], worth: float, paid: float) -> Row:
        return Row(today(), self.lesson, model, *tokens, worth, paid)

    def _enter(self, row: Row, name: object) -> None:
        self.rows.append(row)
        if isinstance(name, str) and name:
            self._counted.add(name)

    def _table(self) -> list[tuple[str, str]]:
        return totals(self.rows, self.paid_today(), budget())

    def __repr__(self) -> str:
        table = self._table()
        return " · ".join(f"{translated(name)}: {translated(value)}" for name, value in table)

    def _repr_html_(self) -> str:
        return as_html(self._table())


ledger = Ledger()


def budget(amount: float | None = None) -> float:
    """The cap for a day in US dollars: set it with a number, or ask for it.

    AUDIO_BUDGET_USD sets it for every notebook. Raises ValueError for what is no amount.
    """
    if amount is not None:
        if not 0 <= amount < float("inf"):
            raise ValueError(translated("A budget is a number of US dollars, zero or more."))
        ledger.cap = float(amount)
    if ledger.cap is not None:
        return ledger.cap
    return _cap_of_the_environment()


def lesson_cost(lesson: str) -> None:
    """Say what lesson `lesson` ("02") uses and would cost with a key; count under its name."""
    ledger.lesson = lesson
    notice(estimate(lesson))


def _cap_of_the_environment() -> float:
    try:
        cap = float(os.environ.get("AUDIO_BUDGET_USD") or USUAL_CAP)
    except ValueError:
        return USUAL_CAP
    return max(0.0, cap) if math.isfinite(cap) else USUAL_CAP


def _key(name: object, model: str, tokens: tuple[int, int, int, int]) -> object:
    """By what the guard's row for an answer is found: its id, else its model and its sound."""
    return name if isinstance(name, str) and name else (model, tokens[3])


def _refusal(worst: float, spent: float, cap: float) -> str:
    left = max(0.0, cap - spent)
    could = f"this call could cost up to {dollars(worst)}"
    advice = "Set a smaller max_completion_tokens" if left > 0.01 else "Wait until tomorrow"
    higher = max(1, math.ceil(spent + worst))
    return (
        f"Stopped before sending: {could}, and {dollars(left)} of today's {dollars(cap)} is left. "
        f"{advice}, or raise the cap with budget({higher})."
    )
