"""The workflow for other systems runs what the README tells their users to type."""

import re

import yaml

from tests.environment import ROOT

WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text("utf-8"))
JOBS = WORKFLOW["jobs"]
README = (ROOT / "README.md").read_text("utf-8")
PYTHONS = {"3.11", "3.12", "3.13", "3.14"}


def lines(job):
    return "\n".join(step.get("run", "") for step in JOBS[job]["steps"]).splitlines()


def systems():
    for job in JOBS.values():
        named = job["runs-on"]
        yield from job["strategy"]["matrix"]["system"] if "matrix" in named else [named]


def test_linux_on_both_processors_macos_on_arm_and_windows():
    wanted = ("ubuntu-24.04", "ubuntu-24.04-arm", "macos-15", "windows-2025")
    assert set(wanted) == set(systems())


def test_every_python_that_pyproject_takes():
    for job in ("linux", "windows"):
        assert set(JOBS[job]["strategy"]["matrix"]["python"]) == PYTHONS
    assert set(JOBS["make"]["strategy"]["matrix"]["python"]) == {min(PYTHONS), max(PYTHONS)}


def test_once_a_week():
    _, hour, of_month, month, of_week = WORKFLOW[True]["schedule"][0]["cron"].split()
    assert (of_month, month) == ("*", "*") and of_week.isdigit() and hour.isdigit()


def test_windows_gets_the_readmes_own_lines():
    block = re.search(r"\*\*Windows\*\*.*?```\n(.*?)```", README, re.DOTALL)[1]
    told = [line.replace("py -3.13", "python") for line in block.splitlines()]
    told = [line + " copy" if line.endswith("helpers.course") else line for line in told]
    assert len(told) == 4 and set(told) <= set(lines("windows"))


def test_elsewhere_it_is_the_readmes_make():
    assert {"make check", "make test"} <= set(lines("make"))


def test_the_kit_is_installed_with_the_network_cut():
    assert "unshare -n" in "\n".join(lines("kit"))
    assert "install.ps1" in "\n".join(lines("kit-on-windows"))


def test_colabs_first_cell_is_run_where_nothing_is_installed():
    run = "\n".join(lines("colab"))
    assert "venv" in run and "workshop/colab.py" in run and "pip" not in run


def test_a_hub_is_started():
    run = [line for line in lines("hub") if line]
    assert run[0].startswith("make ears .venv/test .venv/hub")
    assert (ROOT / run[1].split()[-1]).exists() and "-m soak" in run[1]
