"""Every answer is judged rightly, and a wrong one meets the sentence that belongs to it."""

import importlib
from pathlib import Path

import pytest

from helpers.exercises import EXERCISES
from helpers.exercises.checking import Check

LESSONS = [
    importlib.import_module(f"tests.answers.{path.stem}")
    for path in sorted(Path(__file__).parent.glob("lesson_*.py"))
]
RIGHT = {name: answers for lesson in LESSONS for name, answers in lesson.RIGHT.items()}
WRONG = {name: answers for lesson in LESSONS for name, answers in lesson.WRONG.items()}


def named(table):
    return [
        pytest.param(name, answer, id=f"{name}-{number}")
        for name, answers in table.items()
        for number, answer in enumerate(answers)
    ]


@pytest.mark.parametrize("name, answer", named(RIGHT))
def test_a_right_answer_passes(name, answer, capsys):
    assert Check()(name, answer) is True, capsys.readouterr().out
    assert "Well done." in capsys.readouterr().out


@pytest.mark.parametrize("name, answer", named(WRONG))
def test_a_wrong_answer_meets_its_sentence(name, answer, capsys):
    value, words = answer
    assert Check()(name, value) is False
    said = capsys.readouterr().out.partition("✗")[2]
    assert any(part.lower() in said.lower() for part in words.split("|")), said


def test_there_are_enough_for_every_exercise():
    assert set(RIGHT) == set(WRONG) == set(EXERCISES)
    assert not [name for name in EXERCISES if len(RIGHT[name]) < 8 or len(WRONG[name]) < 12]
