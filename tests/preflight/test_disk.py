"""Room on the disk, and the right to write."""

import errno
import tempfile

import pytest

from helpers.preflight import disk
from helpers.preflight.results import NOTE, OK, PROBLEM


@pytest.mark.parametrize(
    "free, state", [(5e9, OK), (1e9, OK), (9e8, NOTE), (2.9e8, PROBLEM), (0, PROBLEM)]
)
def test_free_bytes(tmp_path, free, state):
    (result,) = disk.check(tmp_path, lambda _: int(free))
    assert result.state == state and f"{free / 1e9:.1f} GB free" in result.fact
    assert bool(result.advice) == (state != OK)


def test_a_folder_that_may_not_be_written(tmp_path, monkeypatch):
    def refuse(dir):
        raise OSError(errno.EROFS, "Read-only file system", str(dir))

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    (result,) = disk.check(tmp_path)
    assert result.state == PROBLEM and "Read-only file system" in result.fact
    assert str(tmp_path) not in result.fact + result.short
