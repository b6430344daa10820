"""A notebook in a page of JupyterLab, in which a test runs one cell after the other."""

from pathlib import Path

import nbformat

OPEN = "() => { const panel = window.jupyterapp?.shell.currentWidget; return panel?.content?.model?.cells?.length > 0 && panel.sessionContext?.session?.kernel?.status === 'idle' }"
RUN = """async source => {
  const { shell, commands } = window.jupyterapp, notebook = shell.currentWidget.content, index = notebook.widgets.length;
  notebook.model.sharedModel.insertCell(index, { cell_type: 'code', source });
  notebook.activeCellIndex = index;
  await commands.execute('notebook:run-cell');
  const outputs = notebook.widgets[index].model.outputs.toJSON();
  return outputs.map(output => output.ename ? `${output.ename}: ${output.evalue}` : output.text ?? output.data['text/plain']).join('').trim();
}"""


class Desk:
    """`run` appends a cell, runs it and gives its text; `cell` is the output of the cell that was run last."""

    def __init__(self, page, lab: str, folder: Path, name: str, first: str):
        self.page, self.file = page, folder / f"{name}.ipynb"
        self.file.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("")], metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}), self.file)
        page.goto(f"{lab}/lab/tree/{folder.name}/{self.file.name}?reset")
        page.wait_for_function(OPEN, timeout=60_000)
        self.run(first)

    def run(self, source: str) -> str:
        return self.page.evaluate(RUN, source)

    @property
    def cell(self):
        return self.page.locator(".jp-Notebook > .jp-WindowedPanel-outer .jp-Cell, .jp-Notebook .jp-Cell").last

    def save(self) -> str:
        self.page.evaluate("async () => { await window.jupyterapp.commands.execute('docmanager:save') }")
        return self.file.read_text("utf-8")
