"""One small file a call: whole or not there, and harmless where something else lies beside it."""

import pytest

from helpers.engine.accounting.call_files import CallFiles

DAY = "2026-11-25"


@pytest.fixture
def files(tmp_path):
    return CallFiles(tmp_path / "ledger.calls")


def test_nothing_is_there_at_first(files):
    assert files.details() == []


def test_details_of_all_days_come_in_their_order(files):
    files.keep(DAY, {"model": "m"})
    files.keep("2026-11-26", {"model": "n"})
    assert files.details() == [{"model": "m"}, {"model": "n"}]
    assert len(list((files.folder / DAY).iterdir())) == 1, "nothing unfinished stays"


@pytest.mark.parametrize("name", ["paid-5-xyz", "notes.txt", "x.unfinished", "1.jsonl"])
def test_other_files_are_no_calls(files, name):
    files.keep(DAY, {"model": "m"})
    (files.folder / DAY / name).write_bytes(b"\xff")
    assert files.details() == [{"model": "m"}]


@pytest.mark.parametrize("data", [b"", b"5", b"null", b"\xff\xfe", b'{"day": "2026', b"[" * 9999])
def test_damaged_details_cost_those_of_one_call(files, data):
    files.keep(DAY, {"model": "m"})
    next((files.folder / DAY).iterdir()).write_bytes(data)
    files.keep(DAY, {"model": "n"})
    assert files.details() == [{"model": "n"}]


def test_a_file_where_the_folder_belongs_is_an_error(files):
    files.folder.write_text("no folder")
    with pytest.raises(OSError, match=r"ledger\.calls"):
        files.keep(DAY, {"model": "m"})
