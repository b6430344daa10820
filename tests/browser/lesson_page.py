"""A lesson in JupyterLab: open it, run it, look at it whole, close it.

Several lessons may be open in the same page and run at the same time; the last one that was
shown is the one looked at. Lessons are known by their paths.
"""

import contextlib
import time
from collections.abc import Iterator

from playwright.sync_api import Page

from tests.browser.desk import command

RUN_SECONDS = 180
WIDE = {"width": 1280, "height": 900}
TALLEST = 14_000  # pixels of a window that shows a whole lesson
IN_SIGHT = ".jp-NotebookPanel:not(.lm-mod-hidden)"
PANEL = """const panel = [...window.jupyterapp.shell.widgets('main')]
  .find(widget => widget.context?.path === path)"""
OPEN = """async ([path, kernel]) => {
  const { commands } = window.jupyterapp, factory = 'Notebook';
  const panel = await commands.execute('docmanager:open', { path, factory, kernel });
  await panel.context.ready;
  await panel.sessionContext.ready;
  return panel.sessionContext.session.kernel.model;
}"""
SHOW = f"""path => {{
  {PANEL};
  window.jupyterapp.shell.activateById(panel.id);
}}"""
IS_SHOWN = """path => {
  const panel = window.jupyterapp.shell.currentWidget;
  return panel?.context?.path === path && panel.content.model.cells.length > 0 && panel.isVisible;
}"""
IS_READY = f"""path => {{
  {PANEL};
  return panel.sessionContext.session?.kernel?.status === 'idle';
}}"""
CLOSE = f"""([path, shutdown]) => {{
  {PANEL};
  if (shutdown) panel.sessionContext.shutdown();
  panel.context.model.dirty = false;   // nothing is asked, nothing is saved
  panel.close();
}}"""
STATE = f"""path => {{
  {PANEL};
  const cells = [...panel.content.widgets].filter(cell => cell.model.type === 'code');
  const waits = cell => !cell.model.executionCount || cell.model.executionState === 'running';
  const fails = output => output.output_type === 'error' || output.name === 'stderr';
  const outputs = cells.flatMap(cell => cell.model.outputs.toJSON());
  return {{
    waiting: cells.filter(waits).length,
    ran: cells.length,
    kernel: panel.sessionContext.session?.kernel?.status,
    errors: outputs.filter(fails).map(output => output.ename ?? output.text),
  }};
}}"""
RUN_ALL = """async () => {
  const { commands } = window.jupyterapp;
  await commands.execute('notebook:clear-all-cell-outputs');
  commands.execute('notebook:run-all-cells');
}"""
PATH = "() => window.jupyterapp.shell.currentWidget.context.path"
HEIGHT = f"""() => Math.max(...[...document.querySelectorAll([
  '.jp-WindowedPanel-outer', '.jp-WindowedPanel-viewport', '.jp-Notebook'
].map(name => `{IN_SIGHT} ${{name}}`).join())].map(element => element.scrollHeight))"""
TO_TOP = f"""() => {{
  const panels = document.querySelectorAll('{IN_SIGHT} .jp-WindowedPanel-outer');
  for (const panel of panels) panel.scrollTop = 0;
}}"""
IS_WHOLE = f"""() => {{
  const panel = document.querySelector('{IN_SIGHT} .jp-WindowedPanel-outer');
  return panel.clientHeight >= panel.querySelector('.jp-WindowedPanel-viewport').scrollHeight;
}}"""

# axe and a change of theme take time for every element of the document, hidden or not
ALONE = """() => {
  window.others = [...document.querySelectorAll('.jp-NotebookPanel.lm-mod-hidden')]
    .map(panel => ({ panel, dock: panel.parentNode }));
  for (const { panel } of window.others) panel.remove();
}"""
TOGETHER = "() => { for (const { panel, dock } of window.others) dock.append(panel); }"


def open_lesson(page: Page, path: str, kernel: dict | None = None) -> dict:
    """The lesson as its file has it, in sight; its kernel is this one, or a new one."""
    kernel = page.evaluate(OPEN, [path, kernel])
    show(page, path)
    page.wait_for_function(IS_READY, arg=path, timeout=60_000)
    return kernel


def show(page: Page, path: str) -> None:
    """Bring an open lesson into sight."""
    page.evaluate(SHOW, path)
    page.wait_for_function(IS_SHOWN, arg=path, timeout=60_000)


def close(page: Page, path: str, shutdown: bool = True) -> None:
    """Close it, and end its kernel; nothing is saved."""
    page.evaluate(CLOSE, [path, shutdown])


def start_all(page: Page) -> None:
    """Empty every output of the lesson in sight, and run all its cells without waiting."""
    page.evaluate(RUN_ALL)


def wait_for_all(page: Page, path: str) -> dict:
    """Wait for the last cell, or for the first error; what became of the cells."""
    until = time.monotonic() + RUN_SECONDS
    while (state := page.evaluate(STATE, path))["waiting"] and not state["errors"]:
        waiting = f"{state['waiting']} of {state['ran']} cells, kernel {state['kernel']}"
        assert time.monotonic() < until, f"still waiting for {waiting}"
        page.wait_for_timeout(100)
    return state


def run_all(page: Page) -> dict:
    """Run the lesson in sight from top to bottom; what became of its cells."""
    start_all(page)
    return wait_for_all(page, page.evaluate(PATH))


@contextlib.contextmanager
def seen_whole(page: Page) -> Iterator[None]:
    """A window as tall as the lesson in sight, and nothing beside it; then it is as before."""
    page.evaluate(ALONE)
    height = page.evaluate(HEIGHT)
    page.set_viewport_size({"width": 1100, "height": min(height + 200, TALLEST)})
    command(page, "filebrowser:toggle-main")
    page.evaluate(TO_TOP)
    page.wait_for_function(IS_WHOLE)
    yield
    command(page, "filebrowser:toggle-main")
    page.set_viewport_size(WIDE)
    page.evaluate(TOGETHER)
