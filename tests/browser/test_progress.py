"""Long work in a real JupyterLab: the line moves while the cell runs, ends in words, and the pieces of a long recording play."""

import os
import re
from pathlib import Path

import pytest

from tests.browser.desk import Desk

pytestmark = pytest.mark.browser
FIRST = """import sys
sys.path.insert(0, "..")
import numpy as np
from helpers import Sound, progress
progress.PATIENCE, progress.PAUSE = 0.1, 0.1
talk = np.resize(Sound.load("../data/weather.mp3").samples()[::3], 20 * 60 * 8000)
data = Sound.from_samples(talk, 8000).to("flac").data"""
START = """source => { const { shell, commands } = window.jupyterapp, notebook = shell.currentWidget.content, index = notebook.widgets.length;
  notebook.model.sharedModel.insertCell(index, { cell_type: 'code', source }); notebook.activeCellIndex = index; commands.execute('notebook:run-cell'); return index; }"""
LINE = "index => document.querySelectorAll('.jp-Notebook .jp-Cell')[index].querySelector('.jp-OutputArea-output pre')?.textContent"


@pytest.fixture
def desk(page, lab, project):
    return Desk(page, lab, project / "progress", "progress", FIRST)


def test_a_line_tells_how_far_it_is(desk, page):
    cell = page.evaluate(
        START, 'sound = Sound.load(data, label="meeting.flac")\npart = sound.part()'
    )
    seen = set()
    while "mp3" not in (
        line := page.evaluate(LINE, cell) or ""
    ):  # the sentence of part() comes last
        seen.update(line.splitlines()[-1:])
        page.wait_for_timeout(50)
    moving = [line for line in seen if line.strip().endswith("%")]
    assert len(moving) > 3 and all(
        line.startswith(("Reading meeting.flac: ", "Converting meeting.flac: ")) for line in moving
    ), seen
    assert [line.strip() for line in line.splitlines()] == [
        "Reading meeting.flac: done.",
        "Converting meeting.flac: done.",
        line.splitlines()[-1],
    ]
    assert line.splitlines()[-1].startswith(
        "flac is not accepted by the API: converted to mp3, 24 kHz, "
    )
    pieces = desk.show(
        "pieces = sound.split(300)\nprint(*map(repr, pieces), sep='\\n')\npieces[-1]"
    )
    pieces.locator("figure audio").wait_for(state="attached")
    for theme in ("Light", "Dark"):
        desk.command("apputils:change-theme", theme=f"JupyterLab {theme}")
        page.wait_for_timeout(1000)  # until the splash of the new theme has gone
        if folder := os.environ.get("SCREENSHOTS"):
            page.screenshot(path=Path(folder) / f"progress-{theme.lower()}.png")
    text = pieces.locator(".jp-OutputArea-output pre").first.inner_text()
    assert (
        text.splitlines()[0].strip() == "Cutting meeting.flac: done."
        and "meeting.flac · 5 of 5 · from " in text
    )
    assert not re.search(r"\d %", desk.save())  # only the last state of the line is kept
