"""Hearing in processes of its own: the recogniser keeps Python to itself while it works, takes 95 MB a copy, and is a C library that may end its process.

`python -m helpers.practice.ears.workers` is one such process: a piece of sound comes in, as its length in bytes (8 bytes, little-endian) and float32 samples
at 16 kHz; one line of JSON with what `pocketsphinx.decode` makes of it goes out. It ends when its standard input closes.
"""

import json
import os
import struct
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from helpers.paths import ROOT
from helpers.practice.cancellation import Cancellation
from helpers.practice.ears import pocketsphinx

LENGTH = struct.Struct("<Q")


class Listener:
    """One process that hears."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "helpers.practice.ears.workers"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
        )

    def decode(self, mono: np.ndarray) -> pocketsphinx.Decoded:
        """As `pocketsphinx.decode`. Raises RuntimeError where the process ended."""
        samples = np.ascontiguousarray(mono, "<f4").tobytes()
        try:
            self.process.stdin.write(LENGTH.pack(len(samples)) + samples)
            self.process.stdin.flush()
            found, sounds = json.loads(self.process.stdout.readline())
        except (OSError, ValueError):
            raise RuntimeError("The process that hears has ended.") from None
        return found, sounds

    def end(self) -> None:
        """At once, also in the middle of a piece."""
        self.process.kill()


class Ears:
    """At most `most` listeners, started when they are needed, shared by every recording that is heard."""

    def __init__(self, most: int):
        self.most = most
        self._free: list[Listener] = []
        self._lock = threading.Lock()
        self._threads = ThreadPoolExecutor(most, "ears")

    def decoded(
        self, pieces: list[np.ndarray], cancellation: Cancellation
    ) -> Iterator[pocketsphinx.Decoded]:
        """What `pocketsphinx.decode` makes of each piece, in their order. A recording has no more pieces in work than there are listeners, so that a long one does not keep the others waiting."""
        waiting = deque()
        for piece in pieces:
            waiting.append(self._threads.submit(self._decode, piece, cancellation))
            if len(waiting) == self.most:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _decode(self, piece: np.ndarray, cancellation: Cancellation) -> pocketsphinx.Decoded:
        cancellation.check()
        with self._lock:
            listener = (
                self._free.pop() if self._free else Listener()
            )  # the one used last, so that a second is started only when two are needed at once
        try:
            with cancellation.stoppable(listener.end):
                found = listener.decode(piece)
        except BaseException:
            listener.end()
            listener.process.wait()  # or a dead process stays in the system's table
            cancellation.check()  # stopped, not broken
            raise
        with self._lock:
            self._free.append(listener)
        return found

    def close(self) -> None:
        """End all listeners."""
        self._threads.shutdown(cancel_futures=True)
        for listener in self._free:
            listener.end()


def work() -> None:
    """One listener's life."""
    answers, questions = os.fdopen(os.dup(1), "wb"), sys.stdin.buffer
    os.dup2(2, 1)  # whatever a library prints must not stand among the answers
    while head := questions.read(LENGTH.size):
        mono = np.frombuffer(questions.read(LENGTH.unpack(head)[0]), "<f4")
        answers.write(json.dumps(pocketsphinx.decode(mono)).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    work()
