"""Rows as files for other programs: CSV for spreadsheets, Parquet for pandas and the like."""

import csv
import importlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from helpers.archive.errors import ArchiveError

Row = dict[str, Any]
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet takes a text that begins so for one
LARGEST = 2**63  # a column of whole numbers has 64 bits
HARMLESS = "'"  # before it, the text stays a text


def columns(rows: Sequence[Row]) -> list[str]:
    """The names of all fields, in the order in which they first come."""
    return list(dict.fromkeys(str(name) for row in rows for name in row))


def to_csv(rows: Sequence[Row], path: str | os.PathLike) -> Path:
    """Write rows as CSV in UTF-8 with the mark by which Excel knows it. Raises ArchiveError."""
    file = Path(path).expanduser()
    try:
        with file.open("w", encoding="utf-8-sig", newline="", errors="replace") as opened:
            writer = csv.writer(opened)
            names = columns(rows)
            writer.writerow(map(_cell, names))
            writer.writerows([_cell(row.get(name, "")) for name in names] for row in rows)
    except OSError as error:
        raise unwritable(file, error) from None
    return file


def to_parquet(rows: Sequence[Row], path: str | os.PathLike) -> Path:
    """Write rows as a Parquet file. Raises ArchiveError where pyarrow is missing."""
    file = Path(path).expanduser()
    try:
        arrow = importlib.import_module("pyarrow")
        parquet = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise ArchiveError(
            "Parquet files need pyarrow, which is not installed here: run pip install pyarrow, "
            "or write a CSV with rows.to_csv."
        ) from None
    table = {name: _column([row.get(name) for row in rows]) for name in columns(rows)}
    try:
        parquet.write_table(arrow.table(table), file)
    except OSError as error:
        raise unwritable(file, error) from None
    return file


def unwritable(file: Path, error: OSError) -> ArchiveError:
    """A file that cannot be written, in one sentence."""
    reason = error.strerror or type(error).__name__
    return ArchiveError(f"{file} cannot be written ({reason}): name another file or folder.")


def plain(value: Any) -> Any:
    """A value as one cell takes it: lists and dicts as JSON."""
    if value is None or isinstance(value, str | int | float):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)


def _cell(value: Any) -> Any:
    value = plain(value)
    if isinstance(value, str) and value.startswith(FORMULA):
        return HARMLESS + value
    return value


def _column(values: list[Any]) -> list[Any]:
    """Values of one type, as Parquet wants them: of several types, and of large numbers, texts."""
    cells = [plain(value) for value in values]
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds == {int, float}:
        return [cell if cell is None else float(cell) for cell in cells]
    if len(kinds) == 1 and str not in kinds and all(map(_fits, cells)):
        return cells
    return [cell if cell is None else _whole_text(str(cell)) for cell in cells]


def _fits(cell: Any) -> bool:
    return not isinstance(cell, int) or abs(cell) < LARGEST


def _whole_text(text: str) -> str:
    """Without halves of characters, which no file in UTF-8 can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
