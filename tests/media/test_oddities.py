"""What is odd about a file is said once, in one sentence, and not where it should be quiet."""

from helpers import Sound, conversion
from tests.sounds import (
    FILES,
    WAV,
    make,
    tone,
)


def test_what_is_odd_is_said(tmp_path, capsys):
    (tmp_path / "voice.mp3").write_bytes(WAV)
    assert Sound.load(tmp_path / "voice.mp3").format == "wav"
    assert capsys.readouterr().out == "voice.mp3 is named mp3 but holds wav: read as wav.\n"
    Sound.load(make("mp4", "aac", tone(1, 48000), 48000, video=True), label="holiday")
    assert capsys.readouterr().out == "holiday is a video: only its sound track is used.\n"
    assert Sound.load(WAV[:48044]).seconds == 1
    assert (
        capsys.readouterr().out
        == "sound breaks off early: the 1.0 s that can be decoded are kept.\n"
    )
    for name, data in {
        "memo.m4a": FILES["m4a"],
        "film.mp4": FILES["m4a"],
        "chat.ogg": FILES["opus"],
        "chat.opus": FILES["opus"],
        "memo.webm": FILES["webm"],
    }.items():
        (tmp_path / name).write_bytes(data)
        Sound.load(tmp_path / name)
    assert capsys.readouterr().out == ""


def test_nothing_is_said_where_it_should_be_quiet(tmp_path, monkeypatch, capsys):
    path = tmp_path / "memo.mp3"
    path.write_bytes(make("mp4", "aac", tone(1, 48000), 48000, video=True, moov_size="4000")[:-500])
    loud, quiet = Sound.load(path), Sound.load(path, quiet=True)
    assert loud == quiet and capsys.readouterr().out.count("\n") == 3
    part = quiet.part(quiet=True)
    monkeypatch.setattr(conversion, "LARGEST_SENT", 6000)
    assert quiet.part(quiet=True) != part and capsys.readouterr().out == ""
