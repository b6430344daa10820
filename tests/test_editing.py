"""Cutting and changing: sample for sample, or one plain sentence."""

import dataclasses
import math

import numpy as np
import pytest

from helpers import Sound
from helpers.media import codec
from tests.sounds import (
    FILES,
    RATE,
    SOURCES,
    make,
    pcm_of,
    refused,
    stereo_noise,
    tone,
    wav,
)


@pytest.fixture(scope="module")
def stereo():
    return stereo_noise()


def test_a_part_is_cut_out_sample_for_sample(stereo):
    part = stereo.trim(1.25, 3.5)
    assert np.array_equal(pcm_of(part), pcm_of(stereo)[int(1.25 * RATE) : int(3.5 * RATE)])
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
        np.array_equal(pcm_of(stereo.trim(7)), pcm_of(stereo)[7 * RATE :])
        and np.array_equal(pcm_of(stereo.trim(end=0.001)), pcm_of(stereo)[:24])
        and np.array_equal(pcm_of(stereo.trim()), pcm_of(stereo))
    )
    assert (
        stereo.trim(7.5, 8.4).seconds == 0.5
    )  # people read 8 s where there are 8.4 s: rounding is forgiven


@pytest.mark.parametrize("name", SOURCES)
def test_every_format_can_be_cut(name):
    sound = Sound.load(SOURCES[name])
    part = sound.trim(0.5, 1.5)
    assert (
        np.array_equal(
            pcm_of(part), pcm_of(sound)[sound.sample_rate // 2 : sound.sample_rate * 3 // 2]
        )
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


def test_gain_is_in_decibels(capsys):
    sound = Sound.load(make("wav", "pcm_s16le", tone(1), RATE, "stereo"))
    louder, quieter = sound.gain(6), sound.gain(-20)
    assert (
        np.abs(pcm_of(louder) - pcm_of(sound) * 10**0.3).max() <= 0.5
        and np.abs(pcm_of(quieter) - pcm_of(sound) * 0.1).max() <= 0.5
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
        np.abs(pcm_of(loudest)).max() in (32766, 32767, 32768)
        and np.corrcoef(pcm_of(loudest)[:, 0], tone(1))[0, 1] > 0.99999
    )
    assert (
        np.abs(pcm_of(stereo.gain(3)).astype(int) - pcm_of(stereo)).max() <= 1
        and "becomes +0.0 dB" in capsys.readouterr().out
    )
    silence = Sound.from_samples(np.zeros(RATE), RATE)
    assert not pcm_of(silence.gain(60)).any() and capsys.readouterr().out == ""


@pytest.mark.parametrize("decibels", [math.nan, math.inf, 61, -1000, "6", None, True, [6], 10**400])
def test_no_such_gain(decibels, stereo):
    assert "decibels" in refused(stereo.gain, decibels)


def test_mono_is_the_mean(stereo):
    mixed = stereo.mono()
    assert (mixed.channels, mixed.format, mixed.seconds, mixed.label) == (
        1,
        "wav",
        8,
        "noise.wav",
    ) and np.abs(pcm_of(mixed)[:, 0] - pcm_of(stereo).mean(axis=1)).max() <= 0.5
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
