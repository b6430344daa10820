"""Tokens and money as they are shown."""

import pytest

from helpers.engine.accounting.report import Row, as_html, cents, dollars, tokens_line, totals

ROW = Row("2026-11-25", "02", "gpt-audio-1.5", 11, 17, 32, 93, 0.0068435, 0.0068435)
FREE = Row("2026-11-25", "02", "gpt-audio-1.5", 11, 17, 32, 93, 0.0068435, 0.0)


def test_a_line_says_what_a_call_used_and_cost():
    line = "tokens: 11 text + 17 audio in, 32 text + 93 audio out · 0.68 ¢"
    assert tokens_line(ROW) == line
    assert tokens_line(FREE) == line + " with a key, free here"
    assert tokens_line(ROW, bounded=True) == line.replace("tokens:", "tokens at most:")


def test_a_table_adds_up():
    table = dict(totals([ROW, FREE], 0.0068435, 0.5))
    assert table["calls"] == "2"
    assert table["audio tokens out"] == "186"
    assert table["worth with a key"] == "1.37 ¢"
    assert table["paid here"] == "0.68 ¢"
    assert table["paid today"] == "0.68 ¢ of 50.00 ¢"


def test_a_page_shows_the_table_and_no_formula():
    page = as_html(totals([ROW], 0.25, 0.5))
    assert "<td" in page
    assert "$" not in page


@pytest.mark.parametrize(
    ("amount", "in_cents", "in_dollars"),
    [
        (0, "0 ¢", "$0.00"),
        (0.0023, "0.23 ¢", "$0.0023"),
        (0.01, "1.00 ¢", "$0.01"),
        (12.3456, "1,234.56 ¢", "$12.35"),
    ],
)
def test_money(amount, in_cents, in_dollars):
    assert (cents(amount), dollars(amount)) == (in_cents, in_dollars)
