"""Hearing in a process of its own: it computes for seconds, and is a C++ library that may end.

`python -m helpers.practice.ears.workers N` is that process: the model is loaded once and hears N
pieces at the same time, one on each core. A piece comes in as a header (its number, its length in
bytes) and float32 samples at 16 kHz; a line of JSON goes out: its number, and a `whisper.Piece`.
It ends when its standard input closes, also in the middle of its work.
"""

import itertools
import json
import os
import queue
import struct
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future, InvalidStateError, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass, field

import numpy as np

from helpers.paths import ROOT
from helpers.practice.cancellation import Cancellation, Cancelled
from helpers.practice.ears import listening, weights
from helpers.practice.ears.heard import Heard, Word
from helpers.practice.ears.mel import RATE
from helpers.practice.ears.whisper import Piece, Whisper

HEADER = struct.Struct("<IQ")
AGEING = 0.5  # seconds in the queue that outweigh one second of sound
NO_EARS = 3  # exit status of a process that has nothing to hear with


class EndedError(RuntimeError):
    """The process that hears has ended."""


class NoEarsError(EndedError):
    """It ended because there is nothing to hear with: no weights, or such as cannot be loaded."""


class Listener:
    """The process that hears, seen from the engine."""

    def __init__(self, workers: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "helpers.practice.ears.workers", str(workers)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
        )
        self._numbers = itertools.count()
        self._waiting: dict[int, Future[Piece]] = {}
        self._lock = threading.Lock()
        self.ended = False
        threading.Thread(target=self._receive, daemon=True).start()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def hear(self, samples: np.ndarray) -> Piece:
        """What the model makes of mono samples at 16 kHz. Raises EndedError, NoEarsError."""
        data = np.ascontiguousarray(samples, "<f4").tobytes()
        answer: Future[Piece] = Future()
        with self._lock:
            if self.ended:
                raise EndedError
            number = next(self._numbers)
            self._waiting[number] = answer
            self._send(HEADER.pack(number, len(data)) + data)
        return answer.result()

    def end(self) -> None:
        """End it at once, whatever it hears."""
        self._process.kill()

    def _send(self, data: bytes) -> None:
        """Where the process is gone nothing is said here: `_receive` tells all who wait."""
        assert self._process.stdin
        with suppress(OSError):
            self._process.stdin.write(data)
            self._process.stdin.flush()

    def _receive(self) -> None:
        """Hand each answer to the thread that waits for it, until the process ends."""
        assert self._process.stdout
        for line in self._process.stdout:
            with suppress(ValueError):  # half a line: it was ended while it wrote
                number, fields = json.loads(line)
                words = tuple(Word(*word) for word in fields.pop("words"))
                self._waiting.pop(number).set_result(Piece(words, **fields))
        error = NoEarsError if self._process.wait() == NO_EARS else EndedError
        with self._lock:
            self.ended = True
        for answer in self._waiting.values():
            answer.set_exception(error())


@dataclass(order=True)
class _Turn:
    """A piece in the queue. The smallest `key` is next: it came early, its recording is short."""

    key: float
    number: int
    samples: np.ndarray = field(compare=False)
    cancellation: Cancellation = field(compare=False)
    answer: "Future[Piece]" = field(compare=False)


