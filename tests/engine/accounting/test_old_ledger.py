"""The lines of earlier versions, damaged in every way."""

import json
import random

import pytest

from helpers.engine.accounting.old_ledger import paid_on

DAY = "2026-11-25"
LINE = json.dumps({"day": DAY, "lesson": "02", "model": "m", "worth": 0.25, "paid": 0.25}) + "\n"


@pytest.fixture
def file(tmp_path):
    return tmp_path / ".ledger.jsonl"


def test_without_a_file_nothing_was_paid(file):
    assert paid_on(DAY, file) == 0


def test_the_days_lines_add_up(file):
    file.write_text(LINE * 3 + LINE.replace(DAY, "2026-11-24"), "utf-8")
    assert paid_on(DAY, file) == 0.75


@pytest.mark.parametrize(
    "line",
    [
        b"5\n",
        b"null\n",
        b"[]\n",
        b"\n\n",
        b"\xff\xfe\n",
        b'{"paid": null}\n',
        b'{"day": "2026-11-25", "paid": null}\n',
        b'{"day": "2026-11-25", "paid": "much"}\n',
        b'{"day": "2026-11-25", "paid": -5}\n',
        b'{"day": "2026-11-25", "paid": -Infinity}\n',
        b'{"day": "2026-11-25", "paid": NaN}\n',
        b'{"day": "2026-11-25", "paid": 1e999}\n',
        b'{"day": 5, "paid": 0.5}\n',
        b'{"day": "2026-11-',  # half a line, and the next one right behind it
        b'{"day": "2026-11-25", "lesson": "02"',
        b"\x00" * 512,
    ],
)
def test_a_damaged_line_is_skipped_and_spoils_no_other(file, line):
    file.write_bytes(LINE.encode() + line + LINE.encode())
    assert paid_on(DAY, file) == 0.5


def test_a_byte_that_is_no_text_costs_no_amount(file):
    file.write_bytes(LINE.encode().replace(b'"02"', b'"\xff\xfe"'))
    assert paid_on(DAY, file) == 0.25


def spoilt_again_and_again(file, times):
    """One line of three is overwritten at random: it never raises the budget, nor do the others."""
    dice = random.Random(4)
    for _ in range(times):
        line = bytearray(LINE.encode())
        for _ in range(dice.randrange(1, 9)):
            line[dice.randrange(len(line))] = dice.randrange(256)
        file.write_bytes(LINE.encode() + line + LINE.encode())
        assert paid_on(DAY, file) >= 0.5


def test_a_line_spoilt_a_hundred_times_takes_nothing_from_the_others(file):
    spoilt_again_and_again(file, 100)


@pytest.mark.soak
def test_a_line_spoilt_a_thousand_times_takes_nothing_from_the_others(file):
    spoilt_again_and_again(file, 1_000)


def test_a_line_that_lacks_its_end_counts(file):
    file.write_text(LINE.rstrip("}\n"), "utf-8")
    assert paid_on(DAY, file) == 0.25


def test_what_is_no_file_is_an_error(tmp_path):
    with pytest.raises(OSError, match="directory"):
        paid_on(DAY, tmp_path)
