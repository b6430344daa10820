"""A lesson in JupyterLab: open it, run it, look at it whole, close it."""

import contextlib
import time
from collections.abc import Iterator

from playwright.sync_api import Page

from tests.browser.desk import command, use_theme

RUN_SECONDS = 120
WIDE = {"width": 1280, "height": 900}
TALLEST = 9000  # pixels of a window that shows a whole lesson
OPEN = """async path => {
  const { commands, shell } = window.jupyterapp;
  const panel = await commands.execute('docmanager:open', { path, factory: 'Notebook' });
  shell.activateById(panel.id);
  await panel.context.ready;
  await panel.sessionContext.ready;
}"""
IS_READY = """path => {
  const panel = window.jupyterapp.shell.currentWidget;
  const kernel = panel?.sessionContext?.session?.kernel;
  return panel?.context?.path === path && panel.content.model.cells.length > 0
    && kernel?.status === 'idle';
}"""
CLOSE = """async () => {
  const panel = window.jupyterapp.shell.currentWidget;
  await panel.sessionContext.shutdown();
  panel.context.model.dirty = false;   // nothing is asked, nothing is saved
  panel.close();
}"""
STATE = """() => {
  const panel = window.jupyterapp.shell.currentWidget;
  const cells = [...panel.content.widgets].filter(cell => cell.model.type === 'code');
  const waits = cell => !cell.model.executionCount || cell.model.executionState === 'running';
  const fails = output => output.output_type === 'error' || output.name === 'stderr';
  const outputs = cells.flatMap(cell => cell.model.outputs.toJSON());
  return {
    waiting: cells.filter(waits).length,
    ran: cells.length,
    kernel: panel.sessionContext.session?.kernel?.status,
    errors: outputs.filter(fails).map(output => output.ename ?? output.text),
  };
}"""
RUN_ALL = """async () => {
  const { commands } = window.jupyterapp;
  await commands.execute('notebook:clear-all-cell-outputs');
  commands.execute('notebook:run-all-cells');
}"""
HEIGHT = """() => Math.max(...[...document.querySelectorAll(
  '.jp-WindowedPanel-outer, .jp-WindowedPanel-viewport, .jp-Notebook'
)].map(element => element.scrollHeight))"""
TO_TOP = """() => {
  const panels = document.querySelectorAll('.jp-WindowedPanel-outer');
  for (const panel of panels) panel.scrollTop = 0;
}"""
IS_WHOLE = """() => {
  const panel = document.querySelector('.jp-WindowedPanel-outer');
  return panel.clientHeight >= panel.querySelector('.jp-WindowedPanel-viewport').scrollHeight;
}"""


@contextlib.contextmanager
def opened(page: Page, path: str) -> Iterator[None]:
    """The lesson as its file has it; at the end it is closed and nothing is saved."""
    page.evaluate(OPEN, path)
    page.wait_for_function(IS_READY, arg=path, timeout=60_000)
    try:
        yield
    finally:
        page.set_viewport_size(WIDE)
        page.evaluate(CLOSE)


def run_all(page: Page) -> dict:
    """Empty every output, run all cells, wait for the last one; what became of them."""
    page.evaluate(RUN_ALL)
    until = time.monotonic() + RUN_SECONDS
    while (state := page.evaluate(STATE))["waiting"] and not state["errors"]:
        waiting = f"{state['waiting']} of {state['ran']} cells, kernel {state['kernel']}"
        assert time.monotonic() < until, f"still waiting for {waiting}"
        page.wait_for_timeout(100)
    return state


def themes(page: Page) -> Iterator[str]:
    """Light, then Dark, in a window as tall as the lesson; then the window is as before."""
    height = page.evaluate(HEIGHT)
    page.set_viewport_size({"width": 1100, "height": min(height + 200, TALLEST)})
    command(page, "filebrowser:toggle-main")
    page.evaluate(TO_TOP)
    page.wait_for_function(IS_WHOLE)
    for theme in ("Light", "Dark"):
        use_theme(page, theme)
        yield theme
    use_theme(page, "Light")
    command(page, "filebrowser:toggle-main")
    page.set_viewport_size(WIDE)
