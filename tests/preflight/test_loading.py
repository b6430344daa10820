"""Every package of pyproject.toml is loaded, and a broken one is named with what to do."""

import importlib.metadata

from helpers.preflight import loading, packages
from helpers.preflight.results import OK, PROBLEM


def test_every_package_is_loaded_under_the_name_it_has():
    loaded = []
    (result,) = loading.check(loaded.append)
    assert result.state == OK and len(loaded) == len(packages.names()) > 10
    there = importlib.metadata.packages_distributions()
    for name, module in zip(packages.names(), loaded, strict=True):
        assert name in {one.lower() for one in there[module]}, module


def test_a_broken_one_is_named_with_its_own_reason():
    def load(name):
        if name == "PIL":
            raise OSError("libjpeg.so.8 is missing.\nA second line")

    (result,) = loading.check(load)
    assert result.state == PROBLEM and result.short == "broken library"
    assert result.fact == "pillow does not load: libjpeg.so.8 is missing."


def test_what_a_library_says_may_be_long_or_nothing():
    def load(name):
        raise ImportError("x" * 1000) if name == "numpy" else SystemError

    assert len(loading.check(load)[0].fact) < 250
    assert loading.check(load)[0].fact.startswith("jupyterlab does not load: SystemError")


def test_windows_is_told_of_the_library_that_most_wheels_need():
    assert "Visual C++" in loading.advice("win32") and "Visual C++" not in loading.advice("linux")
    assert all(".venv" in loading.advice(system) for system in ("win32", "linux", "darwin"))
