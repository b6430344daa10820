"""Arrays of samples: which are taken, and what is said of the others."""

import numpy as np
import pytest

from helpers import Sound
from helpers.media.sample_array import mono_of
from tests.sounds import refused, tone

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
