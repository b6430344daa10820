"""A recording that the ears hear well, and an engine whose models do not end."""

import pytest
from openai import OpenAI

from helpers import Sound
from tests.environment import ROOT
from tests.practice.http.own_engine import own_engine


@pytest.fixture(scope="module")
def part(surroundings):
    return Sound.load(ROOT / "data" / "messenger.ogg").part()  # one that the ears hear well


@pytest.fixture(scope="session")
def audio_client(surroundings):
    """A client of an engine that answers to the models under /v1/audio after their last day too."""
    with own_engine() as (place, _):
        yield OpenAI(**place, max_retries=0)
