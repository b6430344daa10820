"""Every lesson in a real JupyterLab: as it is published, then run once in a learner's copy."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from helpers import course
from tests.browser.desk import START, page_without_faults, shoot, violations
from tests.browser.lesson_page import WIDE, opened, run_all, themes
from tests.browser.playing import played
from tests.environment import NOTEBOOKS

NAMES = [path.name for path in NOTEBOOKS]
COPIES = course.MINE.name
OURS = {
    "include": [[".jp-RenderedMarkdown"], [".jp-OutputArea-output"]],
    "exclude": [[".jp-RenderedText a"]],  # JupyterLab's own: it makes links of printed addresses
}
NARROW = {"width": 700, "height": 900}
pytestmark = pytest.mark.browser
OUTPUTS = """() => window.jupyterapp.shell.currentWidget.content.widgets
  .filter(cell => cell.model.executionCount || cell.model.outputs?.length
    || cell.node.querySelector('.jp-OutputArea-output'))
  .map(cell => cell.model.sharedModel.getSource())"""
CARRY_SOUND = """players => players.every(player => player.src.startsWith('data:audio/mpeg'))"""
BAD_PICTURES = """pictures => pictures
  .filter(picture => picture.closest('.jp-Notebook') && (!picture.alt || !picture.naturalWidth))
  .map(picture => picture.src.slice(0, 80))"""
FIND_CELL = """start => window.jupyterapp.shell.currentWidget.content.widgets
  .findIndex(cell => cell.model.sharedModel.getSource().startsWith(start))"""
IS_NARROW = """width => {
  const panel = document.querySelector('.jp-WindowedPanel-outer');
  return panel.getBoundingClientRect().right <= width;
}"""
TOO_WIDE = """() => {
  const panel = document.querySelector('.jp-WindowedPanel-outer');
  const edge = panel.getBoundingClientRect().left + panel.clientWidth;
  const cut = element => element.scrollWidth > element.clientWidth + 1
    || element.getBoundingClientRect().right > edge + 1;
  const ours = [...panel.querySelectorAll('.jp-RenderedMarkdown, .jp-Notebook figure')];
  return [...(panel.scrollWidth > panel.clientWidth ? [panel] : []), ...ours.filter(cut)]
    .map(element => element.textContent.trim().slice(0, 80));
}"""


@dataclass
class Lesson:
    """A copy that was run, and what was seen before: players by `played`, sources of cells."""

    name: str
    page: Page
    published: list[str]
    shown: list[str]
    state: dict


@pytest.fixture(scope="module")
def lab_page(browser, lab, project) -> Iterator[Page]:
    """One page of JupyterLab for all lessons; its own faults fail the last of them."""
    course.copy(project / COPIES)
    with page_without_faults(browser, **WIDE) as page:
        page.goto(f"{lab}/lab?reset")
        page.wait_for_function("() => window.jupyterapp?.commands", timeout=60_000)
        page.evaluate("() => window.jupyterapp.restored")
        yield page


@pytest.fixture(scope="module", params=NAMES, ids=lambda name: name[:2])
def lesson(request, lab_page) -> Iterator[Lesson]:
    """One run of a lesson, shared by all that look at it."""
    with opened(lab_page, f"notebooks/{request.param}"):
        lab_page.wait_for_selector("figure audio", state="attached")
        published = played(lab_page)
    with opened(lab_page, f"{COPIES}/{request.param}"):
        shown = lab_page.evaluate(OUTPUTS)
        state = run_all(lab_page)
        yield Lesson(request.param, lab_page, published, shown, state)


def test_players_of_a_published_lesson_play_before_anything_is_run(lesson):
    assert lesson.published and set(lesson.published) == {"plays"}, "an untrusted notebook"


def test_no_output_stands_before_its_cell_was_run(lesson):
    assert lesson.shown == []


def test_a_copy_runs_from_top_to_bottom_and_plays(lesson):
    assert lesson.state["ran"] > 5 and not lesson.state["errors"]
    assert not lesson.state["waiting"]
    after = played(lesson.page)
    assert len(after) == len(lesson.published) and set(after) == {"plays"}
    carried = lesson.page.eval_on_selector_all("figure audio", CARRY_SOUND)
    assert carried, "a fresh card carries its sound"
    bad = lesson.page.eval_on_selector_all("img", BAD_PICTURES)
    assert not bad, "a picture without words, or missing"


def test_prose_is_not_cut_in_a_window_of_700_pixels(lesson):
    lesson.page.set_viewport_size(NARROW)
    lesson.page.wait_for_function(IS_NARROW, arg=NARROW["width"])
    too_wide = lesson.page.evaluate(TOO_WIDE)
    shoot(lesson.page, f"{lesson.name[:2]}-narrow")
    lesson.page.set_viewport_size(WIDE)
    assert not too_wide


def test_everybody_can_read_it_light_and_dark(lesson):
    found = {}
    for theme in themes(lesson.page):
        found[theme] = violations(lesson.page, OURS)
        shoot(lesson.page, f"{lesson.name[:2]}-{theme.lower()}")
    assert found == {"Light": [], "Dark": []}


@pytest.mark.parametrize("lesson", NAMES[:1], indirect=True, ids=["00"])
def test_picker_changes_what_the_next_cell_sends(lesson):
    page = lesson.page
    page.get_by_label("Voice").select_option("cedar")
    page.evaluate(START, page.evaluate(FIND_CELL, "chosen ="))
    page.wait_for_function(
        "() => [...document.querySelectorAll('figure audio')]"
        ".some(player => player.title.startsWith('cedar,'))",
        timeout=20_000,
    )
