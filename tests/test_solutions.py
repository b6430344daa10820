"""Every solution that a lesson offers is run in the place of its starting cell.

So the cell that lets the learner hear the exercise runs with it too.
"""

import re

import nbformat
import pytest
from nbclient import NotebookClient

from tests.environment import NOTEBOOKS

SOLUTION = re.compile(r"<summary>Solution</summary>.*?```python\n(.*?)```", re.DOTALL)


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
def test_solutions_pass_and_are_heard(path):
    notebook = nbformat.read(path, 4)
    names = with_solutions(notebook)
    assert len(names) == 2
    NotebookClient(
        notebook,
        timeout=120,
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
        resources={"metadata": {"path": str(path.parent)}},
    ).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    praised = sum("Well done." in output.get("text", "") for output in outputs)
    assert praised == len(names)
    heard = [cell for cell in notebook.cells if cell.source.startswith("if passed:")]
    assert len(heard) == len(names)
    for cell in heard:
        shown = [output.get("data", {}).get("text/html", "") for output in cell.outputs]
        assert any("<audio" in html for html in shown), cell.source
