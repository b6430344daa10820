"""Where a sound comes from; through Sound.load all of it is looked at again in test_sound."""

import io
import os
import unicodedata
from pathlib import Path

import numpy as np
import pytest

from helpers import Sound, SoundError
from helpers.media.source import name_of, open_source
from tests.sounds import (
    WAV,
    make,
    refused,
    tone,
)


def read(source):
    """The bytes and the name of what is opened."""
    with open_source(source) as reader:
        assert reader.seekable()
        return reader.read(), name_of(reader)


def test_bytes_files_and_paths_give_bytes_and_a_name(tmp_path):
    path = tmp_path / "내 녹음 1.wav"
    path.write_bytes(b"sound")
    assert (
        read(b"sound")
        == read(bytearray(b"sound"))
        == read(memoryview(b"sound"))
        == read(io.BytesIO(b"sound"))
        == (b"sound", "")
    )
    assert read(path) == read(str(path)) == (b"sound", "내 녹음 1.wav")
    with path.open("rb") as file:
        assert read(file) == (b"sound", "내 녹음 1.wav")


OF_WINDOWS = ("C:\\Users\\me\\a.wav", "C:/Users/me/a.wav", "\\\\server\\a.wav")


def test_a_near_name_is_offered(tmp_path):
    (tmp_path / "alloy.wav").write_bytes(b"x")
    with pytest.raises(SoundError, match=r"did you mean alloy\.wav\?"):
        read(tmp_path / "aloy.wav")


@pytest.mark.parametrize(
    "source, words",
    [
        (None, "NoneType"),
        (7, "int"),
        (np.zeros(3), "Sound.from_samples"),
        (io.StringIO("text"), 'open\\(path, "rb"\\)'),
        ("nowhere/at-all.wav", "There is no file"),
        (".", "is a folder"),
        ("a\0b", "cannot be read"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(source, words):
    with pytest.raises(SoundError, match=words):
        read(source)


def test_every_way_in_gives_the_same_sound(tmp_path):
    path = tmp_path / "tone.wav"
    path.write_bytes(WAV)
    with path.open("rb") as file:
        sounds = [
            Sound.load(source)
            for source in (
                path,
                str(path),
                WAV,
                bytearray(WAV),
                memoryview(WAV),
                io.BytesIO(WAV),
                file,
            )
        ]
    assert {
        (sound.data, sound.format, sound.codec, sound.seconds, sound.sample_rate, sound.channels)
        for sound in sounds
    } == {(WAV, "wav", "pcm_s16le", 2, 24000, 1)}
    assert [sound.label for sound in sounds] == [
        "tone.wav",
        "tone.wav",
        "sound",
        "sound",
        "sound",
        "sound",
        "tone.wav",
    ]
    assert Sound.load(WAV, label="my voice").label == "my voice"
    assert (
        Sound.load(sounds[0]) is sounds[0] and Sound.load(sounds[0], label="again").label == "again"
    )


@pytest.mark.parametrize(
    "name",
    [
        "내 목소리.wav",
        "two words (1).wav",
        r"C:\Users\민지\소리.wav",
        "a#b?c%20d.wav",
        "naïve.WAV",
        "no ending",
        "-.wav",
    ],
)
def test_names_of_all_kinds(name, tmp_path, capsys):
    folder = tmp_path / "녹음 파일"
    folder.mkdir()
    (folder / name).write_bytes(WAV)
    assert Sound.load(str(folder / name)).seconds == 2 and Sound.load(folder / name).label == name
    assert Sound.load(WAV).save(folder / "새 폴더" / name).read_bytes() == WAV
    assert capsys.readouterr().out == ""


def test_a_name_in_pieces_is_found(tmp_path):
    whole, pieces = (unicodedata.normalize(form, "목소리.wav") for form in ("NFC", "NFD"))
    (tmp_path / pieces).write_bytes(WAV)
    assert Sound.load(tmp_path / whole).seconds == 2
    assert "did you mean" in refused(Sound.load, tmp_path / "목소.wav")


def test_a_home_folder_is_found(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    Sound.load(WAV).save("~/here.wav")
    assert Sound.load("~/here.wav").data == (tmp_path / "here.wav").read_bytes() == WAV


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (None, "NoneType"),
        (7, "int"),
        ([], "list"),
        ({}, "dict"),
        (1.5, "float"),
        (np.zeros(9), "Sound.from_samples"),
        (object, "type"),
        (["a.wav"], "each of them alone"),
        ({"audio": {"data": ""}}, "Sound.from_message"),
    ],
    ids=str,
)
def test_a_wrong_type(source, says):
    assert says in refused(Sound.load, source)


def test_bad_files(tmp_path):
    good = tmp_path / "alloy.wav"
    good.write_bytes(WAV)
    empty, text, picture = tmp_path / "empty.wav", tmp_path / "text.wav", tmp_path / "picture.mp3"
    empty.write_bytes(b"")
    text.write_text("안녕하세요\n" * 50, "utf-8")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    silent = tmp_path / "film.mp4"
    silent.write_bytes(make("mp4", "", tone(1), 24000, video=True, sound=False))
    assert (
        "empty" in refused(Sound.load, empty)
        and "text" in refused(Sound.load, text)
        and "picture" in refused(Sound.load, picture)
        and "no sound track" in refused(Sound.load, silent)
    )
    assert refused(Sound.load, tmp_path).startswith(f"{tmp_path} is a folder:")
    assert "did you mean alloy.wav?" in refused(Sound.load, tmp_path / "aloy.wav")
    for missing in (
        tmp_path / "none" / "x.wav",
        good / "x.wav",
        "",
        "a\0b",
        "x" * 5000,
        "~nobody-here/x.wav",
        "\udcff.wav",
        tmp_path / "quite different.ogg",
    ):
        refused(Sound.load, missing)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.wav")
        assert "pipe" in refused(Sound.load, tmp_path / "pipe.wav")
    if Path("/dev/zero").exists():
        assert "device" in refused(Sound.load, "/dev/zero")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "empty"),
        (" ", "empty"),
        ("C:\temp\new.wav", "write the path as r'C:"),
        *((path, "another computer" if os.name != "nt" else "There is no") for path in OF_WINDOWS),
        ("ftp://a.example/a.wav", "download it"),
        ("s3://bucket/a.wav", "download it"),
        ("file://server/share/a.wav", "another computer"),
        ("\udc80.wav", "check the name"),
        ("blob:https://a.example/1", "download it"),
        ("www.a.example/a.wav", "https://"),
        ("recordings/*.wav", "Path.glob"),
    ],
)
def test_a_name_that_leads_nowhere_says_why(name, says):
    assert says in refused(Sound.load, name)


