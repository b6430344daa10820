"""A lock that ends with its process, and that does without where a disk has none."""

import errno
import os
import subprocess
import sys

import pytest

from helpers.archive import locks

HOLD = """import os, sys
from helpers.archive.locks import lock
held = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
print(lock(held), flush=True)
sys.stdin.read()"""


@pytest.fixture
def opened(tmp_path):
    """Opens the file of the lock, as often as it is called."""
    files = []

    def open_file():
        files.append(os.open(tmp_path / "lock", os.O_RDWR | os.O_CREAT))
        return files[-1]

    yield open_file
    for file in files:
        os.close(file)


def test_one_holds_it(opened):
    first, second = opened(), opened()
    assert locks.lock(first) and not locks.lock(second)


def test_a_process_that_is_killed_holds_it_no_more(opened, tmp_path):
    command = [sys.executable, "-c", HOLD, str(tmp_path / "lock")]
    other = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdout.readline() == "True\n" and not locks.lock(opened())
    other.kill()
    other.communicate()
    assert locks.lock(opened())


if sys.platform != "win32":  # which has another call for it

    def failing(number):
        def fail(*_):
            raise OSError(number, os.strerror(number))

        return fail

    @pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
    def test_a_disk_without_locks_is_used_without(opened, monkeypatch, number):
        monkeypatch.setattr(locks.fcntl, "flock", failing(number))
        assert locks.lock(opened())

    def test_any_other_fault_is_told(opened, monkeypatch):
        monkeypatch.setattr(locks.fcntl, "flock", failing(errno.EIO))
        with pytest.raises(OSError, match="Input/output error"):
            locks.lock(opened())
