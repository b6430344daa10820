"""One name a process: what all spent is read from a few names, whatever happens meanwhile."""

import pytest

from helpers.engine.accounting.running_total import RunningTotal


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "ledger.calls" / "2026-11-25" / "totals"


def test_nothing_is_there_at_first(folder):
    total = RunningTotal(folder)
    assert total.amount == total.others() == 0


def test_each_knows_its_own_and_that_of_the_others(folder):
    one, two, three = (RunningTotal(folder) for _ in range(3))
    one.add(500)
    two.add(300)
    assert (one.amount, one.others(), two.others(), three.others()) == (500, 300, 500, 800)
    one.add(-300)
    assert (one.amount, two.others(), three.others()) == (200, 200, 500)


def test_a_thousand_calls_leave_two_names(folder):
    total = RunningTotal(folder)
    for _ in range(1000):
        total.add(3)
    assert RunningTotal(folder).others() == 3000
    assert len(list(folder.iterdir())) == 2, "the first stays, to tell that there is a process"


@pytest.mark.parametrize(
    "name", ["paid--5-" + "0" * 32, "0" * 32 + "-1-x", "notes.txt", "9" * 200, "0" * 32 + "--1-5"]
)
def test_other_files_are_no_totals(folder, name):
    RunningTotal(folder).add(200)
    (folder / name).write_bytes(b"\xff")
    assert RunningTotal(folder).others() == 200


def test_a_listing_that_misses_a_name_is_made_again(folder, monkeypatch):
    """A name that is replaced while a folder is read may be missed, the old one and the new."""
    one, seen, fresh = (RunningTotal(folder) for _ in range(3))
    one.add(500)
    assert seen.others() == 500
    one.add(100)
    names = list(folder.iterdir())
    first, newest = sorted(names, key=lambda path: int(path.name.split("-")[1]))
    assert first.name.endswith("-0-0") and newest.name.endswith("-2-600")
    for reader, missing in ((seen, [first]), (seen, []), (fresh, [first])):
        listings = iter([missing, names])
        monkeypatch.setattr(type(folder), "iterdir", lambda _, there=listings: next(there))
        assert reader.others() == 600


def test_a_process_that_ended_before_its_first_total_spent_nothing(folder):
    folder.mkdir(parents=True)
    (folder / f"{'0' * 32}-0-0").touch()
    one = RunningTotal(folder)
    one.add(5)
    assert one.others() == 0 and RunningTotal(folder).others() == 5


def test_a_name_that_is_gone_counts_as_it_was_seen(folder):
    one, two = RunningTotal(folder), RunningTotal(folder)
    one.add(500)
    assert two.others() == 500
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    assert two.others() == 500
    one.add(100)
    assert two.others() == RunningTotal(folder).others() == 600


def test_what_could_not_be_written_is_written_with_the_next(folder):
    one = RunningTotal(folder)
    folder.parent.mkdir(parents=True)
    folder.write_text("no folder")
    with pytest.raises(OSError, match="totals"):
        one.add(500)
    with pytest.raises(OSError, match="totals"):
        one.others()
    folder.unlink()
    one.add(100)
    assert one.amount == RunningTotal(folder).others() == 600
