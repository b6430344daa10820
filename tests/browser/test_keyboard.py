"""Lesson 00 by keyboard alone: run, choose, listen, guess, solve an exercise."""

import pytest
from playwright.sync_api import Page, expect

from helpers import course
from tests.browser.desk import open_notebook, wait_until
from tests.browser.lesson_page import PATH, wait_for_all
from tests.environment import NOTEBOOKS

FOLDER = "by_keyboard"
SOLVED = """words = "Read aloud: Hello, my name is Mina."
mine = chosen | {"messages": [{"role": "user", "content": words}]}
passed = check("00-name", mine)"""
pytestmark = pytest.mark.browser
SOURCE = """() => window.jupyterapp.shell.currentWidget.content.activeCell
  .model.sharedModel.getSource()"""
AT = "() => window.jupyterapp.shell.currentWidget.content.activeCellIndex"
CELLS = "() => window.jupyterapp.shell.currentWidget.content.widgets.length"
FOCUSED = """() => {
  const { tagName, title, labels, textContent } = document.activeElement;
  return `${tagName} ${title || labels?.[0]?.textContent || textContent.slice(0, 40)}`.trim();
}"""
PLAYS = "() => !document.activeElement.paused"


@pytest.fixture
def lesson(page, lab, project) -> Page:
    course.copy(project / FOLDER)
    open_notebook(page, f"{lab}/lab/tree/{FOLDER}/{NOTEBOOKS[0].name}")
    return page


def test_a_lesson_by_keyboard_alone(lesson):
    run_down_to(lesson, "chosen =")
    expect(lesson.get_by_label("Voice")).to_be_visible()
    press(lesson, "ArrowUp", until="voice, file_format")
    tab_to(lesson, "SELECT Voice")
    lesson.keyboard.type("cedar")
    tab_to(lesson, "DIV", back=True)
    press(lesson, "ArrowDown", until="chosen =")  # to run the pickers again would reset them
    run_down_to(lesson, "## Predict")
    player = lesson.locator("audio[title^='cedar,']")
    expect(player).to_be_attached()

    press(lesson, "ArrowUp", until="chosen =")
    tab_to(lesson, "AUDIO cedar,")
    lesson.keyboard.press("Space")
    wait_until(lesson, lambda: lesson.evaluate(PLAYS))
    lesson.keyboard.press("Space")
    wait_until(lesson, lambda: not lesson.evaluate(PLAYS))
    tab_to(lesson, "DIV", back=True)

    run_down_to(lesson, "guess =")
    write(lesson, 'guess = "Seoul"')
    run_down_to(lesson, "mine =")
    expect(lesson.get_by_text("my guess: Seoul")).to_be_visible()
    tab_to(lesson, "SUMMARY Solution")
    lesson.keyboard.press("Enter")
    expect(lesson.locator("details[open]", has_text="00-name")).to_be_visible()
    tab_to(lesson, "DIV", back=True)
    press(lesson, "ArrowUp", until="mine =")
    write(lesson, SOLVED)
    run_down_to(lesson, "korean =")
    expect(lesson.locator("audio[title^='my name,']")).to_be_attached()

    run_down_to(lesson, "from ipywidgets import interactive_output")
    lesson.keyboard.press("Control+Enter")
    expect(lesson.get_by_text("Your next voice is cedar.")).to_be_visible()
    assert wait_for_all(lesson, lesson.evaluate(PATH))["errors"] == []


def run_down_to(page: Page, start: str) -> None:
    """Shift+Enter till the cell that begins so is active; it is not run."""
    press(page, "Shift+Enter", until=start)


def press(page: Page, key: str, until: str) -> None:
    """Press one key till the active cell begins so; each press must lead to another cell."""
    for _ in range(page.evaluate(CELLS)):
        if page.evaluate(SOURCE).startswith(until):
            return
        before = page.evaluate(AT)
        page.keyboard.press(key)
        wait_until(page, lambda before=before: page.evaluate(AT) != before)
    raise AssertionError(f"{key} never led to {until!r}")


def tab_to(page: Page, wanted: str, back: bool = False, most: int = 12) -> None:
    """Tab, or Shift+Tab, till what has the focus begins so."""
    seen = []
    for _ in range(most):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        seen.append(page.evaluate(FOCUSED))
        if seen[-1].startswith(wanted):
            return
    raise AssertionError(f"no way to {wanted!r}: {seen}")


def write(page: Page, source: str) -> None:
    """Replace the text of the active cell, and run it."""
    page.keyboard.press("Enter")
    page.keyboard.press("Control+A")
    page.keyboard.type(source)
    wait_until(page, lambda: page.evaluate(SOURCE) == source)
    page.keyboard.press("Shift+Enter")
