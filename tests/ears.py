"""Tests that hear: skipped, with the reason, where the weights are missing.

With EARS_DEMANDED=1, as .ci/run sets it, they run and fail there, or nobody would notice.
"""

import os

import pytest

from helpers.media.codec import resample
from helpers.practice.ears import weights
from helpers.practice.ears.mel import RATE
from helpers.practice.voice import synthesis

DEMANDED = os.environ.get("EARS_DEMANDED") == "1"
needs_ears = pytest.mark.skipif(
    not weights.available() and not DEMANDED,
    reason=f"the practice engine has no ears here: {weights.HOW}",
)


def spoken(text, name="alloy", language="en"):
    """`text` by a practice voice, as the ears take it: mono float32 at 16 kHz."""
    return resample(synthesis.speak(text, name, language), synthesis.RATE, RATE)
