"""Which Pythons are taken: those of pyproject.toml."""

import subprocess
import sys
import tomllib

import pytest

from helpers.preflight import python_version
from helpers.preflight.python_version import BEYOND, LOWEST
from helpers.preflight.results import OK, PROBLEM
from tests.environment import ROOT


def test_it_takes_what_pyproject_takes():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    bounds = f">={LOWEST[0]}.{LOWEST[1]},<{BEYOND[0]}.{BEYOND[1]}"
    assert project["requires-python"] == bounds


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 9), (3, 13, 1), (3, 14, 0)])
def test_a_python_that_fits(version):
    (result,) = python_version.check(version)
    assert result.state == OK and ".".join(map(str, version)) in result.short


@pytest.mark.parametrize("version", [(3, 8, 18), (3, 9, 6), (3, 10, 13), (3, 15, 0), (2, 7, 18)])
def test_an_old_or_a_too_new_python_is_named_with_what_to_do(version):
    (result,) = python_version.check(version)
    assert result.state == PROBLEM and ".".join(map(str, version)) in result.fact
    assert "python.org" in result.advice


def test_nothing_that_an_old_python_lacks_is_imported_before_it_is_refused():
    said = (
        "import sys, helpers.preflight.__main__; "
        "print([name for name in sys.modules if name.startswith('helpers')])"
    )
    run = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    names = {"__main__", "python_version", "report", "results"}
    loaded = {f"helpers.preflight.{name}" for name in names}
    assert set(eval(run.stdout)) == loaded | {"helpers", "helpers.console", "helpers.preflight"}
