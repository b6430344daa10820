"""A recording that the ears hear well, and an engine whose models do not end."""

import json
import os
import subprocess
import sys

import pytest
from openai import OpenAI

from helpers import Sound
from tests.environment import ROOT


@pytest.fixture(scope="module")
def part(surroundings):
    return Sound.load(ROOT / "data" / "messenger.ogg").part()  # one that the ears hear well


@pytest.fixture(scope="session")
def audio_client(surroundings):
    """A client of an engine that answers to the models under /v1/audio after their last day too."""
    process = subprocess.Popen(
        [sys.executable, "-m", "helpers.practice"],
        cwd=ROOT,
        env=os.environ | {"PRACTICE_RETIRED_MODELS": "answer"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    yield OpenAI(**json.loads(process.stdout.readline()), max_retries=0)
    process.stdin.close()
    process.wait(10)
