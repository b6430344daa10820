"""Rows as a page with a player beside each, to verify by ear what an engine wrote."""

import html
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from helpers.archive.export import columns, plain, unwritable
from helpers.language import learner_language, translated

Row = dict[str, Any]
TITLE, LISTEN = "Recordings and what was made of them", "listen"
STYLE = """<meta charset="utf-8">
<style>
:root { color-scheme: light dark; font-family: system-ui, sans-serif; }
table { border-collapse: collapse; }
th, td { border: 1px solid #8888; padding: 0.4em; text-align: left; vertical-align: top; }
thead th { position: sticky; top: 0; background: Canvas; }
audio { width: 16em; }
</style>
"""
FOOT = "</table>\n</body>\n</html>\n"


def to_page(rows: Sequence[Row], path: str | os.PathLike) -> Path:
    """Write an HTML page; its players play the recordings where they are. Raises ArchiveError.

    Their addresses are relative: a page that moves has to move together with the recordings.
    """
    file = Path(path).expanduser()
    names = columns(rows)
    heads = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in names)
    listen = translated(LISTEN)
    lines = [_head(), f'<thead><tr><th scope="col">{listen}</th>{heads}</tr></thead>\n']
    lines += [_line(row, names, file) for row in rows]
    try:
        file.write_text("".join([*lines, FOOT]), "utf-8", errors="replace")
    except OSError as error:
        raise unwritable(file, error) from None
    return file


def _head() -> str:
    return (
        f'<!doctype html>\n<html lang="{learner_language()}">\n<head>\n'
        f"{STYLE}<title>{translated(TITLE)}</title>\n</head>\n<body>\n<table>\n"
    )


def _line(row: Row, names: list[str], page: Path) -> str:
    address = html.escape(_address(row, page))
    label = html.escape(Path(str(row["path"])).name)
    player = f'<audio controls preload="none" aria-label="{label}" src="{address}"></audio>'
    cells = "".join(f"<td>{_text(row.get(name))}</td>" for name in names)
    return f"<tr><td>{player}</td>{cells}</tr>\n"


def _text(value: Any) -> str:
    return "" if value is None else html.escape(str(plain(value)))


def _address(row: Row, page: Path) -> str:
    """The address of a row's recording, from the page; of a piece with its time."""
    recording = Path(str(row["path"])).expanduser().absolute()
    try:
        address = quote(Path(os.path.relpath(recording, page.absolute().parent)).as_posix())
    except ValueError:  # on another drive
        address = recording.as_uri()
    times = f"#t={row['start']},{row['end']}" if "start" in row and "end" in row else ""
    return address + times
