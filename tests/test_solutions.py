"""Every solution that a lesson offers is run where a learner would put it.

That is right after the starting cell, in the lesson itself.
"""

import re

import nbformat
import pytest
from nbclient import NotebookClient

from tests.environment import NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name[:2])
def test_solutions_pass(path):
    notebook, wanted = nbformat.read(path, 4), []
    for index in reversed(range(len(notebook.cells))):
        source = notebook.cells[index].source
        if (
            notebook.cells[index].cell_type == "markdown"
            and "<summary>Solution</summary>" in source
        ):
            solution = re.search(r"```python\n(.*?)```", source, re.DOTALL)[1]
            call = re.search(r"^check\(.*\);$", solution, re.MULTILINE)[0]
            notebook.cells.insert(
                index + 1, nbformat.v4.new_code_cell(solution.replace(call, f"assert {call[:-1]}"))
            )
            wanted.append(call)
    assert len(wanted) >= 2
    NotebookClient(
        notebook,
        timeout=120,
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
        resources={"metadata": {"path": str(path.parent)}},
    ).execute()
    praised = sum(
        "Well done." in output.get("text", "")
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    )
    assert praised == len(wanted)
