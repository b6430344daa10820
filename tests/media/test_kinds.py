"""Kinds of files by how they begin: what is read, and what is named with how to go on."""

import re

import numpy as np
import pytest

from helpers import SoundError
from helpers.media import codec
from helpers.media.kinds import BARE, KINDS, UNREAD, kind_of, unread_kind
from tests.environment import ROOT
from tests.media.by_hand import BY_HAND
from tests.sounds import FILES, plain, tone


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.marks], ids=lambda k: k.format)
def test_a_mark_tells_the_kind(kind):
    for mark in kind.marks:
        assert kind.may_be(mark + bytes(100)) and not kind.may_be(mark[:-1])
        found = kind_of(mark.replace(b"?", b"\x01") + bytes(100))
        assert (found is not None) == kind.is_certain
        if found:
            assert set(found.endings) & set(kind.endings) or found.demuxer == kind.demuxer


@pytest.mark.parametrize("name", FILES)
def test_what_has_no_mark_may_be_any_file(name):
    unmarked = [kind for kind in KINDS if not kind.marks]
    assert all(kind.may_be(FILES[name]) for kind in unmarked)
    assert (kind_of(FILES[name]) is None) == (name in ("mp3", "aac"))


def test_two_bytes_are_no_proof():
    for data in (b"\x0b\x77" + bytes(100), b"\x56\xe5" + bytes(100)):
        assert kind_of(data) is None
        with pytest.raises(SoundError, match="not known here, or no sound"):
            codec.measure(data)


@pytest.mark.parametrize("kind", UNREAD, ids=lambda kind: kind.title)
def test_what_cannot_be_decoded_is_named(kind):
    noise = np.random.default_rng(0).bytes(50_000)
    for mark in kind.marks:
        with pytest.raises(SoundError) as caught:
            codec.measure(mark + noise)
        plain(caught.value)
        said = str(caught.value)
        assert kind.title in said and kind.advice in said and "damaged" not in said
        assert not kind_of(mark) or unread_kind(mark)


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind.is_certain], ids=lambda k: k.format
)
def test_a_recording_of_which_only_the_beginning_is_there_is_called_by_its_name(kind):
    data = kind.marks[0].replace(b"?", b"\x01")
    with pytest.raises(SoundError) as caught:
        codec.measure(data)
    plain(caught.value)
    said = str(caught.value)
    assert kind_of(data).title in said or "index was" in said or "a sound track" in said


@pytest.mark.parametrize("name", BY_HAND)
def test_what_pyav_has_no_writer_for_is_read(name):
    """Sounds of a second and more, in files that were made byte by byte."""
    rate = 8000 if name in ("gsm", "wav") else 44_100
    for channels in (1, 2) if name in ("sph", "dsf", "dff") else (1,):
        samples = np.repeat(tone(1.2, rate)[:, None], channels, axis=1)
        data = BY_HAND[name](samples, rate)
        facts = codec.measure(data)
        assert (facts.format, facts.sample_rate, facts.channels) == (name, rate, channels)
        assert (facts.seconds, facts.cut_short, facts.lost_seconds) == (1.2, False, 0.0)
        mono, _ = codec.samples(data)
        if name in ("sph", "8svx", "pvf"):
            assert np.abs(mono - samples[:, 0]).max() < 0.01
        if name in ("dsf", "dff"):  # one bit a sample: as loud as FFmpeg's filter makes it
            assert np.corrcoef(mono[1000:-1000], samples[1000:-1000, 0])[0, 1] > 0.9


def test_no_ending_belongs_to_samples_with_and_without_a_header():
    marked = {ending for kind in KINDS for ending in kind.endings}
    assert not marked & {ending for kind in BARE for ending in kind.endings}


def test_the_file_picker_offers_exactly_these_endings():
    script = (ROOT / "helpers/display/widgets/file_picker.js").read_text("utf-8")
    listed = script.partition("const FILES = ")[2].partition(";")[0]
    endings = {ending for kind in (*KINDS, *BARE) for ending in kind.endings}
    assert set(re.findall(r"\.([a-z0-9+]+)", listed)) == endings
