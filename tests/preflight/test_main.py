"""The command as learners call it."""

import os
import subprocess
import sys

import pytest

from helpers.preflight import __main__ as command
from helpers.preflight import checks, loading, packages, python_version
from helpers.preflight.results import NOTE, OK, ok, problem
from tests.ears import needs_ears
from tests.environment import ROOT
from tests.soak import long_form


@pytest.fixture
def healthy(monkeypatch):
    monkeypatch.setattr(loading, "check", list)
    monkeypatch.setattr(checks, "CHECKS", {"disk": lambda: [ok("disk", "room", "short")]})


def test_ready_is_status_0(healthy, capsys):
    assert command.main() == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines[:3]] == [
        ["ok", "Python"],
        ["ok", "packages"],
        ["ok", "disk"],
    ]
    assert lines[-1].startswith("  preflight · READY · ") and lines[-1].endswith(" · short")


def test_not_ready_is_status_1(healthy, monkeypatch, capsys):
    monkeypatch.setattr(checks, "CHECKS", {"disk": lambda: [problem("disk", "full", "Free.")]})
    assert command.main() == 1 and "NOT READY (disk)" in capsys.readouterr().out


@pytest.mark.parametrize("module", [python_version, packages, loading])
def test_what_must_be_there_first_stops_the_rest(healthy, monkeypatch, capsys, module):
    monkeypatch.setattr(module, "check", lambda: [problem("first", "missing", "Install it.")])
    assert command.main() == 1
    assert "room" not in capsys.readouterr().out


def test_it_speaks_korean(healthy, monkeypatch, capsys):
    monkeypatch.setenv("AUDIO_LANGUAGE", "ko")
    command.main()
    assert "준비되었습니다" in capsys.readouterr().out


@needs_ears
def test_this_machine_is_ready(engine):
    assert {one.state for one in checks.results()} <= {OK, NOTE}


def test_the_makefile_calls_it():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert '\ncheck: $(READY)\n\t@"$(BIN)/python" -m helpers.preflight\n' in makefile


def test_its_help_needs_no_package():
    """A Python without any package is told what is missing, in a sentence."""
    bare = [sys.executable, "-S", "-m", "helpers.preflight"]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    run = subprocess.run(bare, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 1 and "jupyterlab missing" in run.stdout and not run.stderr


@pytest.mark.parametrize("name", ["requests", *map(long_form, ("openai", "av", "ctranslate2"))])
def test_a_broken_wheel_is_a_line_of_the_report(name, tmp_path):
    (tmp_path / f"{name}.py").write_text("raise ImportError('a DLL was not found')", "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "helpers.preflight"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 1 and "does not load: a DLL was not found." in run.stdout
    assert "NOT READY (libraries)" in run.stdout and not run.stderr
