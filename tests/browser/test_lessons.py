"""Every lesson in a real JupyterLab: it plays before anything is run, runs from top to bottom without an error, and plays after."""

import os
import time
from pathlib import Path

import pytest

from tests.environment import NOTEBOOKS

RUN_SECONDS = 120
pytestmark = pytest.mark.browser
OPEN = "() => window.jupyterapp?.shell.currentWidget?.content?.model?.cells?.length > 0 && window.jupyterapp.shell.currentWidget.sessionContext?.session?.kernel?.status === 'idle'"
STATE = """() => {
  const cells = [...window.jupyterapp.shell.currentWidget.content.widgets].filter(cell => cell.model.type === 'code');
  const outputs = cells.flatMap(cell => cell.model.outputs.toJSON());
  return {waiting: cells.filter(cell => !cell.model.executionCount || cell.model.executionState === 'running').length,
          ran: cells.length,
          kernel: window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status,
          errors: outputs.filter(output => output.output_type === 'error' || output.name === 'stderr').map(output => output.ename ?? output.text)};
}"""
PLAY = """async players => Promise.all(players.map(async player => {
  const until = performance.now() + 10000;
  while (!(player.readyState >= 1) && performance.now() < until) await new Promise(done => setTimeout(done, 50));
  player.muted = true;
  try { await player.play(); } catch (error) { return `${player.title}: ${error}`; }
  while (player.currentTime < 0.15 && !player.ended && performance.now() < until) await new Promise(done => setTimeout(done, 50));
  player.pause();
  return player.duration > 0.2 && player.currentTime > 0 && player.title ? 'plays' : `${player.title}: ${player.duration} s, at ${player.currentTime}`;
}))"""


@pytest.mark.parametrize("notebook", [path.name for path in NOTEBOOKS])
def test_lesson_plays_runs_and_plays_again(page, lab, notebook):
    page.goto(f"{lab}/lab/tree/notebooks/{notebook}?reset")
    page.wait_for_function(OPEN, timeout=60_000)
    page.wait_for_selector("figure audio", state="attached")
    fresh = page.eval_on_selector_all("figure audio", PLAY)
    assert fresh and set(fresh) == {"plays"}, (
        "players of an untrusted notebook, before anything is run"
    )
    run_all(page)
    state = page.evaluate(STATE)
    assert state["ran"] > 5 and not state["errors"]
    after = page.eval_on_selector_all("figure audio", PLAY)
    assert len(after) == len(fresh) and set(after) == {"plays"}
    assert page.eval_on_selector_all(
        "figure audio", "players => players.every(p => p.src.startsWith('data:audio/mpeg'))"
    ), "a fresh card carries its sound"
    assert not page.eval_on_selector_all(
        "img",
        "pictures => pictures.filter(p => p.closest('.jp-Notebook') && (!p.alt || !p.naturalWidth)).map(p => p.src.slice(0, 80))",
    ), "a picture without words, or missing"
    if os.environ.get("SCREENSHOTS"):
        shoot(page, Path(os.environ["SCREENSHOTS"]), notebook)


def test_picker_changes_what_the_next_cell_sends(page, lab):
    page.goto(f"{lab}/lab/tree/notebooks/00_start_here.ipynb?reset")
    page.wait_for_function(OPEN, timeout=60_000)
    run_all(page)
    page.get_by_label("Voice").select_option("cedar")
    index = page.evaluate(
        "() => window.jupyterapp.shell.currentWidget.content.widgets.findIndex(cell => cell.model.sharedModel.getSource().startsWith('chosen ='))"
    )
    page.evaluate(
        "async index => { const notebook = window.jupyterapp.shell.currentWidget.content; notebook.activeCellIndex = index; await window.jupyterapp.commands.execute('notebook:run-cell'); }",
        index,
    )
    page.wait_for_function(
        "() => [...document.querySelectorAll('figure audio')].some(player => player.title.startsWith('cedar,'))",
        timeout=20_000,
    )


def run_all(page) -> None:
    """Empty every output, run all cells, and wait until the kernel has run the last one."""
    page.evaluate(
        "async () => { await window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs'); window.jupyterapp.commands.execute('notebook:run-all-cells') }"
    )
    until = time.monotonic() + RUN_SECONDS
    while (state := page.evaluate(STATE))["waiting"] and not state["errors"]:
        assert time.monotonic() < until, (
            f"still waiting for {state['waiting']} of {state['ran']} cells, kernel {state['kernel']}"
        )
        page.wait_for_timeout(250)


def shoot(page, folder: Path, notebook: str) -> None:
    """Screenshots of the whole lesson, light and dark, for a person to look at."""
    folder.mkdir(parents=True, exist_ok=True)
    height = page.evaluate(
        "() => Math.max(...[...document.querySelectorAll('.jp-WindowedPanel-outer, .jp-WindowedPanel-viewport, .jp-Notebook')].map(e => e.scrollHeight))"
    )
    page.set_viewport_size({"width": 1100, "height": min(height + 200, 9000)})
    page.evaluate(
        "() => { const notebook = window.jupyterapp.shell.currentWidget.content; notebook.activeCellIndex = 0; window.jupyterapp.commands.execute('filebrowser:toggle-main') }"
    )
    for theme in ("JupyterLab Light", "JupyterLab Dark"):
        page.evaluate(
            "async theme => { await window.jupyterapp.commands.execute('apputils:change-theme', {theme}) }",
            theme,
        )
        page.wait_for_timeout(1500)
        page.evaluate(
            "() => document.querySelectorAll('.jp-WindowedPanel-outer').forEach(e => { e.scrollTop = 0 })"
        )
        page.wait_for_timeout(300)
        page.screenshot(path=folder / f"{notebook[:2]}-{theme.split()[1].lower()}.png")
