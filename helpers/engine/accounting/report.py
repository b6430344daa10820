"""How tokens and money are shown: a line after each call, a table for a notebook."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.language import translated


@dataclass(frozen=True)
class Row:
    """One counted call.

    `worth` is its price in US dollars with a key, `paid` what it really cost: nothing on the
    practice engine, and all that was reserved where its answer did not arrive whole.
    """

    day: str
    lesson: str
    model: str
    text_in: int
    audio_in: int
    text_out: int
    audio_out: int
    worth: float
    paid: float


def tokens_line(row: Row, *, bounded: bool = False, cut: bool = False) -> str:
    """What one call used and cost.

    `bounded` says that its tokens were not told, only bounded; `cut` that a limit ended the answer.
    """
    used = (
        f"tokens{' at most' * bounded}: {row.text_in} text + {row.audio_in} audio in, "
        f"{row.text_out} text + {row.audio_out} audio out"
    )
    price = cents(row.worth) if row.paid else f"{cents(row.worth)} with a key, free here"
    ended = " · cut by max_completion_tokens" if cut else ""
    return f"{used} · {price}{ended}"


def totals(rows: Sequence[Row], paid_today: float, budget: float) -> list[tuple[str, str]]:
    """The table of a notebook: (name, value) for each line."""
    return [
        ("calls", str(len(rows))),
        ("text tokens in", f"{sum(row.text_in for row in rows):,}"),
        ("audio tokens in", f"{sum(row.audio_in for row in rows):,}"),
        ("text tokens out", f"{sum(row.text_out for row in rows):,}"),
        ("audio tokens out", f"{sum(row.audio_out for row in rows):,}"),
        ("worth with a key", cents(sum(row.worth for row in rows))),
        ("paid here", cents(sum(row.paid for row in rows))),
        ("paid today", f"{_amount(paid_today)} ¢ of {_amount(budget)} ¢"),
    ]


def as_html(table: Sequence[tuple[str, str]]) -> str:
    """The table for a notebook's page."""
    rows = "".join(
        f'<tr><th style="text-align:left">{translated(name)}</th>'
        f'<td style="text-align:right">{html.escape(translated(value))}</td></tr>'
        for name, value in table
    )
    caption = translated("This notebook, since it was started")
    style = "text-align:left;white-space:nowrap"
    return f'<table><caption style="{style}">{caption}</caption>{rows}</table>'


def cents(dollars: float) -> str:
    """Money in cents: two dollar signs in one output would be typeset as a formula."""
    return f"{_amount(dollars)} ¢"


def _amount(dollars: float) -> str:
    return f"{dollars * 100:,.2f}" if dollars else "0"


def dollars(amount: float) -> str:
    """Money for an error's sentence, with as many digits as it takes to see it."""
    return f"${amount:.2f}" if amount >= 0.01 or not amount else f"${amount:.4f}"
