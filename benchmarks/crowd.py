"""One engine and thirty learners at once, beside the same thirty one after another.

Then streams, and memory after a thousand requests.
"""

import base64
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import psutil

from benchmarks.engine import Practice, practice
from helpers import Sound
from helpers.media.codec import encode
from helpers.paths import DATA

LEARNERS, MANY = 30, 1000
GREETING = "Hello! You are hearing a machine speak. "


def main() -> None:
    started = time.perf_counter()
    with practice() as engine:
        ready = time.perf_counter() - started
        engine.ask(f"Read aloud: {GREETING}")
        answered = time.perf_counter() - started
        print(f"ready {ready:.2f} s, first complete spoken answer {answered:.2f} s after start")
        first_sound(engine)
        crowds(engine)
        before = megabytes(engine)
        for number in range(MANY):
            engine.ask(f"Read aloud: number {number}.")
        print(f"{MANY} requests in a row: memory {megabytes(engine) - before:+.1f} MB")


def first_sound(engine: Practice) -> None:
    first, whole = (sorted(seconds(engine, stream) for _ in range(5)) for stream in (True, False))
    print(
        f"first streamed sound {first[2] * 1000:.0f} ms after the request (median of 5, slowest "
        f"{first[-1] * 1000:.0f} ms), the whole answer unstreamed {whole[2] * 1000:.0f} ms"
    )


def crowds(engine: Practice) -> None:
    def speech(number: int) -> None:
        engine.ask(f"Read aloud: Learner number {number} says good morning to the whole class.")

    # other bytes each time, so that nothing is remembered; made before the clock runs
    clips = [clip(number) for number in range(2 * LEARNERS)]

    def recording(number: int) -> None:
        sound = {"data": clips[number], "format": "wav"}
        engine.ask([{"type": "input_audio", "input_audio": sound}])

    for name, job in (("ask for speech as wav", speech), ("send a 3.5 s recording", recording)):
        together = crowd(job, LEARNERS)
        alone = crowd(job, 1)
        print(
            f"{LEARNERS} learners {name}: together {together:.2f} s, one after another "
            f"{alone:.2f} s, ratio {together / alone:.2f}; memory {megabytes(engine):.0f} MB "
            f"in {len(processes(engine))} processes"
        )


def crowd(job: Callable[[int], None], workers: int) -> float:
    """Seconds until thirty jobs are done by so many at a time."""
    start = time.perf_counter()
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(job, range(LEARNERS) if workers > 1 else range(LEARNERS, 2 * LEARNERS)))
    return time.perf_counter() - start


def clip(number: int) -> str:
    """3.5 seconds of speech that differ from number to number."""
    mono = Sound.load(DATA / "weather.mp3").samples()[: int(3.5 * 24_000)]
    return base64.b64encode(encode(mono + np.float32(number * 1e-5), 24_000, "wav")).decode()


def processes(engine: Practice) -> list[psutil.Process]:
    whole = psutil.Process(engine.process.pid)
    return [whole, *whole.children()]


def megabytes(engine: Practice) -> float:
    """Memory of the engine and its workers; what they share counts each time."""
    return sum(process.memory_info().rss for process in processes(engine)) / 1e6


def seconds(engine: Practice, stream: bool) -> float:
    """Seconds to the first sound of a streamed answer, or to the whole one."""
    start = time.perf_counter()
    audio = {"voice": "coral", "format": "pcm16"}
    with engine.ask("Read aloud: " + GREETING * 8, stream=stream, audio=audio) as response:
        for line in response.iter_lines(chunk_size=65536):
            if b'"data":' in line:
                return time.perf_counter() - start
    raise RuntimeError("no sound came")


if __name__ == "__main__":
    main()
