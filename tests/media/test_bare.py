"""Samples without a header: read by the ending of their name, or as what they are said to be."""

import io

import av
import numpy as np
import pytest

from helpers import Sound
from helpers.media.bare import bare_kind, with_header
from helpers.media.kinds import BARE
from tests.sound_file import sound_file
from tests.sounds import FILES, hertz, refused, tone

CODECS = {"g722": "g722", "ulaw": "pcm_mulaw", "alaw": "pcm_alaw"}  # what FFmpeg calls them
KINDS = {kind.format: kind for kind in BARE}


def bare(format, mono):
    """The samples as a telephone system writes them: those of an AU file behind its header."""
    if format.startswith("sln"):
        return (mono * 32767).astype("<i2").tobytes()
    file = sound_file("au", CODECS[format], mono[:, None], KINDS[format].sample_rate, "mono")
    return file[int.from_bytes(file[4:8], "big") :]


@pytest.mark.parametrize("format", [*CODECS, "sln", "sln16"])
def test_a_telephone_recording_is_read_by_its_name_or_as_it_is_called(format, tmp_path, capsys):
    rate = KINDS[format].sample_rate
    data = bare(format, tone(1.5, rate))
    path = tmp_path / f"call.{KINDS[format].endings[0]}"
    path.write_bytes(data)
    by_name, called = Sound.load(path), Sound.load(data, "call", format=format)
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"{path.name} has no header: read as {KINDS[format].title}, {rate} Hz, mono."
    assert said[1].startswith("call has no header") and len(said) == 2
    for sound in (by_name, called):
        assert (sound.format, sound.sample_rate, sound.channels) == ("wav", rate, 1)
        assert sound.seconds == pytest.approx(1.5, abs=0.001)
        assert hertz(sound.samples(), rate) == pytest.approx(440, abs=2)
        assert np.abs(sound.samples()).max() == pytest.approx(0.4, abs=0.05)
        assert sound.part(quiet=True)["input_audio"]["format"] in ("wav", "mp3")
    assert Sound.load(path, quiet=True) == by_name and capsys.readouterr().out == ""


def test_dialogic_adpcm_is_taken_for_what_it_is():
    sound = Sound.load(bytes(range(256)) * 47, quiet=True, format="vox")
    assert sound.seconds == pytest.approx(256 * 47 * 2 / 8000) and sound.codec == "adpcm_ima_oki"


def test_bytes_that_tell_what_they_are_are_believed_more_than_their_name(tmp_path, capsys):
    for name, data in FILES.items():
        if name in ("mp3", "aac"):
            continue
        assert bare_kind(io.BytesIO(data), "g722", "") is None
        assert bare_kind(io.BytesIO(data), "", "alaw") is None
    (tmp_path / "call.ul").write_bytes(FILES["wav"])
    assert Sound.load(tmp_path / "call.ul").codec == "pcm_s16le"
    assert capsys.readouterr().out == ""
    (tmp_path / "page.al").write_bytes(b"<!DOCTYPE html><html>")
    assert "web page" in refused(Sound.load, tmp_path / "page.al")
    (tmp_path / "none.g722").write_bytes(b"")
    assert "empty" in refused(Sound.load, tmp_path / "none.g722")


def test_the_sentence_for_unknown_bytes_names_what_can_be_said():
    said = refused(Sound.load, np.random.default_rng(0).bytes(5000))
    assert all(kind.format in said for kind in BARE)


def test_the_header_is_one_that_ffmpeg_reads_as_meant():
    for kind in BARE:
        data = with_header(io.BytesIO(bytes(8000)), kind)
        with av.open(io.BytesIO(data)) as file:
            stream = file.streams.audio[0]
            assert stream.sample_rate == kind.sample_rate and stream.channels == 1
            assert float(stream.duration * stream.time_base) == pytest.approx(
                8000 * 8 / kind.bits / kind.sample_rate, rel=0.001
            )
