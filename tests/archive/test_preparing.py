"""Recordings made ready: small, in pieces, kept by what they are, and never made twice."""

import asyncio
import json
import shutil

import pytest

from helpers import Sound, SoundError
from helpers.archive.preparing import Preparing
from helpers.archive.store import Store
from tests.archive.service import recordings


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("made")
    return recordings(made, ["small.mp3", "speech.wav"], seconds=5.0)


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "store") as opened:
        yield opened


def kept(store):
    return sorted(path.name for path in (store.folder / "prepared").rglob("*.*"))


def test_a_small_mp3_is_sent_as_it_is_and_nothing_is_kept(store, folder):
    preparing = Preparing(store)
    ready = preparing.prepared(str(folder / "small.mp3"))
    [piece] = ready.pieces
    assert preparing.file(ready, piece) == folder / "small.mp3" and not kept(store)
    sound = preparing.sound(ready, piece)
    loaded = Sound.load(folder / "small.mp3")
    assert sound.data == loaded.data and sound.part() == loaded.part()
    assert sound.seconds == pytest.approx(loaded.seconds) and sound.label == "small.mp3"


def test_anything_else_is_made_small_once(store, folder, monkeypatch):
    preparing = Preparing(store)
    path = str(folder / "speech.wav")
    ready = preparing.prepared(path)
    sound = preparing.sound(ready, ready.pieces[0])
    assert (sound.format, sound.sample_rate, sound.channels) == ("mp3", 16_000, 1)
    assert sound.size <= 5.5 * 32_000 / 8 and len(kept(store)) == 2
    monkeypatch.setattr(Sound, "load", None)
    assert preparing.prepared(path) == ready


def test_a_copy_under_another_name_is_the_same(store, folder, tmp_path):
    twin = shutil.copy(folder / "speech.wav", tmp_path / "안녕.wav")
    preparing = Preparing(store)
    first, second = preparing.prepared(str(folder / "speech.wav")), preparing.prepared(str(twin))
    assert first.key == second.key and first.pieces == second.pieces and len(kept(store)) == 2


def test_other_settings_are_another_one(store, folder):
    path = str(folder / "speech.wav")
    keys = {
        Preparing(store, *settings).prepared(path).key
        for settings in ((32_000, 900.0), (24_000, 900.0), (32_000, 2.0))
    }
    assert len(keys) == 3


def test_without_a_bit_rate_the_source_is_sent(store, folder):
    preparing = Preparing(store, bitrate=None)
    ready = preparing.prepared(str(folder / "speech.wav"))
    assert preparing.file(ready, ready.pieces[0]) == folder / "speech.wav"


@pytest.mark.parametrize("name", ["small.mp3", "speech.wav"])
def test_a_long_one_is_cut_and_its_pieces_are_the_whole(store, folder, name):
    preparing = Preparing(store, seconds=2.0)
    ready = preparing.prepared(str(folder / name))
    assert len(ready.pieces) >= 3 and ready.seconds == pytest.approx(5.0, abs=0.01)
    assert sum(piece.seconds for piece in ready.pieces) == pytest.approx(ready.seconds)
    starts = [piece.start for piece in ready.pieces]
    assert starts == sorted(starts) and ready.label(ready.pieces[1]).startswith(f"{name} · 2 of")
    for piece in ready.pieces:
        assert preparing.sound(ready, piece).seconds == pytest.approx(piece.seconds, abs=0.1)


def test_what_was_lost_of_it_is_made_again(store, folder):
    preparing = Preparing(store)
    path = str(folder / "speech.wav")
    ready = preparing.prepared(path)
    data = preparing.sound(ready, ready.pieces[0]).data
    preparing.file(ready, ready.pieces[0]).unlink()
    assert preparing.prepared(path) == ready
    assert preparing.sound(ready, ready.pieces[0]).data == data


def test_facts_that_people_can_read(store, folder):
    Preparing(store).prepared(str(folder / "speech.wav"))
    [facts] = (store.folder / "prepared").rglob("*.facts.json")
    assert json.loads(facts.read_text())["seconds"] == pytest.approx(5.0)


@pytest.mark.parametrize(
    "name, data", [("gone.mp3", None), ("empty.mp3", b""), ("a.wav", b"hello")]
)
def test_what_cannot_be_read_is_told(store, tmp_path, name, data):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(SoundError):
        asyncio.run(Preparing(store).ready(str(tmp_path / name)))


def test_a_recording_that_changes_before_it_is_sent_is_told(store, folder, tmp_path):
    path = shutil.copy(folder / "small.mp3", tmp_path / "changing.mp3")
    preparing = Preparing(store)
    ready = preparing.prepared(str(path))
    sound = preparing.sound(ready, ready.pieces[0])
    path.write_bytes(b"other")
    with pytest.raises(SoundError, match="has changed since it was loaded"):
        sound.part()
