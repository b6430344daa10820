"""Long work in a real JupyterLab: the line moves while the cell runs, and ends in words."""

import re

import pytest

from tests.browser.desk import Desk, shoot, use_theme

pytestmark = pytest.mark.browser
FIRST = """import sys
sys.path.insert(0, "..")
import numpy as np
from helpers import Sound, progress
progress.FIRST_SECONDS, progress.UPDATE_SECONDS = 0.1, 0.1
talk = np.resize(Sound.load("../data/weather.mp3").samples()[::3], 10 * 60 * 8000)
data = Sound.from_samples(talk, 8000).to("flac").data"""
LOAD = 'sound = Sound.load(data, label="meeting.flac")\npart = sound.part()'
SPLIT = "pieces = sound.split(150)\nprint(*map(repr, pieces), sep='\\n')\npieces[-1]"
LINE = """index => document.querySelectorAll('.jp-Notebook .jp-Cell')[index]
  .querySelector('.jp-OutputArea-output pre')?.textContent"""


@pytest.fixture
def progress_desk(page, lab, project):
    return Desk(page, lab, project / "progress", "progress", FIRST)


def test_a_line_tells_how_far_it_is(progress_desk, page):
    cell = progress_desk.start(LOAD)
    seen = set()
    # the sentence of part() comes last
    while "mp3" not in (line := page.evaluate(LINE, cell) or ""):
        seen.update(line.splitlines()[-1:])
        page.wait_for_timeout(50)
    moving = [line for line in seen if line.strip().endswith("%")]
    tasks = ("Reading meeting.flac: ", "Converting meeting.flac: ")
    assert len(moving) > 3 and all(line.startswith(tasks) for line in moving), seen
    *lines, sentence = line.splitlines()
    assert [one.strip() for one in lines] == [f"{task}done." for task in tasks]
    assert sentence.startswith("flac is not accepted by the API: converted to mp3, 24 kHz, ")
    pieces = progress_desk.show(SPLIT)
    pieces.locator("figure audio").wait_for(state="attached")
    for theme in ("Light", "Dark"):
        use_theme(page, theme)
        shoot(page, f"progress-{theme.lower()}")
    use_theme(page, "Light")
    text = pieces.locator(".jp-OutputArea-output pre").first.inner_text()
    first = text.splitlines()[0].strip()
    assert first == "Cutting meeting.flac: done."
    assert "meeting.flac · 5 of 5 · from " in text
    # only the last state of the line is kept
    assert not re.search(r"\d %", progress_desk.save())
