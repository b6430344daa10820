"""All checks side by side: in their order, none without end, none that takes the others down."""

import threading

from helpers.preflight import checks
from helpers.preflight.results import PROBLEM, ok


def test_results_come_in_the_order_of_the_table():
    first_may_end = threading.Event()

    def first():
        first_may_end.wait()
        return [ok("a", "1"), ok("b", "2")]

    def second():
        first_may_end.set()
        return [ok("c", "3")]

    assert [one.fact for one in checks.results({"x": first, "y": second})] == ["1", "2", "3"]


def test_a_check_that_does_not_end_is_a_problem_and_stops_no_other():
    never = threading.Event()
    table = {"ears": never.wait, "disk": lambda: [ok("disk", "fine")]}
    late, fine = checks.results(table, seconds=0.05)
    never.set()
    assert late.state == PROBLEM and late.short == "ears late" and fine.fact == "fine"


def test_a_check_that_fails_is_a_problem_and_says_nothing_private():
    def fails():
        raise RuntimeError("a path, a key")

    (result,) = checks.results({"disk": fails})
    assert result.state == PROBLEM and "RuntimeError" in result.fact and "key" not in result.fact


def test_all_of_them_have_twenty_seconds():
    assert checks.SECONDS == 20 and len(checks.CHECKS) == 6
