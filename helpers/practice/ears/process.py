"""The process that hears, seen from the engine: a piece goes out, what was heard comes back.

It is a process of its own because it computes for seconds, and is a C++ library that may end.
`hearing_process` is its other side, and says what passes between the two.
"""

import itertools
import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Future, wait
from contextlib import ExitStack, suppress
from functools import partial

import numpy as np

from helpers.paths import ROOT
from helpers.practice.cancellation import Cancellation, Cancelled
from helpers.practice.ears import hearing_process
from helpers.practice.ears.heard import Word
from helpers.practice.ears.whisper import Piece


class EndedError(RuntimeError):
    """The process that hears has ended."""


class NoEarsError(EndedError):
    """It ended because there is nothing to hear with: no weights, or such as cannot be loaded."""


class Listener:
    """The process that hears, seen from the engine."""

    def __init__(self, workers: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", hearing_process.__name__, str(workers)],
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

    def hear(
        self, sounds: Sequence[np.ndarray], cancellations: Sequence[Cancellation]
    ) -> list["Future[Piece]"]:
        """What the model makes of mono samples at 16 kHz, heard together; each may be cancelled.

        The answers are there when it returns: a piece, or Cancelled, EndedError, NoEarsError.
        """
        data = [np.ascontiguousarray(samples, "<f4").tobytes() for samples in sounds]
        answers: list[Future[Piece]] = [Future() for _ in sounds]
        with self._lock:
            if self.ended:
                for answer in answers:
                    answer.set_exception(EndedError())
                return answers
            numbers = [next(self._numbers) for _ in sounds]
            self._waiting |= dict(zip(numbers, answers, strict=True))
            for place, (number, piece) in enumerate(zip(numbers, data, strict=True)):
                following = len(data) - place - 1
                self._send(hearing_process.HEADER.pack(number, len(piece), following) + piece)
        with ExitStack() as stack:
            for number, cancellation in zip(numbers, cancellations, strict=True):
                give_up = partial(self._give_up, number)
                try:
                    stack.enter_context(cancellation.stoppable(give_up))
                except Cancelled:
                    give_up()
            wait(answers)
        return answers

    def end(self) -> None:
        """End it at once, whatever it hears."""
        self._process.kill()

    def _give_up(self, number: int) -> None:
        """Let the process leave a piece; its answer is then Cancelled."""
        with self._lock:
            self._send(hearing_process.HEADER.pack(number, 0, 0))

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
        error = NoEarsError if self._process.wait() == hearing_process.NO_EARS else EndedError
        with self._lock:
            self.ended = True
        for answer in self._waiting.values():
            answer.set_exception(error())
