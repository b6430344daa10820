"""The process that hears: `python -m helpers.practice.ears.hearing_process N`.

The model is loaded once and hears N pieces at the same time, one on each core. A piece comes in as
a header (its number, its length in bytes, how many come after it that are heard together with it)
and float32 samples at 16 kHz; a line of JSON goes out: its number, and a `whisper.Piece`. A header
of no bytes says that nobody waits for that number any more; its answer is then null. It ends when
its standard input closes, also in the middle of its work.

numpy and the model's library are imported while the weights are hashed: a learner waits for both.
"""

import importlib
import json
import os
import struct
import sys
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from helpers.practice.cancellation import Cancelled
from helpers.practice.ears import weights

if TYPE_CHECKING:
    from helpers.practice.ears.whisper import Piece, Whisper

HEADER = struct.Struct("<IQI")
NO_EARS = 3  # exit status of a process that has nothing to hear with


def work(workers: int) -> None:
    """The life of the process that hears."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded: a core a worker
    answers, questions = os.fdopen(os.dup(1), "wb"), sys.stdin.buffer
    os.dup2(2, 1)  # whatever a library prints must not stand among the answers
    model, writing = _loaded(workers), threading.Lock()
    import numpy as np

    given_up: set[int] = set()

    def heard(batch: list[tuple[int, bytes]]) -> None:
        numbers = [number for number, _ in batch]
        fields: list[dict[str, Any] | None]
        try:
            sounds = [np.frombuffer(data, "<f4") for _, data in batch]
            pieces = model.hear_together(sounds, lambda: check(numbers))
            fields = [_fields(piece) for piece in pieces]
        except Cancelled:
            fields = [None] * len(batch)
        except Exception:  # noqa: BLE001 - whatever it is, nobody must wait for this answer
            traceback.print_exc()
            os._exit(1)
        with writing:
            for number, known in zip(numbers, fields, strict=True):
                answer = None if number in given_up else known
                answers.write(json.dumps([number, answer]).encode() + b"\n")
            answers.flush()

    def check(numbers: list[int]) -> None:
        if given_up.issuperset(numbers):
            raise Cancelled

    threads = ThreadPoolExecutor(workers)
    batch: list[tuple[int, bytes]] = []
    while head := questions.read(HEADER.size):
        number, size, following = HEADER.unpack(head)
        if not size:
            given_up.add(number)
            continue
        batch.append((number, questions.read(size)))
        if not following:
            threads.submit(heard, batch)
            batch = []
    os._exit(0)


def _fields(piece: "Piece") -> dict[str, Any]:
    """A piece as JSON; a word is [text, start, end, probability]."""
    words = [[word.text, word.start, word.end, word.probability] for word in piece.words]
    return {**asdict(piece), "words": words}


def _loaded(workers: int) -> "Whisper":
    """The model; where it cannot be loaded the process ends, and says why in one sentence."""
    found = _checked_weights()
    if found:
        from helpers.practice.ears.whisper import Whisper

        try:
            return Whisper(found, workers)
        except (ImportError, OSError, RuntimeError, ValueError, KeyError) as error:
            print(f"The weights in {found.folder} cannot be loaded: {error}", file=sys.stderr)
    os._exit(NO_EARS)


def _checked_weights() -> weights.Weights | None:
    """The weights, their hashes right; meanwhile the libraries are imported."""
    with ThreadPoolExecutor(1) as hashing:
        found = hashing.submit(weights.find, lambda fault: print(fault, file=sys.stderr))
        with suppress(ImportError, OSError):  # said by `_loaded`
            importlib.import_module("helpers.practice.ears.whisper")
            importlib.import_module("ctranslate2")
        return found.result()


if __name__ == "__main__":
    work(int(sys.argv[1]))
