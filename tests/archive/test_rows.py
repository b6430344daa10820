"""What a run hands back."""

from helpers.archive import Failure, Rows


def test_what_failed_can_be_run_again_each_path_once():
    rows = Rows()
    rows.errors = [Failure("a", "why"), Failure("long", "why", 0.0), Failure("long", "why", 900.0)]
    assert rows.failed == ["a", "long"]


def test_the_summary_counts_as_people_do():
    rows = Rows([{"path": "a"}])
    rows.errors = [Failure("b", "why")]
    rows.calls.sent = 2
    assert rows.summary() == (
        "1 row · 1 error · 2 calls sent · 0 answers from the store · 0 ¢ with a key"
    )
