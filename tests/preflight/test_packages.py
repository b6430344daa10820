"""Packages that are missing or do not fit are named, with the command that installs them."""

from helpers.preflight import packages
from helpers.preflight.results import OK, PROBLEM
from tests.preflight.machines import without


def test_a_healthy_machine():
    (result,) = packages.check()
    assert result.state == OK and "all" in result.fact


def test_a_missing_package_is_named():
    (result,) = packages.check(without("openai"))
    assert result.state == PROBLEM and result.fact == "openai missing."
    assert packages.install_command() in result.advice


def test_a_package_that_is_too_old_is_named_with_its_version():
    (result,) = packages.check(without(openai="1.40.0"))
    assert result.state == PROBLEM and result.fact == "openai 1.40.0 does not fit."


def test_of_many_missing_ones_the_first_are_named():
    everything = without("jupyterlab", "openai", "requests", "av", "numpy")
    assert packages.check(everything)[0].fact.endswith("requests missing and 2 more.")


def test_the_command_is_that_of_the_system():
    assert packages.install_command("win32").startswith(r".venv\Scripts\python")
    assert packages.install_command("darwin") == packages.install_command("linux") == "make install"
