"""The lessons as the map in lesson 00 lists them, in English and in the Korean twin."""

from pathlib import Path

import nbformat

from tests.environment import NOTEBOOKS, TWINS

TAG = "map-"  # and the first figure of the lessons that a cell lists
ITEM = "- ["


def draw() -> None:
    """Write the map's cells anew: all lessons that there are, with their titles."""
    for path in (NOTEBOOKS[0], *TWINS):
        notebook = nbformat.read(path, 4)
        for cell in notebook.cells:
            for group in groups_of(cell):
                cell.source = with_list(cell.source, entries(group, korean=path in TWINS))
        nbformat.write(notebook, path)


def groups_of(cell: nbformat.NotebookNode) -> list[str]:
    """The first figures of the lessons that a cell lists; none where it is no cell of the map."""
    tags = cell.metadata.get("tags", [])
    return [tag.removeprefix(TAG) for tag in tags if tag.startswith(TAG)]


def with_list(source: str, items: list[str]) -> str:
    """The cell's text with these items in the place of those it has."""
    kept = [line for line in source.splitlines() if not line.startswith(ITEM)]
    return "\n".join([*kept, *items])


def entries(group: str, korean: bool) -> list[str]:
    """A link to each lesson of a group; in Korean by the line under its title."""
    return [
        f"{ITEM}{path.name[:2]} · {titles(path)[korean]}]({path.name})"
        for path in NOTEBOOKS
        if path.name[0] == group
    ]


def titles(path: Path) -> tuple[str, str]:
    """The title of a lesson, and the Korean line under it."""
    english, korean = nbformat.read(path, 4).cells[0].source.splitlines()[:2]
    return english.lstrip("# "), korean.strip("* ")
