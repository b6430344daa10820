"""The process that hears: the same words as in this one, shared fairly, ended at once."""

import contextlib
import subprocess
import sys
import threading
import time
from concurrent.futures import Future
from functools import cache

import numpy as np
import psutil
import pytest

from helpers.media import codec
from helpers.practice.cancellation import Cancellation, Cancelled
from helpers.practice.ears import listening, process, weights, workers
from helpers.practice.ears.heard import Heard
from helpers.practice.ears.listening import listen_here
from helpers.practice.ears.mel import RATE
from helpers.practice.ears.whisper import frame
from helpers.practice.ears.workers import Ears, EndedError
from tests.ears import needs_ears
from tests.environment import ROOT
from tests.soak import long_form


@pytest.fixture(scope="module")
def ears(surroundings):
    """A process with two workers."""
    two = Ears(2)
    yield two
    two.close()


@pytest.fixture(scope="module")
def weather():
    """Seven seconds that the ears hear well, at 16 kHz."""
    return codec.samples((ROOT / "data" / "weather.mp3").read_bytes(), RATE)[0]


@pytest.fixture(scope="module")
def alone(weather):
    """What this process hears in the recording, said so many times; each is heard once."""
    return cache(lambda times: listen_here(apart(weather, times) if times else weather))


def heard(ears, mono, cancellation=None):
    return ears.listen(mono, cancellation or Cancellation())


def apart(mono, times):
    """The recording again and again, with silence between that makes a piece of each."""
    return np.tile(np.concatenate([mono, np.zeros(3 * RATE, np.float32)]), times)


@pytest.mark.parametrize("there, started", [(True, ["a process of 2"]), (False, [])])
def test_prepared_ears_load_once_and_only_where_there_is_something_to_load(
    monkeypatch, there, started
):
    class Loading:
        ended = False

        def __init__(self, workers):
            begun.append(f"a process of {workers}")

    begun = []
    monkeypatch.setattr(workers, "Listener", Loading)
    monkeypatch.setattr(weights, "available", lambda: there)
    prepared = Ears(2)
    prepared.prepare()
    prepared.prepare()
    assert begun == started


def turn(number, seconds):
    samples = np.zeros(round(seconds * RATE), np.float32)
    return workers._Turn(number, number, samples, frame(samples.size), Cancellation(), Future())


@needs_ears
@pytest.mark.parametrize("times", [2, long_form(4)])
def test_the_same_as_in_this_process(ears, weather, alone, times):
    short, long = heard(ears, weather), heard(ears, apart(weather, times))
    assert short == alone(0) and "cold and dry" in short.words
    assert long == alone(times) and long.words.count("in the morning") == times


@needs_ears
@pytest.mark.parametrize("times", [6, long_form(12)])
def test_a_short_recording_gets_through_beside_a_long_one(ears, weather, times):
    long, done = apart(weather, times), []
    threads = [
        threading.Thread(target=lambda name=name, mono=mono: (heard(ears, mono), done.append(name)))
        for name, mono in (("long", long), ("short", weather))
    ]
    for thread in threads:
        thread.start()
        time.sleep(0.3)
    for thread in threads:
        thread.join()
    assert done == ["short", "long"]


def test_the_shortest_is_next_and_who_waits_long_overtakes():
    now = time.monotonic()
    turns = [
        workers._Turn(now + came + workers.AGEING * length, number, np.zeros(0), None, None, None)
        for number, (came, length) in enumerate([(0, 25), (1, 3), (2, 20), (11, 4), (30, 3)])
    ]
    assert [turn.number for turn in sorted(turns)] == [1, 2, 0, 3, 4]


@pytest.mark.parametrize(
    "waiting, together", [(1, 1), (2, 1), (3, 2), (9, 2)], ids=["alone", "two", "three", "many"]
)
def test_pieces_of_one_length_are_heard_together_where_many_wait(waiting, together, monkeypatch):
    monkeypatch.setattr(workers.Ears, "_serve", lambda ears: None)
    ears = workers.Ears(2)
    for number in range(waiting):
        ears._turns.put(turn(number, seconds=3.5))
    assert [one.number for one in ears._next()] == list(range(together))


def test_a_piece_of_another_length_keeps_its_turn(monkeypatch):
    monkeypatch.setattr(workers.Ears, "_serve", lambda ears: None)
    ears = workers.Ears(2)
    for number, seconds in enumerate([3.5, 3.0, 9.0, 3.5, 3.5]):
        ears._turns.put(turn(number, seconds))
    assert [[one.number for one in ears._next()] for _ in range(3)] == [[0, 1], [2], [3]]


