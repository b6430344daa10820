"""The line that tells how far long work has come, with a clock that the test turns."""

import io

import pytest

from helpers import Sound, progress
from helpers.progress import Progress
from tests.sounds import FILES


class Notebook(io.StringIO):
    """What standard output is in a notebook."""

    __module__ = "ipykernel.iostream"


@pytest.fixture
def clock(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def watched(monkeypatch, out):
    """`out` as standard output, set within the test: before it pytest sets its own."""
    monkeypatch.setattr("sys.stdout", out)
    return out


def work(clock, seconds=10.0, quiet=False, fail=False):
    with Progress("Reading memo.m4a", quiet) as told:
        for tenth in range(int(seconds * 10)):
            clock[0] += 0.1
            told(tenth / (seconds * 10))
        if fail:
            raise ValueError("the file is broken")


def seen(text):
    """What stands on the screen after carriage returns."""
    lines = [""]
    for line in text.split("\n"):
        shown = ""
        for part in line.split("\r"):
            shown = part + shown[len(part) :]
        lines[-1:] = [shown.rstrip(), ""]
    return lines[:-1]


def test_long_work_is_one_line_that_ends_in_done(clock, monkeypatch):
    notebook = watched(monkeypatch, Notebook())
    work(clock)
    updates = notebook.getvalue().split("\r")
    assert (
        7 <= len(updates) <= 11
        and updates[1] == "Reading memo.m4a: 20 %"
        and updates[2] in ("Reading memo.m4a: 30 %", "Reading memo.m4a: 31 %")
    )  # one a second, the first after two
    assert seen(notebook.getvalue()) == ["Reading memo.m4a: done.", ""]


def test_nothing_is_said_of_short_work(clock, monkeypatch):
    notebook = watched(monkeypatch, Notebook())
    work(clock, 1.9)
    assert notebook.getvalue() == ""


def test_work_that_fails_says_so(clock, monkeypatch):
    notebook = watched(monkeypatch, Notebook())
    with pytest.raises(ValueError, match="broken"):
        work(clock, fail=True)
    assert seen(notebook.getvalue()) == ["Reading memo.m4a: stopped.", ""]


def test_shares_beyond_the_whole_are_the_whole(clock, monkeypatch):
    notebook = watched(monkeypatch, Notebook())
    told = Progress("Reading")
    for share, shown in ((1.7, "100 %"), (-1, "0 %")):
        clock[0] += 5
        told(share)
        assert notebook.getvalue().rstrip().endswith(shown)


@pytest.mark.parametrize("how", ["quiet", "committed", "a file"])
def test_nothing_is_said_where_nobody_watches(how, clock, monkeypatch):
    notebook = watched(monkeypatch, Notebook())
    if how == "committed":
        monkeypatch.setenv("AUDIO_OUTPUT", "files")
    if how == "a file":
        notebook = watched(monkeypatch, io.StringIO())
    work(clock, quiet=how == "quiet")
    assert notebook.getvalue() == ""


def test_a_sound_tells_how_far_it_has_come(clock, monkeypatch):
    notebook = watched(monkeypatch, Notebook())

    def slow():
        clock[0] += 0.7
        return clock[0]

    monkeypatch.setattr(progress.time, "monotonic", slow)
    sound = Sound.load(FILES["m4a"], label="memo.m4a")
    assert seen(notebook.getvalue()) == ["Reading memo.m4a: done.", ""]
    sound.part()
    lines = seen(notebook.getvalue())
    assert (
        lines[1] == "Converting memo.m4a: done."
        and lines[2].startswith("m4a is not accepted by the API: converted to mp3")
        and len(lines) == 4
    )
    before = notebook.getvalue()
    Sound.load(FILES["m4a"], quiet=True).part(quiet=True)
    assert notebook.getvalue() == before
