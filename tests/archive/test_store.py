"""The store: whole files under the names of what was asked, whatever happened before."""

import os
import stat

import pytest

from helpers.archive import StoreError
from helpers.archive.store import ANSWER, STREAM, UNFINISHED, Store, key_of


def test_no_two_lists_of_parts_have_the_same_key():
    assert key_of("ab", "c") != key_of("a", "bc") != key_of("abc")
    assert key_of(b"a") == key_of("a")


@pytest.mark.parametrize("form, data", [(ANSWER, b'{"a": 1}'), (STREAM, b"data: [DONE]\n\n")])
def test_an_answer_comes_back_as_it_was(tmp_path, form, data):
    with Store(tmp_path / "new" / "store") as store:
        assert store.answer("00aa") is None
        store.keep_answer("00aa", data, form)
        assert store.answer("00aa") == (data, form)


@pytest.mark.parametrize("form", [ANSWER, STREAM])
@pytest.mark.parametrize("half", [b"", b'{"a": ', b"data: {}\n\n"])
def test_half_an_answer_is_none(tmp_path, form, half):
    with Store(tmp_path) as store:
        store.keep_answer("00aa", half, form)
        assert store.answer("00aa") is None


def test_what_a_crash_left_is_removed_and_git_sees_nothing(tmp_path):
    with Store(tmp_path) as store:
        store.keep_answer("00aa", b"{}", ANSWER)
    left = tmp_path / "answers" / "00" / f"tmp{UNFINISHED}"
    left.write_bytes(b'{"half')
    with Store(tmp_path):
        assert not left.exists()
    assert (tmp_path / ".gitignore").read_text() == "*\n"


def test_a_store_that_is_a_file(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be written"), Store(tmp_path / "file"):
        pass


def test_a_read_only_disk(tmp_path, monkeypatch):
    def refused(*_, **__):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("tempfile.mkstemp", refused)
    with pytest.raises(StoreError, match="Read-only file system"), Store(tmp_path):
        pass


def test_an_answer_that_could_not_be_kept_is_told_afterwards(tmp_path, monkeypatch):
    with Store(tmp_path) as store:
        (tmp_path / "answers").touch()  # a file where a folder has to be
        store.keep_answer("00aa", b"{}", ANSWER)
        with pytest.raises(StoreError):
            store.check_room()


def test_answers_are_for_their_owner_alone(tmp_path):
    with Store(tmp_path) as store:
        store.keep_answer("00aa", b"{}", ANSWER)
    (file,) = tmp_path.rglob("aa.json")
    assert os.name == "nt" or not stat.S_IMODE(file.stat().st_mode) & 0o077
