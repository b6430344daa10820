"""What a lesson used when it was last run."""

import pytest

from helpers.engine.accounting import lesson_costs


@pytest.mark.parametrize("number", sorted(lesson_costs.lessons()))
def test_every_lesson_that_was_measured_has_its_line(number):
    used = lesson_costs.lessons()[number]
    line = lesson_costs.estimate(number)
    assert line.startswith(f"lesson {number}: {used['calls']} calls, {used['tokens']:,} tokens")
    assert line.endswith("¢ with a key")


def test_a_lesson_that_was_not_measured_says_so(monkeypatch, tmp_path):
    assert lesson_costs.estimate("99") == "lesson 99: not measured yet"
    monkeypatch.setattr(lesson_costs, "FILE", tmp_path / "none.json")
    assert lesson_costs.lessons() == {}
