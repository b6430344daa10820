"""Rows as CSV for spreadsheets and as Parquet."""

import csv
import importlib.util
import sys

import pytest

from helpers.archive import ArchiveError, Rows
from helpers.archive.export import columns

ROWS = Rows(
    [
        {"path": "안녕.mp3", "words": "=HYPERLINK(1)", "score": -0.5, "parts": ["가", 1]},
        {"path": "b.mp3", "words": 'a "b",\nc', "more": None, "@x": "+1"},
    ]
)


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_csv_begins_with_the_mark_by_which_excel_knows_utf_8(tmp_path):
    assert ROWS.to_csv(tmp_path / "rows.csv").read_bytes().startswith(b"\xef\xbb\xbfpath,words")


def test_every_field_has_a_column_and_no_cell_is_a_formula(tmp_path):
    assert columns(ROWS) == ["path", "words", "score", "parts", "more", "@x"]
    head, first, second = read(ROWS.to_csv(tmp_path / "rows.csv"))
    assert head[-1] == "'@x"
    assert first == ["안녕.mp3", "'=HYPERLINK(1)", "-0.5", '["가", 1]', "", ""]
    assert second == ["b.mp3", 'a "b",\nc', "", "", "", "'+1"]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_what_a_spreadsheet_would_run_stays_text(tmp_path, begin):
    rows = Rows([{"path": "a", "words": f"{begin}cmd"}])
    assert read(rows.to_csv(tmp_path / "rows.csv"))[1][1] == f"'{begin}cmd"


def test_a_file_that_cannot_be_written(tmp_path):
    for write in (ROWS.to_csv, ROWS.to_page):
        with pytest.raises(ArchiveError, match="cannot be written"):
            write(tmp_path / "no" / "folder")


def test_parquet_without_pyarrow_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ArchiveError, match="pip install pyarrow"):
        ROWS.to_parquet(tmp_path / "rows.parquet")


if importlib.util.find_spec("pyarrow"):  # 170 MB: it is no part of what the tests install

    def test_a_parquet_file_has_the_rows_with_their_types(tmp_path):
        import pyarrow.parquet

        rows = Rows(
            [
                {"path": "안녕.mp3", "score": -0.5, "count": 1, "sure": True, "parts": ["가", 1]},
                {"path": "b.mp3", "score": 2, "count": None, "mixed": "x", "large": 2**70},
                {"path": "\ud800", "mixed": 5, "empty": None},
            ]
        )
        table = pyarrow.parquet.read_table(rows.to_parquet(tmp_path / "rows.parquet"))
        assert table.column_names == columns(rows)
        assert table.to_pydict() == {
            "path": ["안녕.mp3", "b.mp3", "?"],
            "score": [-0.5, 2.0, None],
            "count": [1, None, None],
            "sure": [True, None, None],
            "parts": ['["가", 1]', None, None],
            "mixed": [None, "x", "5"],
            "large": [None, str(2**70), None],
            "empty": [None, None, None],
        }
        assert str(table.schema.field("count").type) == "int64"

    def test_a_parquet_file_of_no_rows_and_one_that_cannot_be_written(tmp_path):
        Rows().to_parquet(tmp_path / "rows.parquet")
        with pytest.raises(ArchiveError, match="cannot be written"):
            ROWS.to_parquet(tmp_path / "no" / "folder")
