"""The ways of other systems, taken here with what those systems have or lack put in place."""

import errno
import os
import runpy
import subprocess
import sys
from types import ModuleType

import pytest

from helpers import course
from helpers.archive import locks
from helpers.engine.endpoint import practice_process
from helpers.media import source
from tests.environment import posix


def test_the_lock_of_windows(monkeypatch, tmp_path):
    """msvcrt.locking raises EACCES where another process holds the byte."""
    held, windows = set(), ModuleType("msvcrt")
    windows.LK_NBLCK = 2

    def locking(file, mode, count):
        assert (mode, count) == (windows.LK_NBLCK, 1)
        if os.fstat(file).st_ino in held:
            raise OSError(errno.EACCES, "Permission denied")
        held.add(os.fstat(file).st_ino)

    windows.locking = locking
    monkeypatch.setitem(sys.modules, "msvcrt", windows)
    monkeypatch.setattr(sys, "platform", "win32")
    lock = runpy.run_path(locks.__file__)["lock"]
    with (tmp_path / "lock").open("wb") as one, (tmp_path / "lock").open("wb") as other:
        assert lock(one.fileno()) and not lock(other.fileno())


def test_the_engine_starts_as_on_windows(monkeypatch):
    """In a group that a flag makes, which only Windows knows; without process groups."""
    asked = []

    class Process(subprocess.Popen):
        def __init__(self, command, **options):
            asked.append(options)
            super().__init__(command, **options | {"creationflags": 0})

    monkeypatch.setattr(practice_process, "WINDOWS", True)
    monkeypatch.setattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 512, raising=False)
    monkeypatch.setattr(subprocess, "Popen", Process)
    running = practice_process.PracticeProcess().running()
    running.process.stdin.close()
    assert running.process.wait(20) == 0
    assert asked[0]["process_group"] is None and asked[0]["creationflags"] == 512


@posix
def test_lab_is_opened_where_there_are_no_user_ids(monkeypatch, capsys):
    commands = []
    monkeypatch.setattr(subprocess, "call", lambda command, **more: commands.append(command))
    monkeypatch.setattr(os, "getuid", lambda: 0)
    course.open_lab()
    monkeypatch.delattr(os, "getuid")
    monkeypatch.setattr(sys, "platform", "win32")
    course.open_lab()
    root, windows = commands
    assert "--allow-root" in root and "--allow-root" not in windows
    assert "--no-browser" not in windows, "Windows and macOS have a screen"


@pytest.mark.parametrize("path", [r"C:\Users\민지\memo.m4a", "d:/memo.wav", r"\\share\memo.wav"])
def test_a_path_of_windows_is_taken_for_one(path):
    assert source.WINDOWS_PATH.match(path)
