"""Pieces of a recording: the whole, sample for sample, cut at pauses, within bounds of memory."""

import math
import subprocess
import sys

import numpy as np
import pytest

from helpers import Sound, editing
from helpers.media import codec
from helpers.media.encoder import Encoder
from helpers.practice.voice import synthesis
from tests.environment import ROOT
from tests.sounds import (
    FILES,
    RATE,
    SOURCES,
    pcm_of,
    refused,
    stereo_noise,
    tone,
)


@pytest.fixture(scope="module")
def stereo():
    return stereo_noise()


@pytest.fixture(scope="module")
def sentences():
    """Twenty times a sentence without a pause in it, then half a second of quiet.

    The sound, and where its pauses lie, in seconds.
    """
    speech, pause, chance = (
        synthesis.speak("Please book a table for two.", "nova"),
        np.zeros(RATE // 2, np.float32),
        np.random.default_rng(0),
    )
    mono = np.concatenate([part for _ in range(20) for part in (speech, pause)])
    pauses = [((turn + 1) * speech.size + turn * pause.size) / RATE for turn in range(20)]
    return Sound.from_samples(mono + chance.normal(0, 0.001, mono.size), RATE, "talk"), [
        (start, start + 0.5) for start in pauses
    ]


def joined(pieces):
    return np.concatenate([pcm_of(piece) for piece in pieces])


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("seconds", [1, 1.37, 2.9])
def test_pieces_are_the_whole_sample_for_sample(name, seconds):
    sound = Sound.load(SOURCES[name])
    pieces = sound.split(seconds)
    assert np.array_equal(joined(pieces), pcm_of(sound)) and len(pieces) >= sound.seconds / seconds
    assert all(
        0.2 <= piece.seconds <= seconds
        and piece.channels == sound.channels
        and codec.measure(piece.data).seconds == piece.seconds
        for piece in pieces
    )


def test_pcm16_is_cut_as_well():
    sound = Sound.load(FILES["wav"]).to("pcm16")
    assert (
        np.array_equal(joined(sound.split(1)), pcm_of(sound))
        and len(sound.split(1)[0].samples()) > 12_000
    )


def test_large_pieces_are_flac(stereo, monkeypatch):
    monkeypatch.setattr(editing, "LARGEST_SENT", 500_000)
    pieces = stereo.split(3)
    assert {(piece.format, piece.codec) for piece in pieces} == {
        ("flac", "flac")
    } and np.array_equal(joined(pieces), pcm_of(stereo))
    assert stereo.trim(0, 1).format == "wav" and stereo.gain(-1).format == "flac"


def test_cuts_lie_in_pauses(sentences):
    sound, pauses = sentences
    for seconds in (10, 17, 30, 45):
        pieces = sound.split(seconds)
        cuts = np.cumsum([piece.seconds for piece in pieces])[:-1]
        assert len(pieces) <= 1.6 * sound.seconds / seconds + 1
        for cut in cuts:
            start, end = min(pauses, key=lambda pause: abs(sum(pause) / 2 - cut))
            assert start < cut < end, (seconds, cut)
        assert np.array_equal(joined(pieces), pcm_of(sound)) and all(
            piece.seconds <= seconds for piece in pieces
        )


def test_a_cut_lies_in_the_middle_of_its_pause():
    """A long pause is shared by both sides, also where it is not quite even."""
    loud, chance = tone(4), np.random.default_rng(0)
    quiet = chance.normal(0, 0.001, 2 * RATE).astype(np.float32)
    first, *_ = Sound.from_samples(np.concatenate([loud, quiet, loud]), RATE).split(7)
    assert first.seconds == pytest.approx(5, abs=0.1)


@pytest.mark.parametrize(
    ("name", "mono"),
    [
        ("silence", np.zeros(20 * RATE)),
        ("noise", np.random.default_rng(0).normal(0, 0.1, 20 * RATE)),
        ("a tone", tone(20)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_where_there_is_no_pause_it_is_cut_all_the_same(name, mono):
    sound = Sound.from_samples(mono, RATE)
    pieces = sound.split(6)
    assert (
        4 <= len(pieces) <= 7
        and all(0.9 < piece.seconds <= 6 for piece in pieces)
        and np.array_equal(joined(pieces), pcm_of(sound))
    )


def test_the_last_piece_is_not_a_scrap():
    for whole in (6.0001, 6.01, 6.3, 7, 11.99, 12.001):
        sound = Sound.from_samples(np.random.default_rng(0).normal(0, 0.1, int(whole * RATE)), RATE)
        pieces = sound.split(6)
        assert (
            all(piece.seconds > 0.9 for piece in pieces)
            and joined(pieces).shape == pcm_of(sound).shape
        )


def test_labels_tell_which_piece_and_from_where():
    chance = np.random.default_rng(0)
    mono = np.concatenate(
        [part for _ in range(16) for part in (chance.normal(0, 0.1, 59 * 8000), np.zeros(8000))]
    )
    pieces = Sound.from_samples(mono, 8000, "meeting.m4a").split(360)
    assert [piece.label for piece in pieces] == [
        "meeting.m4a · 1 of 3 · from 0.0 s",
        "meeting.m4a · 2 of 3 · from 6 min 00 s",
        "meeting.m4a · 3 of 3 · from 11 min 59 s",
    ]


def test_what_is_short_enough_stays_as_it_is(stereo):
    assert stereo.split(8) == stereo.split(600) == [stereo] and stereo.split(8)[0] is stereo


@pytest.mark.parametrize("seconds", [0, -5, 0.5, math.nan, math.inf, "60", None, True])
def test_no_such_length(seconds, stereo):
    assert "no length for a piece" in refused(stereo.split, seconds)


# Prints seconds, pieces, bytes of the file and of the pieces, most memory before and after.
SPLIT = """
import sys
from helpers import Sound
from tests.peak_memory import peak
sound = Sound.load(sys.argv[1])
before, pieces = peak(), sound.split(600)
sizes = len(sound.data), sum(len(piece.data) for piece in pieces)
print(round(sound.seconds), len(pieces), *sizes, before, peak())
"""


@pytest.mark.parametrize(
    ("minutes", "count"), [(30, 4), pytest.param(60, 7, marks=pytest.mark.soak)]
)
def test_a_long_recording_takes_no_more_memory_than_its_files(minutes, count, speech, tmp_path):
    encoder = Encoder("flac", 8000)
    minute = np.resize(codec.resample(speech, RATE, 8000), 60 * 8000)
    for _ in range(minutes):
        encoder.add((minute * 20000).astype(np.int16)[:, None])
    (tmp_path / "long.flac").write_bytes(encoder.close())
    run = subprocess.run(
        [sys.executable, "-c", SPLIT, str(tmp_path / "long.flac")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    seconds, pieces, size, cut, before, after = map(int, run.stdout.split())
    assert (seconds, pieces) == (60 * minutes, count) and before < 100e6 + 2 * size, run.stdout
    # as floats the half hour alone is 58 MB, the hour 115 MB
    assert after - before < cut + 40e6, run.stdout
