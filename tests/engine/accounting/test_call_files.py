"""One small file a call: whole or not there, and harmless where something else lies beside it."""

import pytest

from helpers.engine.accounting.call_files import CallFiles, new_call

DAY = "2026-11-25"


@pytest.fixture
def files(tmp_path):
    return CallFiles(tmp_path / "ledger.calls")


def test_nothing_is_there_at_first(files):
    assert files.amounts(DAY) == {} and files.details() == []


def test_what_was_paid_takes_the_place_of_the_reservation(files):
    one, two = new_call(), new_call()
    files.reserve(DAY, one, 500)
    files.reserve(DAY, two, 300)
    assert files.amounts(DAY) == {one: 500, two: 300}
    files.pay(DAY, one, 200, {"model": "m"})
    assert files.amounts(DAY) == {one: 200, two: 300}
    assert files.details() == [{"model": "m"}]
    assert len(list((files.folder / DAY).iterdir())) == 3, "the reservation stays"


def test_a_reservation_is_taken_back(files):
    call = new_call()
    files.reserve(DAY, call, 500)
    files.withdraw(DAY, call, 500)
    assert files.amounts(DAY) == {}


def test_days_are_apart(files):
    files.reserve(DAY, new_call(), 500)
    assert files.amounts("2026-11-26") == {}


@pytest.mark.parametrize(
    "name", ["paid--5-" + "0" * 32, "paid-5-xyz", "notes.txt", "paid-9" * 40, "reserved-nan-0"]
)
def test_other_files_are_no_calls(files, name):
    call = new_call()
    files.pay(DAY, call, 200, {})
    (files.folder / DAY / name).write_bytes(b"\xff")
    assert files.amounts(DAY) == {call: 200}


@pytest.mark.parametrize("data", [b"", b"5", b"null", b"\xff\xfe", b'{"day": "2026', b"[" * 9999])
def test_damaged_details_cost_no_amount(files, data):
    call, other = new_call(), new_call()
    files.pay(DAY, call, 200, {"model": "m"})
    files.pay(DAY, other, 100, {"model": "n"})
    (files.folder / DAY / f"paid-200-{call}").write_bytes(data)
    assert files.amounts(DAY) == {call: 200, other: 100}
    assert files.details() == [{"model": "n"}]


def test_a_file_where_the_folder_belongs_is_an_error(files):
    files.folder.write_text("no folder")
    with pytest.raises(OSError, match=r"ledger\.calls"):
        files.amounts(DAY)
    with pytest.raises(OSError, match=r"ledger\.calls"):
        files.reserve(DAY, new_call(), 1)
