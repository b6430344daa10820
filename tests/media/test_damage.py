"""Damaged files and arbitrary bytes: a sound or one sentence, never a crash or a hang."""

import contextlib
import struct
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import Sound, SoundError
from helpers.media import codec
from tests.environment import ROOT
from tests.media.rows import MORE_ROWS, ROWS, make_row
from tests.sounds import (
    MUTABLE,
    STABLE,
    always,
    plain,
)

BEGINNINGS = [
    b"",
    b"RIFF\0\0\0\0WAVEfmt ",
    b"ID3\3\0\0",
    b"\xff\xfb\x90\x64",
    b"OggS\0\2",
    b"fLaC",
    b"\x1aE\xdf\xa3",
    b"\0\0\0\x18ftypM4A ",
    b"#!AMR\n",
    b"caff\0\1",
    b"FORM\0\0\1\0AIFF",
]


@STABLE
@given(st.binary(max_size=400), st.sampled_from(BEGINNINGS))
def test_arbitrary_bytes(data, beginning):
    always(beginning + data)


# What is written over a file, the edges of its numbers among it.
EDGES = st.sampled_from([b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff"])
NEW = st.binary(min_size=1, max_size=8) | EDGES


@st.composite
def mutated(draw):
    """A real file with bytes written over it, in its header or anywhere, perhaps cut."""
    data = bytearray(draw(st.sampled_from(MUTABLE)))
    changes = draw(st.lists(st.tuples(st.floats(0, 1), NEW), min_size=1, max_size=8))
    reach = 200 if draw(st.booleans()) else len(data)
    for place, new in changes:
        at = int(place * (min(len(data), reach) - 1))
        data[at : at + len(new)] = new
    return bytes(data[: int(len(data) * draw(st.floats(0.1, 1)))])


@settings(STABLE, max_examples=150)
@given(mutated())
def test_mutated_files(data):
    always(data)


@pytest.mark.soak
@settings(STABLE, max_examples=10_000)
@given(mutated())
def test_many_mutated_files(data):
    always(data)


def test_damaged_files_make_no_noise(capfd):
    for whole in MUTABLE:
        data = bytearray(whole)
        data[len(data) // 3 : len(data) // 3 + 200] = np.random.default_rng(0).bytes(200)
        always(bytes(data))
        always(bytes(data[: len(data) // 2]))
    assert capfd.readouterr() == ("", "")


@st.composite
def damaged(draw):
    """A real file with something pushed into it, perhaps cut."""
    whole, kept, new = (
        draw(st.sampled_from(MUTABLE)),
        draw(st.floats(0, 1)),
        draw(st.binary(max_size=20)),
    )
    at = int(len(whole) * draw(st.floats(0, 1)))
    return whole[:at] + new + whole[at : int(len(whole) * kept)]


def load_or_refuse(data):
    """A sound, whose repaired header changes nothing, or one sentence."""
    try:
        sound = Sound.load(data)
    except SoundError as error:
        plain(error)
        return
    assert sound.seconds > 0 and "\n" not in repr(sound) and np.isfinite(sound.samples()).all()
    assert codec.measure(sound.data).seconds == pytest.approx(sound.seconds, abs=0.001)


@settings(STABLE, max_examples=50)
@given(st.binary(max_size=300) | damaged())
def test_any_bytes_give_a_sound_or_one_sentence(data):
    load_or_refuse(data)


@pytest.mark.soak
@STABLE
@given(st.binary(max_size=300) | damaged())
def test_many_bytes_give_a_sound_or_one_sentence(data):
    load_or_refuse(data)


def test_nothing_but_our_own_words_is_printed(capfd, tmp_path):
    for data in (
        b"",
        b"text " * 99,
        *(whole[: len(whole) // 2] for whole in MUTABLE),
        struct.pack("<I", 7) * 999,
    ):
        with contextlib.suppress(SoundError):
            Sound.load(data).part()
    said = capfd.readouterr()
    assert said.err == "" and all(
        "breaks off early" in line or "converted to mp3" in line for line in said.out.splitlines()
    )


@pytest.mark.parametrize("turns", [1_000, pytest.param(10_000, marks=pytest.mark.soak)])
def test_damaged_files_never_end_the_process(turns, talk, tmp_path):
    paths = []
    for number, row in enumerate([*ROWS, *MORE_ROWS]):
        if row.rate <= 48_000:
            paths.append(tmp_path / str(number))
            paths[-1].write_bytes(make_row(row, talk(row.rate, row.layout, 0.3)))
    run = subprocess.run(
        [sys.executable, "-m", "tests.media.fuzz", "1", str(turns), *map(str, paths)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=1200,
    )
    assert run.returncode == 0 and run.stderr == "", (run.returncode, run.stderr[-2000:])
    turns, kept, slowest, megabytes = map(float, run.stdout.split())
    assert turns > 100 and kept > 20 and slowest < 30 and megabytes < 500, run.stdout
