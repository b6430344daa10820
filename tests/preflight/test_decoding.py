"""Recordings as phones, browsers and messengers make them."""

from helpers.preflight import decoding
from helpers.preflight.results import OK, PROBLEM


def test_a_healthy_machine():
    (result,) = decoding.check()
    assert result.state == OK and result.fact == "m4a, webm, ogg are read, mp3 is written"


def test_a_recording_that_is_missing_or_is_none(tmp_path, monkeypatch):
    monkeypatch.setattr(decoding, "DATA", tmp_path)
    (missing,) = decoding.check()
    (tmp_path / decoding.PHONE).write_bytes(b"no sound")
    (broken,) = decoding.check((decoding.PHONE,))
    assert missing.state == broken.state == PROBLEM
    assert missing.fact != broken.fact and "again" in missing.advice


def test_a_codec_library_that_does_not_load(monkeypatch):
    from helpers.sound import Sound

    def load(*arguments, **more):
        raise ImportError("DLL load failed")

    monkeypatch.setattr(Sound, "load", load)
    assert "DLL load failed." in decoding.check()[0].fact
