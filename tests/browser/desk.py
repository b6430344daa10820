"""A notebook in a page of JupyterLab, in which a test runs one cell after the other."""

import contextlib
import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
IS_OPEN = """() => {
  const panel = window.jupyterapp?.shell.currentWidget;
  const kernel = panel?.sessionContext?.session?.kernel;
  return panel?.content?.model?.cells?.length > 0 && kernel?.status === 'idle';
}"""
INSERT = """source => {
  const notebook = window.jupyterapp.shell.currentWidget.content, index = notebook.widgets.length;
  notebook.model.sharedModel.insertCell(index, { cell_type: 'code', source });
  notebook.activeCellIndex = index;
  return index;
}"""
RUN = """async index => {
  const { shell, commands } = window.jupyterapp, notebook = shell.currentWidget.content;
  notebook.activeCellIndex = index;
  await commands.execute('notebook:run-cell');
}"""
START = f"index => {{ ({RUN})(index); }}"
TEXT = """index => {
  const notebook = window.jupyterapp.shell.currentWidget.content;
  const textOf = output => output.ename
    ? `${output.ename}: ${output.evalue}` : output.text ?? output.data['text/plain'];
  return notebook.widgets[index].model.outputs.toJSON().map(textOf).join('').trim();
}"""
COMMAND = """async ([name, options]) => {
  await window.jupyterapp.commands.execute(name, options);
}"""
GROUND = """dark => {
  const notebook = document.querySelector('.jp-Notebook');
  const ground = dark ? 'rgb(17, 17, 17)' : 'rgb(255, 255, 255)';
  return getComputedStyle(notebook).backgroundColor === ground;
}"""


def new_notebook(*cells) -> nbformat.NotebookNode:
    """A notebook of sources, or of cells with outputs."""
    made = [nbformat.v4.new_code_cell(cell) if isinstance(cell, str) else cell for cell in cells]
    return nbformat.v4.new_notebook(cells=made, metadata={"kernelspec": KERNEL})


def open_notebook(page: Page, address: str) -> None:
    """Open a notebook as its file has it, and wait until its kernel is there."""
    page.goto(f"{address}?reset")
    page.wait_for_function(IS_OPEN, timeout=60_000)


def command(page: Page, name: str, **options) -> None:
    """One of JupyterLab's own commands."""
    page.evaluate(COMMAND, [name, options])


def use_theme(page: Page, theme: str) -> None:
    """Light or Dark, and wait until nothing of the change lies over the page."""
    command(page, "apputils:change-theme", theme=f"JupyterLab {theme}")
    page.wait_for_function(GROUND, arg=theme == "Dark")
    page.wait_for_selector("#jupyterlab-splash", state="detached")


def theme_in_use(page: Page) -> str:
    """Light or Dark."""
    return "Dark" if page.evaluate(GROUND, True) else "Light"


@contextlib.contextmanager
def page_without_faults(browser: Browser, width: int, height: int, **options) -> Iterator[Page]:
    """A page of its own; its faults fail the test."""
    page = browser.new_page(viewport={"width": width, "height": height}, **options)
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    page.close()
    assert not faults, faults


def wait_until(page: Page, is_true: Callable[[], object], seconds: float = 30) -> None:
    """Wait for what only Python can see."""
    until = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < until
        page.wait_for_timeout(50)


def shoot(page: Page, name: str) -> None:
    """A screenshot for a person to look at, where SCREENSHOTS names a folder."""
    if folder := os.environ.get("SCREENSHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png")


def violations(page: Page, context, options: dict | None = None) -> list[str]:
    """What axe finds there that the rules of accessibility forbid, colours included.

    JupyterLab's body has no height; axe takes all in it for hidden and looks at no colour, until
    it is given one. It does not judge a colour outside the window either: what a selector finds
    last is scrolled into it.
    """
    if isinstance(context, str):
        page.locator(context).last.scroll_into_view_if_needed()
    page.evaluate("() => { document.body.style.height = '100vh'; }")
    found = Axe().run(page, context, {"resultTypes": ["violations"], **(options or {})}).response
    looked_at = {rule["id"] for kind in ("violations", "passes") for rule in found[kind]}
    assert "color-contrast" in looked_at, "axe saw no text there"
    return [
        f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


class Desk:
    """`run` appends a cell, runs it and gives its text; `show` gives the cell, as a locator."""

    def __init__(self, page: Page, lab: str, folder: Path, name: str, first: str):
        self.page, self.file = page, folder / f"{name}.ipynb"
        self.address = f"{lab}/lab/tree/{folder.name}/{self.file.name}"
        folder.mkdir(parents=True, exist_ok=True)
        nbformat.write(new_notebook(""), self.file)
        self.open()
        self.run(first)

    def open(self) -> None:
        """Open the notebook, or open it again as the saved file has it."""
        open_notebook(self.page, self.address)

    def run(self, source: str) -> str:
        """Run this in a cell of its own; the text of its outputs."""
        index = self.page.evaluate(INSERT, source)
        self.page.evaluate(RUN, index)
        return self.page.evaluate(TEXT, index)

    def start(self, source: str) -> int:
        """Run this without waiting for its end; the number of its cell."""
        index = self.page.evaluate(INSERT, source)
        self.page.evaluate(START, index)
        return index

    def show(self, source: str) -> Locator:
        """Run this; the cell with its outputs."""
        index = self.page.evaluate(INSERT, source)
        self.page.evaluate(RUN, index)
        return self.page.locator(".jp-Notebook .jp-Cell").nth(index)

    def save(self) -> str:
        """Save the notebook and give the text of its file."""
        command(self.page, "docmanager:save")
        return self.file.read_text("utf-8")

    def saved(self) -> dict:
        """Save the notebook and give what its file holds."""
        return json.loads(self.save())
