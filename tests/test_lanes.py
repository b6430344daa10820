"""The lanes of the lessons: marked where they are, in the same words, and free to be left out."""

import re
import symtable

import nbformat
import pytest
from nbclient import NotebookClient

from tests import lanes
from tests.environment import NOTEBOOKS, ROOT, TWINS

EVERY = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name[:2])


def bound(cells) -> set[str]:
    """The names to which code cells give a value."""
    return {
        symbol.get_name()
        for cell in cells
        if cell.cell_type == "code"
        for symbol in table_of(cell).get_symbols()
        if symbol.is_assigned() or symbol.is_imported()
    }


def used(cells) -> set[str]:
    """The names whose value code cells take from elsewhere."""
    return {
        symbol.get_name()
        for cell in cells
        if cell.cell_type == "code"
        for scope in scopes(table_of(cell))
        for symbol in scope.get_symbols()
        if symbol.is_referenced() and symbol.is_global() and symbol.get_name() not in bound([cell])
    }


def table_of(cell) -> symtable.SymbolTable:
    return symtable.symtable(cell.source, "cell", "exec")


def scopes(scope):
    """A scope and all in it, to any depth."""
    yield scope
    for inner in scope.get_children():
        yield from scopes(inner)


@EVERY
def test_every_lesson_carries_its_marks(path):
    for cells, lane in lanes.parts(nbformat.read(path, 4)):
        lines = [line for line in cells[0].source.split("\n") if line in lanes.MARKS]
        assert lines == [lane] * bool(lane), "run python -m tests.lanes"
        assert not [cell for cell in cells[1:] if set(cell.source.split("\n")) & lanes.MARKS]


@EVERY
def test_one_exercise_is_for_everybody_and_one_may_be_skipped(path):
    found = lanes.parts(nbformat.read(path, 4))
    exercises = [lane for cells, lane in found if lanes.heading_of(cells[0])[:9] == "## Try it"]
    assert exercises == ["", lanes.SLOW]


@EVERY
def test_nothing_that_stays_needs_what_is_skipped(path):
    found = lanes.parts(nbformat.read(path, 4))
    everybody = [cell for cells, lane in found if not lane for cell in cells]
    usual = [cell for cells, lane in found if lane != lanes.FAST for cell in cells]
    for kept, skipped in (
        (everybody, [cell for cells, lane in found if lane for cell in cells]),
        (usual, [cell for cells, lane in found if lane == lanes.FAST for cell in cells]),
    ):
        assert not used(kept) & (bound(skipped) - bound(kept))


@pytest.mark.soak
@EVERY
def test_the_slow_lane_runs(path, engine, monkeypatch):
    monkeypatch.setenv("PRACTICE_URL", engine.base_url)
    notebook = nbformat.read(path, 4)
    notebook.cells = [cell for cells, lane in lanes.parts(notebook) if not lane for cell in cells]
    NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}
    ).execute()


def test_a_name_from_a_skipped_part_would_be_found():
    given = [nbformat.v4.new_code_cell("import a as b\nasync def f(): pass\nc, d = 1, 2")]
    assert bound(given) == {"b", "f", "c", "d"}
    assert used([nbformat.v4.new_code_cell("x = c\nawait f(x, [y for y in z])")]) == {"f", "c", "z"}


def test_the_twin_carries_the_same_marks_in_korean():
    for twin in TWINS:
        english = nbformat.read(twin.with_name(twin.name.replace("-ko_", "_")), 4)
        korean = {cell.id: cell.source for cell in nbformat.read(twin, 4).cells}
        for cells, lane in lanes.parts(english):
            assert not lane or lanes.KOREAN[lane] in korean[cells[0].id].split("\n")


def test_a_mark_is_put_under_its_heading_once_and_taken_away():
    source = "Before.\n\n## More: a thing\nText.\n\nMore text."
    with_mark = "Before.\n\n## More: a thing\n*Fast lane: optional.*\n\nText.\n\nMore text."
    assert lanes.marked(source, lanes.FAST) == lanes.marked(with_mark, lanes.FAST) == with_mark
    assert lanes.marked(with_mark, "") == source


def test_teachers_are_told_the_same_words():
    page = (ROOT / "workshop" / "README.md").read_text("utf-8")
    assert all(mark in page for mark in lanes.KOREAN)


def test_the_fast_have_a_task_after_every_lesson():
    page = (ROOT / "workshop" / "README.md").read_text("utf-8")
    tasks = re.findall(r"^\| (\d\d) \| \S.+[.?] \|$", page, re.MULTILINE)
    assert tasks == sorted(set(tasks)) and set(tasks) >= {path.name[:2] for path in NOTEBOOKS}
