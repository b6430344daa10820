"""Colab's first cell: the requirements beside Colab's own Jupyter, and a lesson after it."""

import runpy
import subprocess
import sys

from tests.environment import ROOT
from workshop import colab

PAGE = (ROOT / "workshop" / "hub.md").read_text("utf-8")


def test_the_page_names_the_script_that_is_there():
    assert "%run course/workshop/colab.py\n" in PAGE


def test_jupyter_stays_colabs_own_and_all_else_is_installed():
    names = {one.split(">")[0].split("=")[0] for one in colab.needed()}
    assert {"openai", "av", "ctranslate2", "espeakng-loader", "anywidget"} <= names
    assert not names & {"jupyterlab", "ipykernel", "ipywidgets", "nbval"}


def test_after_it_the_lessons_folder_and_the_helpers_are_found(monkeypatch, capsys):
    ran = []
    monkeypatch.setattr(subprocess, "run", lambda command, **more: ran.append(command))
    monkeypatch.setattr(sys, "path", [path for path in sys.path if path != str(ROOT)])
    monkeypatch.chdir(ROOT)
    runpy.run_path(str(ROOT / "workshop" / "colab.py"), run_name="__main__")
    assert sys.path[0] == str(ROOT) and "Ready." in capsys.readouterr().out
    assert [command[2] for command in ran] == ["pip", "helpers.practice.ears.weights"]
    assert (colab.Path.cwd() / "00_start_here.ipynb").exists()
