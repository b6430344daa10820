"""Who is heard next: a queue of pieces before the process that hears."""

import itertools
import os
import queue
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np

from helpers.practice.cancellation import Cancellation, Cancelled
from helpers.practice.ears import listening, weights
from helpers.practice.ears.heard import Heard
from helpers.practice.ears.mel import RATE
from helpers.practice.ears.process import EndedError, Listener, NoEarsError
from helpers.practice.ears.whisper import Frame, Piece, frame

TOGETHER = 2  # pieces: four are heard a tenth sooner, and take 80 MB more
AGEING = 0.5  # seconds in the queue that outweigh one second of sound


@dataclass(order=True)
class _Turn:
    """A piece in the queue. The smallest `key` is next: it came early, its recording is short."""

    key: float
    number: int
    samples: np.ndarray = field(compare=False)
    frame: Frame = field(compare=False)
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

    def prepare(self) -> None:
        """Start the process before a recording is decoded: its model takes as long to load."""
        if weights.available():
            self._ready()

    def hear(self, pieces: list[np.ndarray], cancellation: Cancellation) -> Iterator[Piece]:
        """What the model makes of each piece of a recording, in their order.

        Raises Cancelled; EndedError where the process ended twice over the same piece.
        """
        now, before, answers = time.monotonic(), 0.0, []
        for samples in pieces:
            before += samples.size / RATE
            answer: Future[Piece] = Future()
            key, number = now + AGEING * before, next(self._numbers)
            turn = _Turn(key, number, samples, frame(samples.size), cancellation, answer)
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
        """One place: pieces, their answers, the next pieces."""
        while True:
            turns = self._next()
            for turn, answer in zip(turns, self._answers(turns), strict=True):
                with suppress(InvalidStateError):  # cancelled while it was heard
                    if error := answer.exception():
                        turn.answer.set_exception(error)
                    else:
                        turn.answer.set_result(answer.result())

    def _next(self) -> list[_Turn]:
        """The piece whose turn it is, and those after it that may be heard together with it.

        Where few wait, the other places get their share of them.
        """
        turns = [self._turns.get()]
        most = min(TOGETHER, 1 + self._turns.qsize() // self.workers)
        with suppress(queue.Empty):
            while len(turns) < most:
                turn = self._turns.get_nowait()
                if turn.frame != turns[0].frame:
                    self._turns.put(turn)
                    break
                turns.append(turn)
        return turns

    def _answers(self, turns: list[_Turn]) -> "list[Future[Piece]]":
        """What is heard; where the process ended meanwhile each is heard once more, alone."""
        answers = self._heard(turns)
        for place, turn in enumerate(turns):
            if type(answers[place].exception()) is EndedError:
                answers[place] = self._heard([turn])[0]
        return answers

    def _heard(self, turns: list[_Turn]) -> "list[Future[Piece]]":
        return self._ready().hear(
            [turn.samples for turn in turns], [turn.cancellation for turn in turns]
        )

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
