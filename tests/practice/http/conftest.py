"""A recording that the ears hear well."""

import pytest

from helpers import Sound
from tests.environment import ROOT


@pytest.fixture(scope="module")
def part(surroundings):
    return Sound.load(ROOT / "data" / "messenger.ogg").part()  # one that the ears hear well
