"""Hearing in a process of its own: it computes for seconds, and is a C++ library that may end.

`python -m helpers.practice.ears.process N` is that process: the model is loaded once and hears N
pieces at the same time, one on each core. A piece comes in as a header (its number, its length in
bytes) and float32 samples at 16 kHz; a line of JSON goes out: its number, and a `whisper.Piece`.
A header of no bytes says that nobody waits for that number any more; its answer is then null.
It ends when its standard input closes, also in the middle of its work.
"""

import itertools
import json
import os
import struct
import subprocess
import sys
import threading
import traceback
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from typing import Any

import numpy as np

from helpers.paths import ROOT
from helpers.practice.cancellation import Cancellation, Cancelled
from helpers.practice.ears import weights
from helpers.practice.ears.heard import Word
from helpers.practice.ears.whisper import Piece, Whisper

HEADER = struct.Struct("<IQ")
NO_EARS = 3  # exit status of a process that has nothing to hear with


class EndedError(RuntimeError):
    """The process that hears has ended."""


class NoEarsError(EndedError):
    """It ended because there is nothing to hear with: no weights, or such as cannot be loaded."""


class Listener:
    """The process that hears, seen from the engine."""

    def __init__(self, workers: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "helpers.practice.ears.process", str(workers)],
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

    def hear(self, samples: np.ndarray, cancellation: Cancellation) -> Piece:
        """What the model makes of mono samples at 16 kHz.

        Raises Cancelled, EndedError and NoEarsError.
        """
        data = np.ascontiguousarray(samples, "<f4").tobytes()
        answer: Future[Piece] = Future()
        with self._lock:
            if self.ended:
                raise EndedError
            number = next(self._numbers)
            self._waiting[number] = answer
            self._send(HEADER.pack(number, len(data)) + data)
        with cancellation.stoppable(lambda: self._give_up(number)):
            return answer.result()

    def end(self) -> None:
        """End it at once, whatever it hears."""
        self._process.kill()

    def _give_up(self, number: int) -> None:
        """Let the process leave a piece; its answer is then Cancelled."""
        with self._lock:
            self._send(HEADER.pack(number, 0))

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
                answer = self._waiting.pop(number)
                if fields is None:
                    answer.set_exception(Cancelled())
                else:
                    words = tuple(Word(*word) for word in fields.pop("words"))
                    answer.set_result(Piece(words, **fields))
        error = NoEarsError if self._process.wait() == NO_EARS else EndedError
        with self._lock:
            self.ended = True
        for answer in self._waiting.values():
            answer.set_exception(error())


def work(workers: int) -> None:
    """The life of the process that hears."""
    answers, questions = os.fdopen(os.dup(1), "wb"), sys.stdin.buffer
    os.dup2(2, 1)  # whatever a library prints must not stand among the answers
    model, writing = _loaded(workers), threading.Lock()
    given_up: set[int] = set()

    def heard(number: int, samples: np.ndarray) -> None:
        try:
            fields = _fields(model.hear(samples, lambda: check(number)))
        except Cancelled:
            fields = None
        except Exception:  # noqa: BLE001 - whatever it is, nobody must wait for this answer
            traceback.print_exc()
            os._exit(1)
        with writing:
            answers.write(json.dumps([number, fields]).encode() + b"\n")
            answers.flush()

    def check(number: int) -> None:
        if number in given_up:
            raise Cancelled

    threads = ThreadPoolExecutor(workers)
    while head := questions.read(HEADER.size):
        number, size = HEADER.unpack(head)
        if size:
            threads.submit(heard, number, np.frombuffer(questions.read(size), "<f4"))
        else:
            given_up.add(number)
    os._exit(0)


def _fields(piece: Piece) -> dict[str, Any]:
    """A piece as JSON; a word is [text, start, end, probability]."""
    words = [[word.text, word.start, word.end, word.probability] for word in piece.words]
    return {**asdict(piece), "words": words}


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
