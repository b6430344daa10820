"""Arrays of samples: which are taken, and what is said of the others."""

import numpy as np
import pytest

from helpers import Sound
from helpers.media.sample_array import mono_of
from tests.sounds import WAV, refused, tone

MONO = tone(0.1)


def test_channels_may_stand_first_or_last():
    both = np.stack([MONO, np.zeros_like(MONO)])
    for samples in (both, both.T, both.tolist()):
        assert np.abs(mono_of(samples) - MONO / 2).max() < 1e-6
    assert np.array_equal(mono_of(MONO[None]), MONO)
    assert Sound.from_samples(both, 24_000).seconds == 0.1
    few = np.zeros((2, 2), np.float32)  # cannot be told: samples stand first
    assert mono_of(few).shape == (2,)


@pytest.mark.parametrize(
    ("samples", "says"),
    [
        ((MONO * 32767).astype(np.int16), "int16 of shape"),
        ((MONO * 32767).astype(np.int16).astype(float), "whole numbers"),
        ((MONO * 127 + 128).astype(np.uint8).astype(np.float32), "whole numbers"),
        ((MONO * 127).astype(np.int8), "divide 8-bit numbers by 128"),
        ((MONO * 127 + 128).astype(np.uint8), "subtract 128 and divide by 128"),
        ((MONO * 2**31).astype(np.int32), "32-bit by 2147483648"),
        ([0, 1, -1], "divide 16-bit numbers by 32768"),
        (MONO.astype(complex), "give numbers"),
        (MONO > 0, "give numbers"),
        (WAV, "with Sound.load"),
        (0.5, "one or two dimensions"),
        (np.zeros((9, 2, 2)), "one or two dimensions"),
        (np.zeros((70, 65)), "at most 64 channels"),
        (np.full(9, 1e300), "reach 1e+300"),
        (np.zeros((0, 2)), "there is nothing in it"),
        ([[0.1, 0.2], [0.3]], "differ in length"),
        (np.array([0.1, None], object), "other things than numbers"),
        (np.zeros((99, 99)), "of shape (99, 99)"),
        ([], "of shape (0,)"),
        ("words", "of shape ()"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said(samples, says):
    assert says in refused(mono_of, samples)


def test_what_is_too_loud_or_no_number_is_made_playable():
    found = Sound.from_samples([9.0, np.nan, -9.0, np.inf] * 100, 8000).samples()[:4]
    assert found == pytest.approx([1, 0, -1, 1], abs=1e-4)


def test_what_cannot_be_played_as_it_is_is_said(capsys):
    for samples, says in (
        (MONO * 4, "These samples reach 1.6: what is beyond 1 is cut off"),
        ([0.5, np.nan, np.inf], "2 of these samples are no numbers"),
        (MONO, ""),
        ([1.2, -1.2], ""),  # hardly heard
    ):
        Sound.from_samples(samples, 24_000)
        said = capsys.readouterr().out
        assert says in said and bool(says) == bool(said)
