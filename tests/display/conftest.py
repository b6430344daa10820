"""Recordings that several tests draw."""

import dataclasses

import numpy as np
import pytest

from helpers import Sound
from tests.display.drawn import RATE, silence


@pytest.fixture(scope="module")
def spoken(speech):
    return dataclasses.replace(
        Sound.from_samples(np.concatenate([speech, silence(0.5), speech]), RATE, "morning.wav"),
        transcript="Good morning. 안녕하세요.",
    )


@pytest.fixture(scope="module")
def lecture(speech):
    """Eleven minutes of the same sentence, growing louder: too long to be held."""
    whole = np.resize(np.concatenate([speech, silence(0.5)]), 660 * 8000) * np.linspace(
        0.2, 1, 660 * 8000, dtype=np.float32
    )

    return Sound.from_samples(whole, 8000, label="lecture")
