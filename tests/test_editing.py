"""Cutting and changing: sample for sample, at pauses, within bounds of memory, or one plain sentence."""

import dataclasses
import math
import subprocess
import sys

import numpy as np
import pytest

from helpers import Sound, editing
from helpers.media import codec
from helpers.media.encoder import Encoder
from helpers.media.wav import wav_bytes
from helpers.practice.voice import synthesis
from tests.environment import ROOT
from tests.media.test_codec import FILES, make, tone, wav
from tests.test_sound import refused

RATE = 24_000


def pcm(sound):
    """The 16-bit samples of a sound, of shape (samples, channels), by FFmpeg's own conversion."""
    data = wav_bytes(sound.data, sound.sample_rate) if sound.format == "pcm16" else sound.data
    blocks = list(codec.blocks(data, sound.sample_rate, sound.channels))
    return np.clip(np.rint(np.concatenate(blocks) * 32768), -32768, 32767).astype(np.int16)


@pytest.fixture(scope="module")
def stereo():
    """Eight seconds with every value that 16 bits can have, on two channels."""
    chance = np.random.default_rng(0)
    return Sound.load(
        wav(chance.integers(-32768, 32768, (8 * RATE, 2), dtype=np.int16)), label="noise.wav"
    )


@pytest.fixture(scope="module")
def sentences():
    """Twenty times a sentence without a pause in it, then half a second of quiet: the sound, and where its pauses lie in seconds."""
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


SOURCES = {
    "wav": FILES["wav"],
    "mp3": FILES["mp3"],
    "m4a": FILES["m4a"],
    "opus": FILES["opus"],
    "flac": FILES["flac"],
    "24 bit": make("wav", "pcm_s24le", tone(3), RATE, "stereo"),
    "5.1": make("flac", "flac", tone(3, 48000), 48000, "5.1"),
}


# --- trim ---


def test_a_part_is_cut_out_sample_for_sample(stereo):
    part = stereo.trim(1.25, 3.5)
    assert np.array_equal(pcm(part), pcm(stereo)[int(1.25 * RATE) : int(3.5 * RATE)])
    assert (part.format, part.codec, part.channels, part.sample_rate, part.seconds, part.label) == (
        "wav",
        "pcm_s16le",
        2,
        RATE,
        2.25,
        "noise.wav · from 1.2 s to 3.5 s",
    )
    assert (
        codec.measure(part.data).seconds == part.seconds
        and part.part(quiet=True)["input_audio"]["format"] == "wav"
    )
    assert (
        np.array_equal(pcm(stereo.trim(7)), pcm(stereo)[7 * RATE :])
        and np.array_equal(pcm(stereo.trim(end=0.001)), pcm(stereo)[:24])
        and np.array_equal(pcm(stereo.trim()), pcm(stereo))
    )
    assert (
        stereo.trim(7.5, 8.4).seconds == 0.5
    )  # people read 8 s where there are 8.4 s: rounding is forgiven


@pytest.mark.parametrize("name", SOURCES)
def test_every_format_can_be_cut(name):
    sound = Sound.load(SOURCES[name])
    part = sound.trim(0.5, 1.5)
    assert (
        np.array_equal(pcm(part), pcm(sound)[sound.sample_rate // 2 : sound.sample_rate * 3 // 2])
        and part.channels == sound.channels
    )


def test_words_of_the_whole_are_not_those_of_a_part():
    sound = dataclasses.replace(
        Sound.load(FILES["wav"]), transcript="All of it.", audio_id="audio_1"
    )
    assert {(part.transcript, part.audio_id) for part in (sound.trim(1, 2), *sound.split(2))} == {
        (None, None)
    }
    assert (sound.gain(-3).transcript, sound.mono().transcript) == ("All of it.", "All of it.")


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (-1, 2),
        (3, 2),
        (2, 2),
        (9, None),
        (8, None),
        (0, 9),
        (2, 2.00001),
        (math.nan, 2),
        (0, math.inf),
        ("1", 2),
        (0, "2"),
        (None, 2),
        (True, 2),
        ([], None),
    ],
)
def test_no_such_part(start, end, stereo):
    assert (
        refused(stereo.trim, start, end)
        == "This recording lasts 8.0 s: choose a start and a later end within it, in seconds."
    )


# --- gain ---


def test_gain_is_in_decibels(capsys):
    sound = Sound.load(make("wav", "pcm_s16le", tone(1), RATE, "stereo"))
    louder, quieter = sound.gain(6), sound.gain(-20)
    assert (
        np.abs(pcm(louder) - pcm(sound) * 10**0.3).max() <= 0.5
        and np.abs(pcm(quieter) - pcm(sound) * 0.1).max() <= 0.5
    )
    assert (louder.channels, louder.format, louder.seconds, louder.label) == (
        2,
        "wav",
        1,
        sound.label,
    ) and capsys.readouterr().out == ""


