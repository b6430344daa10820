"""Commands print on every code page: Windows uses one for what goes into a file or a pipe."""

import io
import os
import subprocess
import sys

import pytest

from helpers import console
from tests.environment import ROOT

COMMANDS = sorted(
    path
    for room in ("helpers", "workshop")
    for path in (ROOT / room).rglob("*.py")
    if '\nif __name__ == "__main__":' in path.read_text("utf-8")
)
SILENT = {
    "hearing_process.py",  # writes bytes to another process
    "start_learner.py",  # becomes another program
    "colab.py",  # says one line, in plain letters
    "neighbours.py",  # names of models and dates, for the workflow that looks at them
}


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_takes_every_letter(path):
    asks = "    console.take_every_letter()\n" in path.read_text("utf-8")
    assert asks != (path.name in SILENT)


def test_a_letter_that_is_missing_is_a_question_mark(monkeypatch):
    data = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(data, "cp1252"))
    monkeypatch.setattr(sys, "stderr", io.StringIO())  # as in a notebook: nothing to set there
    console.take_every_letter()
    print("5 ¢ · 한국어 →", flush=True)
    assert data.getvalue().decode("cp1252").split() == ["5", "¢", "·", "???", "?"]


@pytest.mark.parametrize("code_page", ["cp1252", "ascii"])
def test_korean_is_no_error_where_no_letter_of_it_can_be_shown(code_page):
    """The locale is C, Python's UTF-8 mode is off: text is read and written as on old systems."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUTF8"}
    run = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-m", "helpers.course", "fresh", "no such lesson"],
        cwd=ROOT,
        env=env
        | {"AUDIO_LANGUAGE": "ko", "PYTHONIOENCODING": code_page}
        | {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0 and not run.stderr
    assert b": 00, 01, 02, " in run.stdout
