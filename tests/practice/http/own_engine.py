"""An engine of a test's own, whose models do not end."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.environment import ROOT


@contextmanager
def own_engine() -> Iterator[tuple[dict, int]]:
    """Its base_url and api_key, and its process id; it ends with the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "helpers.practice"],
        cwd=ROOT,
        env=os.environ | {"PRACTICE_RETIRED_MODELS": "answer"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin and process.stdout
    yield json.loads(process.stdout.readline()), process.pid
    process.stdin.close()
    process.wait(10)
