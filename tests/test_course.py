"""python -m helpers.course: nothing spoilt, no learner's work lost."""

import json
import re

import pytest

from helpers import course
from tests.environment import NOTEBOOKS, ROOT, TWINS


@pytest.fixture
def mine(tmp_path):
    assert course.copy(tmp_path / "my course") == []
    return tmp_path / "my course"


@pytest.fixture
def corrected(tmp_path, monkeypatch):
    """The course's lessons in a folder of their own, where one can be corrected."""
    lessons = tmp_path / "lessons"
    (lessons / "pictures").mkdir(parents=True)
    for path in NOTEBOOKS[:2]:
        (lessons / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(course, "LESSONS", lessons)
    return lessons


def edit(path, text):
    notebook = json.loads(path.read_text("utf-8"))
    notebook["cells"][0]["source"] = [text]
    path.write_text(json.dumps(notebook), "utf-8")


def test_every_lesson_is_copied_without_outputs(mine):
    *copies, last = sorted(mine.glob("*.ipynb"))
    assert last.name == course.SOUND_CHECK.name
    assert [path.name for path in copies] == [path.name for path in NOTEBOOKS]
    for copied, original in zip(copies, NOTEBOOKS, strict=True):
        notebook, whole = (json.loads(path.read_text("utf-8")) for path in (copied, original))
        assert not any(cell.get("outputs") for cell in notebook["cells"])
        assert [c["source"] for c in notebook["cells"]] == [c["source"] for c in whole["cells"]]
    assert (mine / "pictures" / "00.svg").exists()


def test_the_glossary_and_the_cheat_sheet_come_along_and_lead_to_the_copies(mine):
    for name in course.HANDOUTS:
        page = (mine / "docs" / name).read_text("utf-8")
        for target in re.findall(r"\]\(([^)]+)\)", page):
            assert (mine / "docs" / target).exists(), target


def test_in_korean_the_twin_comes_first(tmp_path, monkeypatch):
    assert course.lessons() == NOTEBOOKS
    monkeypatch.setenv("AUDIO_LANGUAGE", "ko")
    assert course.lessons() == sorted([*NOTEBOOKS, *TWINS])
    assert course.lessons()[0] == TWINS[0]
    assert course.fresh("00", tmp_path) == f"{TWINS[0].name} is new."


def test_a_learners_work_is_never_overwritten(mine):
    copied = mine / NOTEBOOKS[0].name
    edit(copied, "a sentence of a learner")
    before = copied.read_bytes()
    assert course.copy(mine) == [] and copied.read_bytes() == before


def test_a_corrected_lesson_is_said_where_work_was_done_and_taken_where_none_was(
    corrected, tmp_path
):
    mine = tmp_path / "mine"
    course.copy(mine)
    names = [path.name for path in NOTEBOOKS[:2]]
    edit(mine / names[0], "a sentence of a learner")
    for name in names:
        edit(corrected / name, "corrected")
    notes = course.copy(mine)
    assert len(notes) == 1 and "Lesson 00 was corrected" in notes[0] and "fresh 00" in notes[0]
    assert "a sentence of a learner" in (mine / names[0]).read_text("utf-8")
    assert "corrected" in (mine / names[1]).read_text("utf-8")


def test_fresh_keeps_the_old_file_beside_the_new(mine):
    copied = mine / NOTEBOOKS[1].name
    edit(copied, "a sentence of a learner")
    assert "Yours is kept" in course.fresh("01", mine)
    assert "a sentence of a learner" not in copied.read_text("utf-8")
    kept = [path for path in mine.glob("01_*.ipynb") if "mine" in path.name]
    assert len(kept) == 1 and "a sentence of a learner" in kept[0].read_text("utf-8")


@pytest.mark.parametrize("number", ["", "99", "two"])
def test_fresh_of_no_lesson_names_those_there_are(mine, number):
    assert "00, 01, 02" in course.fresh(number, mine)


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"cells": 3}'])
def test_a_broken_copy_is_left_alone(mine, broken):
    copied = mine / NOTEBOOKS[0].name
    copied.write_text(broken, "utf-8")
    course.copy(mine)
    assert copied.read_text("utf-8") == broken
    assert "is new" in course.fresh("00", mine)


def test_copies_are_not_committed():
    assert "my_course/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
