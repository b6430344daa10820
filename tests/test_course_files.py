"""Notebooks as JupyterLab reads them: widgets whose Python is gone are sentences."""

import asyncio

import nbformat
import pytest
from traitlets.config import Configurable

from helpers.course_files import RUN_THIS_CELL, WIDGET, CourseFiles, put_sentence

VIEW = {"model_id": "0a", "version_major": 2, "version_minor": 0}


class Sessions:
    """A session manager that knows one notebook with a Python."""

    async def list_sessions(self):
        return [{"path": "alive.ipynb"}]


class Server(Configurable):
    """What a contents manager asks of its server."""

    session_manager = Sessions()


@pytest.fixture
def files(tmp_path):
    output = nbformat.v4.new_output("display_data", {WIDGET: VIEW, "text/plain": "HBox()"})
    cells = [nbformat.v4.new_markdown_cell("a"), nbformat.v4.new_code_cell("b", outputs=[output])]
    for name in ("alive", "left"):
        nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / f"{name}.ipynb")
    (tmp_path / "notes.txt").write_text("no notebook")
    return CourseFiles(root_dir=str(tmp_path), parent=Server())


def shown(files, path: str) -> dict:
    return asyncio.run(files.get(path))["content"]["cells"][1]["outputs"][0]["data"]


def test_a_widget_stays_while_its_notebook_has_a_python(files):
    assert shown(files, "alive.ipynb") == {WIDGET: VIEW, "text/plain": "HBox()"}
    sentence = f"<p><i>{RUN_THIS_CELL}</i></p>"
    assert shown(files, "/left.ipynb") == {"text/html": sentence, "text/plain": "HBox()"}


def test_other_files_and_models_without_content_are_as_jupyter_gives_them(files):
    assert asyncio.run(files.get("notes.txt"))["content"] == "no notebook"
    assert asyncio.run(files.get("left.ipynb", content=False))["content"] is None


def test_a_widget_with_a_sentence_of_its_own_keeps_that():
    own = {WIDGET: VIEW, "text/plain": "Voice", "text/html": "<p>Voice</p>"}
    put_sentence(own)
    assert own == {"text/plain": "Voice", "text/html": "<p>Voice</p>"}
    other = {"image/png": "AA=="}
    put_sentence(other)
    assert other == {"image/png": "AA=="}
