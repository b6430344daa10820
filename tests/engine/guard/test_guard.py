"""One guard for every road: nothing is sent over the cap, and everything is counted."""

import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from helpers.engine.accounting.spending import Spending, nanodollars
from helpers.engine.ledger import Ledger
from tests.engine import many_calls
from tests.engine.dummy import DEEDS, dummy
from tests.environment import ROOT

ROADS = st.sampled_from(["gather", "thread", "session"])
CALL = st.fixed_dictionaries(
    {
        "road": ROADS,
        "do": st.sampled_from(["answer", "answer", *DEEDS]),
        "use": st.sampled_from([0.1, 0.5, 1.0]),
        "most": st.sampled_from([3, 20, 60]),
        "n": st.sampled_from([1, 1, 2, 5]),
        "spoken": st.booleans(),
        "read": st.sampled_from(["", "all", "all", "some"]),
        "usage": st.booleans(),
        "text": st.sampled_from([1, 500]),
    }
)
# Calls that are all answered and use all that they may: what is reserved has no slack.
GREEDY_CALL = st.fixed_dictionaries(
    {
        "road": ROADS,
        "do": st.sampled_from(["answer", "no id", "busy once", "redirect"]),
        "use": st.just(1.0),
        "most": st.sampled_from([60, 400]),
        "n": st.sampled_from([1, 2, 5]),
        "spoken": st.booleans(),
        "read": st.sampled_from(["", "all"]),
        "usage": st.just(True),
        "text": st.just(1),
    }
)


@pytest.fixture(scope="module")
def engine():
    with dummy() as engine:
        yield engine


@pytest.fixture(scope="module")
def other():
    """Another notebook, in a process of its own."""
    program = [sys.executable, "-m", "tests.engine.many_calls"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(program, cwd=ROOT, text=True, **pipes) as process:
        yield process
        process.stdin.close()


def run_at_once(calls, cap, engine, other):
    """Make `calls` in three notebooks at once, two here and one elsewhere.

    Returns nanodollars: (charged by the engine, the cap, counted in the end).
    """
    calls = [call | {"name": str(number)} for number, call in enumerate(calls)]
    with engine.lock:
        engine.charged, engine.uncovered, engine.busy = 0, 0, set()
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        environment = {
            "AUDIO_LEDGER": str(Path(folder) / "ledger.jsonl"),
            "AUDIO_BUDGET_USD": str(cap),
        }
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.setattr(engine, "counted", lambda: Spending().today())
        order = {"environment": environment, "calls": calls[::3], "base_url": engine.base_url}
        other.stdin.write(json.dumps(order) + "\n")
        other.stdin.flush()
        with ThreadPoolExecutor(2) as pool:
            for part in (calls[1::3], calls[2::3]):
                pool.submit(many_calls.make, part, engine.base_url, Ledger())
        assert "stopped" in json.loads(other.stdout.readline())
        return engine.charged, nanodollars(cap), Spending().today()


def hold_the_cap(calls, cap, engine, other):
    charged, most, counted = run_at_once(calls, cap, engine, other)
    assert charged <= counted <= most
    assert engine.uncovered == 0, "at no moment was more charged than reserved and counted"


MIXTURE = st.one_of(st.lists(call, min_size=100, max_size=100) for call in (CALL, GREEDY_CALL))
CAP = st.sampled_from([0.002, 0.02, 0.1, 0.5])
COMMON = settings(
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],  # what happens at once does not happen twice: nothing to shrink
)


@settings(COMMON, max_examples=6, derandomize=True)
@given(calls=MIXTURE, cap=CAP)
def test_a_hundred_calls_at_once_never_pass_the_cap(engine, other, calls, cap):
    hold_the_cap(calls, cap, engine, other)


@pytest.mark.soak
@settings(COMMON, max_examples=200)
@given(calls=MIXTURE, cap=CAP)
def test_a_hundred_calls_at_once_never_pass_the_cap_in_200_mixtures(engine, other, calls, cap):
    hold_the_cap(calls, cap, engine, other)
