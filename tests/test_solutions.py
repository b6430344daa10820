"""Every solution that a lesson offers is run in the place of its starting cell.

So the cell that lets the learner hear the exercise runs with it too.
"""

import re

import nbformat
import pytest
from nbclient import NotebookClient

from helpers.language import translated
from tests.environment import NOTEBOOKS, TWINS
from tests.practice.mind.small_mind import SENTENCES, small_mind
from tests.practice.mind.text_server import text_server

SOLUTION = re.compile(r"<summary>(?:Solution|풀이)</summary>.*?```python\n(.*?)```", re.DOTALL)
HEARD = "if passed:"


def with_solutions(notebook) -> list[str]:
    """Put each solution in the place of its exercise; the names of the exercises."""
    names = []
    for index, cell in enumerate(notebook.cells):
        if "exercise" in cell.metadata.get("tags", []):
            solution = SOLUTION.search(notebook.cells[index + 1].source)[1]
            cell.source = f"{solution}\nassert passed"
            names.append(re.search(r'check\("([\w-]+)"', solution)[1])
    return names


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name[:2])
def test_solutions_pass_and_are_heard(path, engine, monkeypatch):
    """As far as the second exercise is heard, all with one engine, which answers at once."""
    monkeypatch.setenv("PRACTICE_URL", engine.base_url)
    notebook = nbformat.read(path, 4)
    last = max(at for at, cell in enumerate(notebook.cells) if cell.source.startswith(HEARD))
    del notebook.cells[last + 1 :]
    pass_and_are_heard(notebook, path.parent)


@pytest.mark.soak
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name[:2])
def test_a_whole_lesson_runs_with_its_solutions(path):
    pass_and_are_heard(nbformat.read(path, 4), path.parent)


ALL = [
    pytest.param(path, id=number, marks=[] if number == "01" else [pytest.mark.soak])
    for path in [*NOTEBOOKS, *TWINS]
    for number in [path.stem.partition("_")[0]]
]
OFFER_FUNCTIONS = [path for path in NOTEBOOKS if "tools=" in path.read_text("utf-8")]


@pytest.mark.parametrize("path", ALL)
def test_a_whole_lesson_runs_with_a_mind_of_the_learners_own(path, monkeypatch):
    with_own_mind(path, small_mind(), monkeypatch)


@pytest.mark.soak
@pytest.mark.parametrize("path", OFFER_FUNCTIONS, ids=lambda path: path.name[:2])
def test_a_whole_lesson_runs_with_a_mind_that_only_talks(path, monkeypatch):
    with_own_mind(path, text_server({"content": SENTENCES}), monkeypatch)


def with_own_mind(path, served, monkeypatch):
    """Run a lesson and its solutions while a text model of the learner's own answers."""
    monkeypatch.setenv("AUDIO_LANGUAGE", "ko" if path in TWINS else "en")
    with served as (url, mind):
        monkeypatch.setenv("PRACTICE_MIND", url)
        pass_and_are_heard(nbformat.read(path, 4), path.parent)
    assert mind.asked


def pass_and_are_heard(notebook, folder):
    names = with_solutions(notebook)
    assert len(names) == 2
    NotebookClient(
        notebook,
        timeout=120,
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
        resources={"metadata": {"path": str(folder)}},
    ).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    praised = sum(translated("Well done.") in output.get("text", "") for output in outputs)
    assert praised == len(names)
    heard = [cell for cell in notebook.cells if cell.source.startswith(HEARD)]
    assert len(heard) == len(names)
    for cell in heard:
        shown = [output.get("data", {}).get("text/html", "") for output in cell.outputs]
        assert any("<audio" in html for html in shown), cell.source
