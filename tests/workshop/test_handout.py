"""Lessons without solutions: nothing else is missing, and nothing of a solution is left."""

import re

import nbformat
import pytest

from tests.environment import NOTEBOOKS, ROOT, TWINS
from tests.test_solutions import SOLUTION
from workshop import handout


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    return handout.write(tmp_path_factory.mktemp("handout"))


def test_every_lesson_is_written(written):
    assert [path.name for path in written] == sorted(path.name for path in [*NOTEBOOKS, *TWINS])
    assert (written[0].parent / "pictures" / "00.svg").exists()
    assert (written[0].parent / "sound_check.ipynb").exists()


def test_no_solution_is_left_and_no_output(written):
    for path in written:
        notebook = nbformat.read(path, 4)
        nbformat.validate(notebook)
        text = "\n".join(cell.source for cell in notebook.cells)
        assert not re.search(r"<summary>(Solution|풀이)", text) and "</details>" not in text
        assert not any(cell.get("outputs") for cell in notebook.cells)


def test_two_solutions_of_each_lesson_are_gone_and_nothing_else(written):
    for path in written:
        whole = nbformat.read(ROOT / "notebooks" / path.name, 4).cells
        solutions = [cell for cell in whole if SOLUTION.search(cell.source)]
        left = [cell.source for cell in nbformat.read(path, 4).cells]
        others = [cell.source for cell in whole if cell not in solutions]
        assert len(solutions) == 2 and [one for one in left if one in others] == others


def test_exercises_are_still_checked(written):
    code = [cell.source for cell in nbformat.read(written[0], 4).cells if cell.cell_type == "code"]
    assert sum("check(" in source for source in code) >= 2


def test_text_round_a_solution_stays():
    source = [
        "Before.\n",
        "<details><summary>Solution</summary>\n",
        "x\n",
        "</details>\n",
        "After.",
    ]
    cells = [
        {"cell_type": "markdown", "source": source},
        {"cell_type": "markdown", "source": source[1:4]},
        {"cell_type": "code", "source": ["print('<details>')"]},
    ]
    kept = handout.without_solutions({"cells": cells})["cells"]
    assert [cell["source"] for cell in kept] == [["Before.\n", "After."], ["print('<details>')"]]