def test_a_link_to_nothing_says_so(tmp_path):
    link = tmp_path / "link.wav"
    try:
        link.symlink_to("gone.wav")
    except OSError:  # Windows lets few people make links
        return
    assert "leads to a file that is gone" in refused(Sound.load, link)


@pytest.mark.parametrize(
    "path", [None, 5, b"a.wav", "a\0.wav", "~nobody-here/a.wav", "", "x" * 300]
)
def test_what_is_no_name_to_save_at(path):
    refused(Sound.load(WAV).save, path)


def test_a_file_address_can_be_saved_at(tmp_path):
    path = Sound.load(WAV).save((tmp_path / "소리 1.wav").as_uri())
    assert path == tmp_path / "소리 1.wav" and path.read_bytes() == WAV


def test_bad_file_objects(tmp_path):
    path = tmp_path / "tone.wav"
    path.write_bytes(WAV)
    closed = path.open("rb")
    closed.close()
    with path.open(encoding="utf-8") as as_text, path.open("ab") as to_write:
        assert "text" in refused(Sound.load, as_text) and "text" in refused(
            Sound.load, io.StringIO("words")
        )
        for file in (
            closed,
            to_write,
            type("Odd", (), {"read": lambda self: None})(),
            type("Odder", (), {"read": lambda self, size, more: b""})(),
        ):
            assert "rb" in refused(Sound.load, file)
    read = io.BytesIO(WAV)
    read.read()
    assert Sound.load(read).data == WAV  # it stood at its end
    read.seek(0)
    read.truncate()
    assert "empty" in refused(Sound.load, read)
    with os.fdopen(os.open(path, os.O_RDONLY), "rb") as numbered:  # its name is a number
        assert Sound.load(numbered).label == "sound"
