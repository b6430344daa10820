"""Runs a benchmark that needs a page: with the fixtures of the browser tests, by pytest."""

import pytest

PLUGINS = ("tests.conftest", "tests.browser.conftest", "no:cacheprovider")


def run(file: str) -> None:
    """Run the test in `file` and let it print. Raises RuntimeError where it fails."""
    plugins = [argument for plugin in PLUGINS for argument in ("-p", plugin)]
    if pytest.main(["-q", "-s", *plugins, file]):
        raise RuntimeError("the figures could not be measured")
