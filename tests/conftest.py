"""What all tests share: the guard, a ledger of their own, a sentence spoken by the engine.

And their order: files that take longest begin, so that no processor waits for one of them.
"""

import importlib
import os
from threading import Thread

import pytest

from tests.environment import ROOT, safe

LONGEST = [
    "browser/test_lessons.py",
    "practice/ears/test_workers.py",
    "engine/endpoint/test_practice_process.py",
    "practice/http/test_crowd.py",
    "engine/endpoint/test_key_is_nowhere.py",
    "test_recordings.py",
    "practice/ears/test_listening.py",
    "display/test_plots.py",
]

importlib.import_module("tests.guard.sitecustomize")  # also where tests are started by hand
if "PYTEST_XDIST_WORKER" in os.environ:
    # What nbformat imports reads a grammar. With all of pytest's calls beneath it that takes
    # CPython 3.11 six seconds, on the stack of a new thread one.
    reader = Thread(target=importlib.import_module, args=["nbformat"])
    reader.start()
    reader.join()


def pytest_collection_modifyitems(items):
    places = {ROOT / "tests" / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


@pytest.fixture(autouse=True, scope="session")
def surroundings(tmp_path_factory):
    """No key, the practice engine, files only in a scratch folder: however tests are started."""
    before = dict(os.environ)
    env = safe(tmp_path_factory.mktemp("scratch"))
    os.environ.clear()
    os.environ.update(env)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture(scope="session")
def speech():
    """Two seconds of speech: mono float32 samples at 24 kHz."""
    from helpers.practice.voice import synthesis

    return synthesis.speak("Good morning. Please book a table for two.", "nova")


@pytest.fixture(scope="session")
def engine(surroundings):
    """A practice engine and its clients, as connect() gives them."""
    from helpers import connect

    return connect()
