"""Every lesson in a real JupyterLab: as it is published, then run once in a learner's copy."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from helpers import course
from helpers.exercises.steps import BLANK
from tests.browser.desk import (
    START,
    page_without_faults,
    shoot,
    theme_in_use,
    use_theme,
    violations,
)
from tests.browser.lesson_page import (
    IN_SIGHT,
    WIDE,
    close,
    open_lesson,
    seen_whole,
    show,
    start_all,
    wait_for_all,
)
from tests.browser.playing import played
from tests.environment import NOTEBOOKS

NAMES = [path.name for path in NOTEBOOKS]
COPIES = course.MINE.name
AHEAD = 3  # lessons that run while another is looked at
OURS = {
    "include": [[f"{IN_SIGHT} .jp-RenderedMarkdown"], [f"{IN_SIGHT} .jp-OutputArea-output"]],
    "exclude": [[".jp-RenderedText a"]],  # JupyterLab's own: it makes links of printed addresses
}
COLOURS = {"runOnly": {"type": "tag", "values": ["cat.color"]}}
NARROW = {"width": 700, "height": 900}
pytestmark = pytest.mark.browser
OUTPUTS = """() => window.jupyterapp.shell.currentWidget.content.widgets
  .filter(cell => cell.model.executionCount || cell.model.outputs?.length
    || cell.node.querySelector('.jp-OutputArea-output'))
  .map(cell => cell.model.sharedModel.getSource())"""
EXERCISES = """() => window.jupyterapp.shell.currentWidget.content.widgets
  .filter(cell => cell.model.getMetadata('tags')?.includes('exercise'))
  .map(cell => cell.node.querySelector('.jp-OutputArea-output').innerText.trim())"""
CARRY_SOUND = """players => players.every(player => player.src.startsWith('data:audio/mpeg'))"""
BAD_PICTURES = """pictures => pictures
  .filter(picture => !picture.alt || !picture.naturalWidth)
  .map(picture => picture.src.slice(0, 80))"""
FIND_CELL = """start => window.jupyterapp.shell.currentWidget.content.widgets
  .findIndex(cell => cell.model.sharedModel.getSource().startsWith(start))"""
IS_NARROW = f"""width => {{
  const panel = document.querySelector('{IN_SIGHT} .jp-WindowedPanel-outer');
  return panel.getBoundingClientRect().right <= width;
}}"""
TOO_WIDE = f"""() => {{
  const panel = document.querySelector('{IN_SIGHT} .jp-WindowedPanel-outer');
  const edge = panel.getBoundingClientRect().left + panel.clientWidth;
  const cut = element => element.scrollWidth > element.clientWidth + 1
    || element.getBoundingClientRect().right > edge + 1;
  const ours = [...panel.querySelectorAll('.jp-RenderedMarkdown, .jp-Notebook figure')];
  return [...(panel.scrollWidth > panel.clientWidth ? [panel] : []), ...ours.filter(cut)]
    .map(element => element.textContent.trim().slice(0, 80));
}}"""
PLANT = f"""() => {{
  const planted = document.createElement('p');
  planted.id = 'planted';
  planted.style = 'color: #888; background: #777';
  planted.textContent = 'Words that few people can read.';
  document.querySelector('{IN_SIGHT} .jp-RenderedMarkdown').append(planted);
}}"""
UPROOT = "() => document.querySelector('#planted').remove()"


@dataclass
class Lesson:
    """A copy that was run, and what was seen before: players by `played`, sources of cells."""

    name: str
    page: Page
    published: list[str]
    shown: list[str]
    state: dict


class Course:
    """Lessons in one page of JupyterLab: the next ones run while one is looked at."""

    def __init__(self, page: Page, names: list[str]):
        self.page = page
        # the last one plays longest, and begins among the first
        self.order = list(dict.fromkeys([*names[: AHEAD + 1], names[-1], *names]))
        self.shown: dict[str, list[str]] = {}  # of each lesson that was started
        self.idle: dict | None = None  # the kernel of lessons in which nothing is run

    def begin(self, name: str) -> None:
        """Start the lessons up to this one and those that follow it, where they do not run yet."""
        for one in self.order[: self.order.index(name) + 1 + AHEAD]:
            if one not in self.shown:
                open_lesson(self.page, f"{COPIES}/{one}")
                self.shown[one] = self.page.evaluate(OUTPUTS)
                start_all(self.page)

    def plays_as_published(self, name: str) -> list[str]:
        """The players of the lesson as it is in git, by `played`."""
        path = f"notebooks/{name}"
        self.idle = open_lesson(self.page, path, self.idle)
        self.page.wait_for_selector(f"{IN_SIGHT} figure audio", state="attached")
        plays = played(self.page)
        close(self.page, path, shutdown=False)
        return plays


@pytest.fixture(scope="module")
def lessons(request, browser, lab, project) -> Iterator[Course]:
    """One page of JupyterLab for all lessons; its own faults fail the last of them."""
    course.copy(project / COPIES)
    asked = [getattr(item, "callspec", None) for item in request.session.items]
    names = [one.params["lesson"] for one in asked if one and "lesson" in one.params]
    with page_without_faults(browser, **WIDE) as page:
        page.goto(f"{lab}/lab?reset")
        page.wait_for_function("() => window.jupyterapp?.commands", timeout=60_000)
        page.evaluate("() => window.jupyterapp.restored")
        yield Course(page, list(dict.fromkeys(names)))


@pytest.fixture(scope="module", params=NAMES, ids=lambda name: name[:2])
def lesson(request, lessons) -> Iterator[Lesson]:
    """One run of a lesson, shared by all that look at it."""
    name, page, copy = request.param, lessons.page, f"{COPIES}/{request.param}"
    lessons.begin(name)
    published = lessons.plays_as_published(name)
    state = wait_for_all(page, copy)
    show(page, copy)
    yield Lesson(name, page, published, lessons.shown[name], state)
    close(page, copy)


def test_players_of_a_published_lesson_play_before_anything_is_run(lesson):
    assert lesson.published and set(lesson.published) == {"plays"}, "an untrusted notebook"


def test_no_output_stands_before_its_cell_was_run(lesson):
    assert lesson.shown == []


def test_a_copy_runs_from_top_to_bottom_and_plays(lesson):
    assert lesson.state["ran"] > 5 and not lesson.state["errors"]
    assert not lesson.state["waiting"]
    after = played(lesson.page)
    assert len(after) == len(lesson.published) and set(after) == {"plays"}
    carried = lesson.page.eval_on_selector_all(f"{IN_SIGHT} figure audio", CARRY_SOUND)
    assert carried, "a fresh card carries its sound"
    bad = lesson.page.eval_on_selector_all(f"{IN_SIGHT} .jp-Notebook img", BAD_PICTURES)
    assert not bad, "a picture without words, or missing"


def test_an_exercise_that_nobody_touched_asks_for_an_answer(lesson):
    assert lesson.page.evaluate(EXERCISES) == [BLANK, BLANK]


def test_prose_is_not_cut_in_a_window_of_700_pixels(lesson):
    lesson.page.set_viewport_size(NARROW)
    lesson.page.wait_for_function(IS_NARROW, arg=NARROW["width"])
    too_wide = lesson.page.evaluate(TOO_WIDE)
    shoot(lesson.page, f"{lesson.name[:2]}-narrow")
    lesson.page.set_viewport_size(WIDE)
    assert not too_wide


def test_everybody_can_read_it_light_and_dark(lesson):
    """From one theme to the other nothing but colours can differ."""
    now = theme_in_use(lesson.page)
    other = "Light" if now == "Dark" else "Dark"
    found = {}
    with seen_whole(lesson.page):
        for theme, rules in ((now, {}), (other, COLOURS)):
            use_theme(lesson.page, theme)
            found[theme] = violations(lesson.page, OURS, rules)
            shoot(lesson.page, f"{lesson.name[:2]}-{theme.lower()}")
    assert found == {"Light": [], "Dark": []}


@pytest.mark.parametrize("lesson", NAMES[:1], indirect=True, ids=["00"])
def test_words_that_cannot_be_read_are_found(lesson):
    lesson.page.evaluate(PLANT)
    (found,) = violations(lesson.page, "#planted", COLOURS)
    lesson.page.evaluate(UPROOT)
    assert found.startswith("color-contrast: ") and "few people can read" in found


@pytest.mark.parametrize("lesson", NAMES[:1], indirect=True, ids=["00"])
def test_picker_changes_what_the_next_cell_sends(lesson):
    page = lesson.page
    page.locator(IN_SIGHT).get_by_label("Voice").select_option("cedar")
    page.locator(IN_SIGHT).get_by_text("Your next voice is cedar.").wait_for()
    page.evaluate(START, page.evaluate(FIND_CELL, "chosen ="))
    page.wait_for_selector(
        f"{IN_SIGHT} figure audio[title^='cedar,']", state="attached", timeout=20_000
    )
