"""The lanes of a class: which parts of a lesson the slow skip, and which are for the fast.

A part is a heading with the cells under it. What follows the first exercise is needed by nobody
else: the slow skip the second exercise, the recording of their own and "What can go wrong"; what
stands under More is for the fast. `make notebooks` marks them, with one line
under the heading; workshop/README.md explains the lanes to teachers.
"""

import re
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from tests.environment import NOTEBOOKS, TWINS

SLOW, FAST = "*Slow lane: skip this.*", "*Fast lane: optional.*"
KOREAN = {
    SLOW: "*느린 길: 건너뛰어도 됩니다.*",
    FAST: "*빠른 길: 골라서 해 보세요.*",
}
MARKS = {*KOREAN, *KOREAN.values()}
EXERCISE, MORE = "## Try it", "## More"
SKIPPED = (EXERCISE, "## With your own recording", "## What can go wrong")
HEADING = re.compile("^## .+$", re.MULTILINE)
RECAP = "ledger"  # the code cell with which the recap begins: nobody skips that


def draw() -> None:
    """Mark the parts of every lesson, in the Korean twins too."""
    for path in NOTEBOOKS:
        lanes = {cells[0].id: lane for cells, lane in parts(nbformat.read(path, 4)) if lane}
        write(path, lanes)
        for twin in TWINS:
            if twin.name.replace("-ko_", "_") == path.name:
                write(twin, {name: KOREAN[lane] for name, lane in lanes.items()})


def write(path: Path, marks: dict[str, str]) -> None:
    """Put these marks under the headings of these cells, by their ids, and no other anywhere."""
    notebook = nbformat.read(path, 4)
    for cell in notebook.cells:
        if heading_of(cell):
            cell.source = marked(cell.source, marks.get(cell.id, ""))
    nbformat.write(notebook, path)


def marked(source: str, mark: str) -> str:
    """A cell's text with this mark under its last heading, or with none where it is empty.

    An empty line follows the mark, so that it is a paragraph of its own.
    """
    before, heading, after = source.rpartition(HEADING.findall(source)[-1] + "\n")
    first, _, rest = after.partition("\n\n")
    text = rest if first in MARKS else after
    return before + heading + (f"{mark}\n\n" if mark else "") + text


def parts(notebook: NotebookNode) -> list[tuple[list[NotebookNode], str]]:
    """The lesson's cells from heading to heading, each part with its mark or none."""
    found: list[tuple[list[NotebookNode], str]] = [([], "")]
    headings: list[str] = []
    for cell in notebook.cells:
        if heading_of(cell) or cell.source == RECAP:
            headings.append(heading_of(cell))
            found.append(([], lane_of(headings)))
        found[-1][0].append(cell)
    return [(cells, lane if is_run(cells) else "") for cells, lane in found]


def heading_of(cell: NotebookNode) -> str:
    """The heading in a Markdown cell, the last where there are two; empty where there is none."""
    found = HEADING.findall(cell.source) if cell.cell_type == "markdown" else []
    return found[-1] if found else ""


def lane_of(headings: list[str]) -> str:
    """The mark of the last of these headings, which stand in this order in a lesson."""
    if any(heading.startswith(MORE) for heading in headings):
        return FAST
    exercises = sum(heading.startswith(EXERCISE) for heading in headings)
    if not exercises or (exercises == 1 and headings[-1].startswith(EXERCISE)):
        return ""
    return SLOW if headings[-1].startswith(SKIPPED) else ""


def is_run(cells: list[NotebookNode]) -> bool:
    """Whether there is something to run in a part; what is only read is not marked."""
    return any(cell.cell_type == "code" for cell in cells)


if __name__ == "__main__":
    draw()