def test_gain_never_clips(stereo, capsys):
    sound = Sound.load(codec.encode(tone(1, height=0.5), RATE, "wav"), label="tone")
    loudest = sound.gain(20)
    assert (
        capsys.readouterr().out
        == "tone: +20.0 dB would clip the loudest places, so it becomes +6.0 dB.\n"
    )
    assert (
        np.abs(pcm(loudest)).max() in (32766, 32767, 32768)
        and np.corrcoef(pcm(loudest)[:, 0], tone(1))[0, 1] > 0.99999
    )
    assert (
        np.abs(pcm(stereo.gain(3)).astype(int) - pcm(stereo)).max() <= 1
        and "becomes +0.0 dB" in capsys.readouterr().out
    )
    silence = Sound.from_samples(np.zeros(RATE), RATE)
    assert not pcm(silence.gain(60)).any() and capsys.readouterr().out == ""


@pytest.mark.parametrize("decibels", [math.nan, math.inf, 61, -1000, "6", None, True, [6], 10**400])
def test_no_such_gain(decibels, stereo):
    assert "decibels" in refused(stereo.gain, decibels)


# --- mono ---


def test_mono_is_the_mean(stereo):
    mixed = stereo.mono()
    assert (mixed.channels, mixed.format, mixed.seconds, mixed.label) == (
        1,
        "wav",
        8,
        "noise.wav",
    ) and np.abs(pcm(mixed)[:, 0] - pcm(stereo).mean(axis=1)).max() <= 0.5
    assert Sound.load(FILES["m4a"]).mono() == Sound.load(
        FILES["m4a"]
    )  # nothing to do, so nothing is lost


def test_many_channels():
    sound = Sound.load(wav(np.repeat((tone(2) * 32767).astype(np.int16)[:, None], 24, axis=1)))
    assert (
        sound.channels,
        sound.trim(0, 1).channels,
        sound.split(1)[0].channels,
        sound.mono().channels,
    ) == (24, 24, 24, 1)


# --- split ---


def joined(pieces):
    return np.concatenate([pcm(piece) for piece in pieces])


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("seconds", [1, 1.37, 2.9])
def test_pieces_are_the_whole_sample_for_sample(name, seconds):
    sound = Sound.load(SOURCES[name])
    pieces = sound.split(seconds)
    assert np.array_equal(joined(pieces), pcm(sound)) and len(pieces) >= sound.seconds / seconds
    assert all(
        0.2 <= piece.seconds <= seconds
        and piece.channels == sound.channels
        and codec.measure(piece.data).seconds == piece.seconds
        for piece in pieces
    )


def test_pcm16_is_cut_as_well():
    sound = Sound.load(FILES["wav"]).to("pcm16")
    assert (
        np.array_equal(joined(sound.split(1)), pcm(sound))
        and len(sound.split(1)[0].samples()) > 12_000
    )


def test_large_pieces_are_flac(stereo, monkeypatch):
    monkeypatch.setattr(editing, "LARGEST_SENT", 500_000)
    pieces = stereo.split(3)
    assert {(piece.format, piece.codec) for piece in pieces} == {
        ("flac", "flac")
    } and np.array_equal(joined(pieces), pcm(stereo))
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
        assert np.array_equal(joined(pieces), pcm(sound)) and all(
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
        and np.array_equal(joined(pieces), pcm(sound))
    )


def test_the_last_piece_is_not_a_scrap():
    for whole in (6.0001, 6.01, 6.3, 7, 11.99, 12.001):
        sound = Sound.from_samples(np.random.default_rng(0).normal(0, 0.1, int(whole * RATE)), RATE)
        pieces = sound.split(6)
        assert (
            all(piece.seconds > 0.9 for piece in pieces)
            and joined(pieces).shape == pcm(sound).shape
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


HOUR = """
import re, sys
from pathlib import Path
from helpers import Sound
def peak():
    status = Path("/proc/self/status")
    return int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]) * 1024 if status.exists() else 0   # elsewhere only the pieces are looked at
sound = Sound.load(sys.argv[1])
before, pieces = peak(), sound.split(600)
print(round(sound.seconds), len(pieces), len(sound.data), sum(len(piece.data) for piece in pieces), before, peak())
"""


def test_an_hour_takes_no_more_memory_than_its_files(speech, tmp_path):
    encoder, minute = (
        Encoder("flac", 8000),
        np.resize(codec.resample(speech, RATE, 8000), 60 * 8000),
    )
    for _ in range(60):
        encoder.add((minute * 20000).astype(np.int16)[:, None])
    (tmp_path / "hour.flac").write_bytes(encoder.close())
    run = subprocess.run(
        [sys.executable, "-c", HOUR, str(tmp_path / "hour.flac")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    seconds, pieces, size, cut, before, after = map(int, run.stdout.split())
    assert (
        (seconds, pieces) == (3600, 7) and before < 100e6 + 2 * size and after - before < cut + 40e6
    ), run.stdout  # as floats the hour alone is 115 MB
