"""Listeners in processes of their own: the same words as in this process, shared fairly, ended at once."""

import sys
import threading
import time

import numpy as np
import psutil
import pytest

from helpers.media import codec
from helpers.practice.cancellation import Cancellation, Cancelled
from helpers.practice.ears import pocketsphinx
from helpers.practice.ears.workers import Ears
from tests.environment import ROOT

pytestmark = pytest.mark.skipif(
    not pocketsphinx.available(), reason="pocketsphinx has no wheel for this Python"
)


@pytest.fixture(scope="module")
def two(surroundings):
    """Two listeners."""
    listeners = Ears(2)
    yield listeners
    listeners.close()


@pytest.fixture(scope="module")
def weather():
    """Seven seconds that the ears hear well, at 16 kHz."""
    return codec.samples((ROOT / "data" / "weather.mp3").read_bytes(), pocketsphinx.RATE)[0]


def heard(listeners, mono, cancellation=None):
    return pocketsphinx.listen(
        mono, lambda pieces: listeners.decoded(pieces, cancellation or Cancellation())
    )


def test_the_same_as_in_this_process(two, weather):
    long = np.tile(weather, 4)  # more than one piece
    assert (
        heard(two, weather) == pocketsphinx.listen(weather)
        and "cold and dry" in heard(two, weather).words
    )
    assert heard(two, long) == pocketsphinx.listen(long)


def test_a_short_recording_gets_through_beside_a_long_one(two, weather):
    long, done = np.tile(weather, 12), []
    threads = [
        threading.Thread(target=lambda name=name, mono=mono: (heard(two, mono), done.append(name)))
        for name, mono in (("long", long), ("short", weather))
    ]
    for thread in threads:
        thread.start()
        time.sleep(0.3)
    for thread in threads:
        thread.join()
    assert done == ["short", "long"]


def test_stopped_it_ends_at_once_and_the_next_is_heard(two, weather):
    cancellation, until = Cancellation(), []
    timer = threading.Timer(0.5, lambda: (until.append(time.monotonic()), cancellation.cancel()))
    timer.start()
    with pytest.raises(Cancelled):
        heard(two, np.tile(weather, 20), cancellation)
    assert time.monotonic() - until[0] < 1.5, (
        "a piece alone takes longer than that on a busy machine"
    )
    assert not [
        child
        for child in psutil.Process().children()
        if child.status() == psutil.STATUS_ZOMBIE and "python" in child.name()
    ]
    assert heard(two, weather).words == pocketsphinx.listen(weather).words


def test_a_listener_that_dies_is_replaced(two, weather):
    heard(two, weather)
    for listener in two._free:
        listener.process.kill()
        listener.process.wait()
    for _ in range(2):
        try:
            heard(two, weather)
        except RuntimeError as error:
            assert "has ended" in str(error)
    assert "cold and dry" in heard(two, weather).words


def test_a_listener_ends_with_whoever_started_it(weather):
    code = (
        "import sys, time, numpy as np\nfrom helpers.practice.ears.workers import Ears\nfrom helpers.practice.cancellation import Cancellation\n"
        "ears = Ears(1)\nlist(ears.decoded([np.zeros(16000, np.float32)], Cancellation()))\nprint(ears._free[0].process.pid, flush=True)\ntime.sleep(60)"
    )
    import subprocess

    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT)
    listener = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.wait()
    listener.wait(10)
