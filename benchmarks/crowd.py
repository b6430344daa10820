"""One engine and thirty learners at once, beside the same thirty one after another; streams; and memory after a thousand requests."""

import base64
import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import psutil
import requests

from helpers import Sound
from helpers.media import codec

ROOT = Path(__file__).resolve().parent.parent
LEARNERS, MANY = 30, 1000
SPOKEN = {"modalities": ["text", "audio"], "audio": {"voice": "coral", "format": "wav"}}


def main() -> None:
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "helpers.practice"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    place, engine = json.loads(process.stdout.readline()), psutil.Process(process.pid)
    ready = time.perf_counter() - started

    def ask(content, **more):
        body = {
            "model": "gpt-audio-1.5",
            **SPOKEN,
            "messages": [{"role": "user", "content": content}],
            **more,
        }
        response = requests.post(
            f"{place['base_url']}/chat/completions",
            headers={"Authorization": f"Bearer {place['api_key']}"},
            json=body,
            timeout=120,
            stream=more.get("stream", False),
        )
        assert response.status_code == 200, response.text
        return response

    def heard(number):  # other bytes each time, so that nothing is remembered
        return ask(
            [{"type": "input_audio", "input_audio": {"data": clip(number), "format": "wav"}}]
        )

    ask("Read aloud: Hello! You are hearing a machine speak.")
    print(
        f"ready {ready:.2f} s, first complete spoken answer {time.perf_counter() - started:.2f} s after process start"
    )
    first, whole = (sorted(seconds(ask, stream) for _ in range(5)) for stream in (True, False))
    print(
        f"first streamed sound {first[2] * 1000:.0f} ms after the request (median of 5, slowest {first[-1] * 1000:.0f} ms), the whole answer unstreamed {whole[2] * 1000:.0f} ms"
    )
    for name, job in (
        (
            "asking for speech as wav",
            lambda number: ask(
                f"Read aloud: Learner number {number} says good morning to the whole class."
            ),
        ),
        ("sending a 3.5 s recording", heard),
    ):
        together = crowd(job, LEARNERS)
        alone = crowd(job, 1)
        print(
            f"{LEARNERS} learners {name}: together {together:.2f} s, one after another {alone:.2f} s, ratio {together / alone:.2f}; memory {megabytes(engine):.0f} MB in {1 + len(engine.children())} processes"
        )
    before = megabytes(engine)
    for number in range(MANY):
        ask(f"Read aloud: number {number}.")
    print(f"{MANY} requests in a row: memory {megabytes(engine) - before:+.1f} MB")
    process.stdin.close()
    process.wait(10)


def crowd(job, workers: int) -> float:
    """Seconds until thirty jobs are done by so many at a time."""
    start = time.perf_counter()
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(job, range(LEARNERS) if workers > 1 else range(LEARNERS, 2 * LEARNERS)))
    return time.perf_counter() - start


def clip(number: int) -> str:
    """3.5 seconds of speech that differ from number to number."""
    mono = Sound.load(ROOT / "data" / "weather.mp3").samples()[: int(3.5 * 24_000)]
    return base64.b64encode(codec.encode(mono + np.float32(number * 1e-5), 24_000, "wav")).decode()


def megabytes(engine: psutil.Process) -> float:
    """Memory of the engine and its listeners; what they share counts each time."""
    return sum(process.memory_info().rss for process in [engine, *engine.children()]) / 1e6


def seconds(ask, stream: bool) -> float:
    """Seconds to the first sound of a streamed answer, or to the whole one."""
    start = time.perf_counter()
    with ask(
        "Read aloud: " + "Hello! You are hearing a machine speak. " * 8,
        stream=stream,
        audio={"voice": "coral", "format": "pcm16"},
    ) as response:
        for line in response.iter_lines(chunk_size=65536):
            if b'"data":' in line:
                return time.perf_counter() - start
    raise RuntimeError("no sound came")


if __name__ == "__main__":
    main()
