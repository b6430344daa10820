"""The tables of korean/: one for each room, a JSON file of sections, English sentence to Korean.

A key is a sentence as it stands in the code, with {names} where it varies. The names are the same
in both languages; their order may differ.
"""

import json
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "korean"
PAGE = "widgets"  # the room whose sentences are looked up in the page, not in Python


def rooms() -> list[str]:
    """The names of all tables."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


@cache
def table(room: str) -> dict[str, str]:
    """The sentences of one room."""
    sections = json.loads((FOLDER / f"{room}.json").read_text("utf-8"))
    return {english: korean for section in sections.values() for english, korean in section.items()}


@cache
def sentences() -> dict[str, str]:
    """The sentences of all rooms that speak in Python."""
    tables = [table(room) for room in rooms() if room != PAGE]
    return {english: korean for one in tables for english, korean in one.items()}
