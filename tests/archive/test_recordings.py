"""Which recordings a run is about."""

import pytest

from helpers.archive import ArchiveError, recordings_in


def test_a_folder_gives_what_is_in_it_by_name_and_nothing_hidden(tmp_path):
    names = ("b.mp3", "a.WAV", "deep/안녕.ogg", "words.txt", ".hidden/c.mp3", ".d.mp3", "e.m4a")
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [path.removeprefix(f"{tmp_path}/") for path in recordings_in(tmp_path)]
    assert found == ["a.WAV", "b.mp3", "deep/안녕.ogg", "e.m4a"]


def test_a_list_keeps_its_order_and_each_path_once():
    assert recordings_in(["b.mp3", "./a.mp3", "x/../b.mp3", "a.mp3"]) == ["b.mp3", "a.mp3"]


def test_one_path_is_one_recording(tmp_path):
    assert recordings_in("~/a.mp3")[0].endswith("/a.mp3")
    with pytest.raises(ArchiveError):
        recordings_in(tmp_path)
