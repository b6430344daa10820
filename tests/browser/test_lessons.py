"""Every lesson in a real JupyterLab: it plays before a run, runs to its end, and plays after."""

import os
import time
from pathlib import Path

import pytest

from tests.browser.desk import START, command, open_notebook, page_without_faults, use_theme
from tests.browser.playing import played
from tests.environment import NOTEBOOKS

RUN_SECONDS = 120
pytestmark = pytest.mark.browser
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
CARRY_SOUND = """players => players.every(player => player.src.startsWith('data:audio/mpeg'))"""
BAD_PICTURES = """pictures => pictures
  .filter(picture => picture.closest('.jp-Notebook') && (!picture.alt || !picture.naturalWidth))
  .map(picture => picture.src.slice(0, 80))"""
FIND_CELL = """start => window.jupyterapp.shell.currentWidget.content.widgets
  .findIndex(cell => cell.model.sharedModel.getSource().startsWith(start))"""
HEIGHT = """() => Math.max(...[...document.querySelectorAll(
  '.jp-WindowedPanel-outer, .jp-WindowedPanel-viewport, .jp-Notebook'
)].map(element => element.scrollHeight))"""
TO_TOP = """() => {
  const panels = document.querySelectorAll('.jp-WindowedPanel-outer');
  for (const panel of panels) panel.scrollTop = 0;
}"""


@pytest.fixture(scope="module")
def lab_page(browser, lab):
    """One page of JupyterLab for all lessons; its own faults fail the last of them."""
    with page_without_faults(browser, 1280, 900) as page:
        page.goto(f"{lab}/lab?reset")
        page.wait_for_function("() => window.jupyterapp?.commands", timeout=60_000)
        page.evaluate("() => window.jupyterapp.restored")
        yield page


@pytest.fixture
def open_lesson(lab_page):
    """Opens a lesson as its file has it, and closes it when the test is over."""

    def opened(notebook: str):
        path = f"notebooks/{notebook}"
        lab_page.evaluate(OPEN, path)
        lab_page.wait_for_function(IS_READY, arg=path, timeout=60_000)
        return lab_page

    yield opened
    lab_page.set_viewport_size({"width": 1280, "height": 900})
    lab_page.evaluate(CLOSE)


@pytest.mark.parametrize("notebook", [path.name for path in NOTEBOOKS])
def test_lesson_plays_runs_and_plays_again(open_lesson, notebook):
    page = open_lesson(notebook)
    page.wait_for_selector("figure audio", state="attached")
    fresh = played(page)
    assert fresh and set(fresh) == {"plays"}, (
        "players of an untrusted notebook, before anything is run"
    )
    run_all(page)
    state = page.evaluate(STATE)
    assert state["ran"] > 5 and not state["errors"]
    after = played(page)
    assert len(after) == len(fresh) and set(after) == {"plays"}
    assert page.eval_on_selector_all("figure audio", CARRY_SOUND), "a fresh card carries its sound"
    assert not page.eval_on_selector_all("img", BAD_PICTURES), "a picture without words, or missing"
    if folder := os.environ.get("SCREENSHOTS"):
        shoot_whole(page, Path(folder), notebook)


def test_picker_changes_what_the_next_cell_sends(page, lab):
    open_notebook(page, f"{lab}/lab/tree/notebooks/00_start_here.ipynb")
    run_all(page)
    page.get_by_label("Voice").select_option("cedar")
    page.evaluate(START, page.evaluate(FIND_CELL, "chosen ="))
    page.wait_for_function(
        "() => [...document.querySelectorAll('figure audio')]"
        ".some(player => player.title.startsWith('cedar,'))",
        timeout=20_000,
    )


def run_all(page) -> None:
    """Empty every output, run all cells, and wait until the kernel has run the last one."""
    page.evaluate(RUN_ALL)
    until = time.monotonic() + RUN_SECONDS
    while (state := page.evaluate(STATE))["waiting"] and not state["errors"]:
        waiting = f"{state['waiting']} of {state['ran']} cells, kernel {state['kernel']}"
        assert time.monotonic() < until, f"still waiting for {waiting}"
        page.wait_for_timeout(100)


def shoot_whole(page, folder: Path, notebook: str) -> None:
    """Screenshots of the whole lesson, light and dark, for a person to look at."""
    folder.mkdir(parents=True, exist_ok=True)
    height = page.evaluate(HEIGHT)
    page.set_viewport_size({"width": 1100, "height": min(height + 200, 9000)})
    command(page, "filebrowser:toggle-main")
    for theme in ("Light", "Dark"):
        use_theme(page, theme)
        page.evaluate(TO_TOP)
        page.wait_for_timeout(300)
        page.screenshot(path=folder / f"{notebook[:2]}-{theme.lower()}.png")
    command(page, "filebrowser:toggle-main")
    use_theme(page, "Light")