@needs_ears
def test_heard_together_is_heard_as_alone(weather):
    model = listening._model()
    parts = [weather[start : start + round(3.5 * RATE)] for start in (0, 8000, 16000, 24000)]
    tone = np.sin(np.arange(parts[0].size) / RATE * 440 * 2 * np.pi).astype(np.float32) / 10
    sounds = [parts[0], tone, *parts[1:]]
    together = model.hear_together(sounds)
    assert together == [model.hear(samples) for samples in sounds]
    assert len({piece.words for piece in together}) == len(sounds) and not together[1].words


@needs_ears
def test_who_is_cancelled_leaves_the_others_of_a_batch_to_be_heard(ears, weather):
    ears.prepare()
    gone, sounds = Cancellation(), [weather[: 3 * RATE], weather[: 3 * RATE + 160]]
    gone.cancel()
    first, second = ears._ready().hear(sounds, [gone, Cancellation()])
    assert type(first.exception()) is Cancelled and second.result().words


@needs_ears
def test_stopped_it_ends_at_once_and_the_next_is_heard(ears, weather, alone):
    cancellation, until = Cancellation(), []
    timer = threading.Timer(0.5, lambda: (until.append(time.monotonic()), cancellation.cancel()))
    timer.start()
    with pytest.raises(Cancelled):
        heard(ears, apart(weather, 20), cancellation)
    assert time.monotonic() - until[0] < 1.5
    assert not [
        child
        for child in psutil.Process().children()
        if child.status() == psutil.STATUS_ZOMBIE and "python" in child.name()
    ]
    assert heard(ears, weather).words == alone(0).words


@needs_ears
def test_a_process_that_dies_is_replaced(ears, weather):
    heard(ears, weather)
    before = ears._listener.pid
    psutil.Process(before).kill()
    assert "cold and dry" in heard(ears, weather).words
    assert ears._listener.pid != before


@needs_ears
@pytest.mark.parametrize("times", [3, long_form(6)])
def test_killed_in_the_middle_the_piece_is_heard_once_more(ears, weather, alone, times):
    heard(ears, weather)
    timer = threading.Timer(0.5, ears._listener.end)
    timer.start()
    assert heard(ears, apart(weather, times)) == alone(times)


@needs_ears
def test_killed_twice_over_the_same_piece_it_gives_up(weather, monkeypatch):
    started = []

    class Dying(process.Listener):
        def __init__(self, *arguments):
            super().__init__(*arguments)
            started.append(self.pid)
            self.end()

    monkeypatch.setattr(workers, "Listener", Dying)
    with pytest.raises(EndedError):
        heard(Ears(1), weather)
    assert len(started) == 2


def test_without_weights_it_says_so_and_starts_nothing(monkeypatch):
    monkeypatch.setattr(weights, "available", lambda: False)
    assert heard(Ears(1), np.ones(RATE, np.float32)) == Heard("", 0.0, "no ears", seconds=1.0)


def test_weights_that_cannot_be_loaded_are_no_ears(monkeypatch, tmp_path, capfd):
    for name, data in (("model.bin", MODEL), ("config.json", b"{}"), ("vocabulary.txt", b"a\n")):
        (tmp_path / name).write_bytes(data)
    monkeypatch.setenv("PRACTICE_EARS", str(tmp_path))
    monkeypatch.setattr(weights, "runtime", lambda: True)
    assert weights.find().name == "whisper-small"
    assert heard(Ears(1), np.ones(RATE, np.float32)).verdict == "no ears"
    said = capfd.readouterr().err
    assert "cannot be loaded" in said and "Traceback" not in said


MODEL = b"\6\0\0\0\x0c\0WhisperSpec\0\x1a\0decoder/embeddings/weight\0\2" + bytes(
    [0x99, 0xCA, 0, 0, 0, 3, 0, 0]
)  # the head of a file, and nothing behind it


@needs_ears
def test_the_process_ends_with_whoever_started_it():
    code = (
        "import time, numpy as np\n"
        "from helpers.practice.ears.workers import Ears\n"
        "from helpers.practice.cancellation import Cancellation\n"
        "ears = Ears(1)\n"
        "list(ears.hear([np.zeros(16000, np.float32)], Cancellation()))\n"
        "print(ears._listener.pid, flush=True)\n"
        "time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT)
    listener = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.wait()
    with contextlib.suppress(psutil.NoSuchProcess):
        listener.wait(10)
    assert not listener.is_running()


@pytest.mark.parametrize(
    "named, workers_number", [("3", 3), ("0", 1), ("", None), (" 4 ", 4), ("many", None)]
)
def test_a_class_says_how_many_workers(monkeypatch, named, workers_number):
    monkeypatch.setenv("PRACTICE_WORKERS", named)
    assert workers.workers_wanted() == (workers_number or workers.workers_usual())
    assert workers.workers_usual() in (1, 2)