class Ears:
    """A queue of pieces before one process, which is started when the first comes.

    Short recordings are heard first; a long one gives way after each piece, but not for ever.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._turns: queue.PriorityQueue[_Turn] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._listener: Listener | None = None
        self._lock = threading.Lock()
        for _ in range(workers):
            threading.Thread(target=self._serve, daemon=True).start()

    def listen(
        self, mono: np.ndarray, cancellation: Cancellation, seconds: float | None = None
    ) -> Heard:
        """As `listening.listen`, by the process. Raises Cancelled and EndedError."""
        try:
            if weights.available():
                return listening.listen(mono, lambda of: self.hear(of, cancellation), seconds)
        except NoEarsError:
            pass
        return Heard("", 0.0, "no ears", seconds=seconds or mono.size / RATE)

    def hear(self, pieces: list[np.ndarray], cancellation: Cancellation) -> Iterator[Piece]:
        """What the model makes of each piece of a recording, in their order.

        Raises Cancelled; EndedError where the process ended twice over the same piece.
        """
        now, before, answers = time.monotonic(), 0.0, []
        for samples in pieces:
            before += samples.size / RATE
            answer: Future[Piece] = Future()
            turn = _Turn(now + AGEING * before, next(self._numbers), samples, cancellation, answer)
            self._turns.put(turn)
            answers.append(answer)
        for answer in answers:
            yield _waited_for(answer, cancellation)

    def close(self) -> None:
        """End the process."""
        with self._lock:
            if self._listener:
                self._listener.end()

    def _serve(self) -> None:
        """One place: a piece, its answer, the next piece."""
        while True:
            turn = self._turns.get()
            with suppress(InvalidStateError):  # cancelled while it was heard
                try:
                    turn.cancellation.check()
                    turn.answer.set_result(self._heard(turn.samples))
                except (Cancelled, EndedError) as error:
                    turn.answer.set_exception(error)

    def _heard(self, samples: np.ndarray) -> Piece:
        """A piece heard; once more where the process ended meanwhile."""
        try:
            return self._ready().hear(samples)
        except NoEarsError:
            raise
        except EndedError:
            return self._ready().hear(samples)

    def _ready(self) -> Listener:
        with self._lock:
            if self._listener is None or self._listener.ended:
                self._listener = Listener(self.workers)
            return self._listener


def _waited_for(answer: "Future[Piece]", cancellation: Cancellation) -> Piece:
    """The answer. Raises Cancelled at once where nobody waits for it any more."""

    def stop() -> None:
        answer.cancel()

    with cancellation.stoppable(stop):
        try:
            return answer.result()
        except CancelledError:
            raise Cancelled from None


def workers_usual() -> int:
    """A worker for each core that this process may use, at most 2."""
    affinity = getattr(os, "sched_getaffinity", None)
    return min(2, len(affinity(0)) if affinity else os.cpu_count() or 1)


def workers_wanted() -> int:
    """As many as PRACTICE_WORKERS says, for a class; each takes a core and 75 MB."""
    named = os.environ.get("PRACTICE_WORKERS", "").strip()
    return max(1, int(named)) if named.isdecimal() else workers_usual()


def work(workers: int) -> None:
    """The life of the process that hears."""
    answers, questions = os.fdopen(os.dup(1), "wb"), sys.stdin.buffer
    os.dup2(2, 1)  # whatever a library prints must not stand among the answers
    model, writing = _loaded(workers), threading.Lock()

    def heard(number: int, samples: np.ndarray) -> None:
        try:
            piece = model.hear(samples)
            words = [[word.text, word.start, word.end, word.probability] for word in piece.words]
            line = json.dumps([number, {**asdict(piece), "words": words}]).encode() + b"\n"
            with writing:
                answers.write(line)
                answers.flush()
        except Exception:  # noqa: BLE001 - whatever it is, nobody must wait for this answer
            traceback.print_exc()
            os._exit(1)

    threads = ThreadPoolExecutor(workers)
    while head := questions.read(HEADER.size):
        number, size = HEADER.unpack(head)
        threads.submit(heard, number, np.frombuffer(questions.read(size), "<f4"))
    os._exit(0)


def _loaded(workers: int) -> Whisper:
    """The model; where it cannot be loaded the process ends, and says why in one sentence."""
    if found := weights.find(lambda fault: print(fault, file=sys.stderr)):
        try:
            return Whisper(found, workers)
        except (ImportError, OSError, RuntimeError, ValueError, KeyError) as error:
            print(f"The weights in {found.folder} cannot be loaded: {error}", file=sys.stderr)
    os._exit(NO_EARS)


if __name__ == "__main__":
    work(int(sys.argv[1]))
