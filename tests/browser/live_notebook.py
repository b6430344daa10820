"""A notebook in a page of its own, whose loudspeaker is listened to (tests/browser/tap.py)."""

import json
from pathlib import Path

import nbformat

from tests.browser import desk as desks
from tests.browser import tap

CELL = """index => {
  const model = window.jupyterapp.shell.currentWidget.content.widgets[index].model;
  return {
    count: model.executionCount,
    running: model.executionState === 'running',
    trusted: model.trusted,
    outputs: model.outputs.toJSON(),
  };
}"""
IS_DONE = f"index => {{ const cell = ({CELL})(index); return cell.count && !cell.running; }}"


class LiveNotebook:
    """Cells are known by their number."""

    def __init__(self, page, lab: str, folder: Path):
        self.page, self.lab, self.file, self.faults = page, lab, folder / "live.ipynb", []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.add_init_script(tap.LISTEN)

    def write(self, cells: list[str]) -> None:
        nbformat.write(desks.new_notebook(*cells), self.file)

    def open(self, file: Path) -> None:
        desks.open_notebook(self.page, f"{self.lab}/lab/tree/notebooks/{file.name}")

    def start(self, index: int) -> None:
        self.page.evaluate(desks.START, index)

    def done(self, index: int) -> list[dict]:
        """Wait for a cell's end, and give its outputs as a saved notebook has them."""
        self.page.wait_for_function(IS_DONE, arg=index, timeout=60_000)
        return self.cell(index)["outputs"]

    def cell(self, index: int) -> dict:
        return self.page.evaluate(CELL, index)

    def run(self, index: int) -> list[dict]:
        self.start(index)
        return self.done(index)

    def save(self) -> dict:
        desks.command(self.page, "docmanager:save")
        return json.loads(self.file.read_text("utf-8"))

    def until(self, state: str) -> None:
        self.page.wait_for_selector(f".listen[data-state={state}]", timeout=30_000)


def text(outputs: list[dict]) -> str:
    """The plain text of outputs."""
    return "".join(
        output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs
    )
