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
  return [index, outputs.map(output => output.ename ? `${output.ename}: ${output.evalue}` : output.text ?? output.data['text/plain']).join('').trim()];
}"""


class Desk:
    """`run` appends a cell, runs it and gives its text; `show` gives the cell itself, as a locator."""

    def __init__(self, page, lab: str, folder: Path, name: str, first: str):
        self.page, self.file = page, folder / f"{name}.ipynb"
        self.address = f"{lab}/lab/tree/{folder.name}/{self.file.name}"
        folder.mkdir(parents=True, exist_ok=True)
        nbformat.write(
            nbformat.v4.new_notebook(
                cells=[nbformat.v4.new_code_cell("")],
                metadata={
                    "kernelspec": {
                        "name": "python3",
                        "display_name": "Python 3",
                        "language": "python",
                    }
                },
            ),
            self.file,
        )
        self.open()
        self.run(first)

    def open(self) -> None:
        """Open the notebook, or open it again as the saved file has it."""
        self.page.goto(f"{self.address}?reset")
        self.page.wait_for_function(OPEN, timeout=60_000)

    def run(self, source: str) -> str:
        return self.page.evaluate(RUN, source)[1]

    def show(self, source: str):
        return self.page.locator(".jp-Notebook .jp-Cell").nth(self.page.evaluate(RUN, source)[0])

    def save(self) -> str:
        """Save the notebook and give the text of its file."""
        self.page.evaluate(
            "async () => { await window.jupyterapp.commands.execute('docmanager:save') }"
        )
        return self.file.read_text("utf-8")

    def command(self, name: str, **arguments) -> None:
        self.page.evaluate(
            "async ([name, arguments]) => { await window.jupyterapp.commands.execute(name, arguments) }",
            [name, arguments],
        )
