"""A table whose cells are texts, numbers and sounds; a sound is a player."""

import html
from collections.abc import Mapping, Sequence
from typing import Any

from helpers.display.card import player_html, sound_address
from helpers.display.figure import Figure
from helpers.sound import Sound

PLAYER_WIDTH = 220  # CSS pixels: less hides the time in some browsers


def sound_table(rows: Sequence[Mapping[str, Any]], by: str = "") -> Figure:
    """One row for each mapping of a column's name to its value, sorted by the column `by`.

    All rows have the columns of the first. Raises ValueError where there is nothing to show, or
    `by` is no column with values in an order.
    """
    if not rows:
        raise ValueError("A table needs a row: give a list of dicts, such as [{'voice': 'ash'}].")
    columns = list(rows[0])
    sortable = [name for name in columns if not isinstance(rows[0][name], Sound)]
    if by and by not in sortable:
        raise ValueError(f"A table is sorted by {', '.join(sortable)}, not by {by!r}.")
    rows = sorted(rows, key=lambda row: row[by]) if by else rows
    head = "".join(_cell("th", html.escape(name)) for name in columns)
    body = "".join(
        f"<tr>{''.join(_cell('td', _shown(row[name]), row[name]) for name in columns)}</tr>"
        for row in rows
    )
    lines = [columns, *([_told(row[name]) for name in columns] for row in rows)]
    return Figure(
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>",
        "\n".join(" · ".join(line) for line in lines),
    )


def _cell(tag: str, content: str, value: Any = "") -> str:
    align = "right" if isinstance(value, (int, float)) else "left"
    return f'<{tag} style="text-align:{align}">{content}</{tag}>'


def _shown(value: Any) -> str:
    """A value as HTML."""
    if isinstance(value, Sound):
        player = player_html(value, sound_address(value))
        return f'<p style="width:{PLAYER_WIDTH}px;margin:0">{player}</p>'
    return html.escape(_told(value))


def _told(value: Any) -> str:
    """A value as plain text: numbers with their thousands apart, a sound by its label."""
    if isinstance(value, Sound):
        return value.label
    return f"{value:,}" if isinstance(value, (int, float)) else str(value)
