"""A sound in a text: data: URLs and base64, and file: addresses."""

import base64
from urllib.parse import quote

import pytest

from helpers import Sound
from helpers.media.text_source import bytes_in, path_of
from tests.sounds import WAV, refused

TEXT = base64.b64encode(WAV).decode()


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        base64.encodebytes(WAV).decode(),
        base64.urlsafe_b64encode(WAV).decode().rstrip("="),
        f"data:audio/wav;base64,{TEXT}",
        f"DATA:;base64,{TEXT}",
        f"data:audio/wav;codecs=1;base64,{quote(TEXT)}",
        f"data:audio/wav,{quote(WAV)}",
    ],
    ids=["base64", "in lines", "of addresses", "data", "no type", "quoted", "bytes"],
)
def test_a_text_that_holds_a_sound(text):
    assert bytes_in(text) == WAV
    sound = Sound.load(text)
    assert (sound.data, sound.label) == (WAV, "sound")


def test_what_was_copied_round_a_text_or_a_name_is_no_part_of_it(tmp_path):
    path = tmp_path / "내 목소리 #1 100%.wav"
    path.write_bytes(WAV)
    for text in (TEXT, f"data:audio/wav;base64,{TEXT}", str(path), path.as_uri(), f"file://{path}"):
        for copied in (f"  {text}\n", f'"{text}"', f"'{text}'", f"b'{text}'"):
            assert Sound.load(copied).data == WAV, copied[:40]
    quoted = tmp_path / '"it"'
    quoted.write_bytes(WAV)
    assert Sound.load(str(quoted)).label == '"it"'


def test_a_comma_in_quotes_ends_no_data_address():
    assert bytes_in(f'data:video/webm;codecs="vp8,opus";base64,{TEXT}') == WAV


def test_a_text_that_is_not_whole():
    for text in (TEXT + "A", TEXT[:500] + "*" + TEXT[500:], '{"data": "' + TEXT + '"}'):
        assert "not whole base64" in refused(Sound.load, text)

    for text in (TEXT[:1001], "data:audio/wav;base64,%%%", f"data:;base64,{TEXT[:1001]}"):
        assert "not whole base64" in refused(Sound.load, text)
    assert "empty" in refused(Sound.load, "data:,") and "unknown" not in refused(
        Sound.load, "A" * 400
    )


def test_a_name_is_a_name_however_long(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a" * 220, "data.wav", "voice/of/a/friend", "data:image"):
        assert bytes_in(name if len(name) < 200 else name + ".wav") is None
    (tmp_path / ("a" * 220)).write_bytes(WAV)
    assert Sound.load("a" * 220).seconds == 2


def test_an_address_of_a_file(tmp_path):
    path = tmp_path / "내 목소리 #1.wav"
    path.write_bytes(WAV)
    assert Sound.load(path.as_uri()).label == path.name
    assert Sound.load(path.as_uri().replace("file://", "FILE://localhost")).seconds == 2
    assert path_of("file://server/a.wav") == "file://server/a.wav" and path_of("a:b") == "a:b"
    assert "There is no file" in refused(Sound.load, path.as_uri() + ".mp3")
