"""Many recordings: run() of helpers.archive beside asyncio.gather and the pattern people copy.

Each way is a process of its own, a cluster three; peak memory is theirs, without the server's,
which stands beside them.
"""

import contextlib
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import requests

from benchmarks.load import measured
from helpers import Sound
from helpers.paths import ROOT

RECORDINGS, AT_ONCE, LATENCY, BUSY = 200, 50, 1.0, 0.05
IDEAL = RECORDINGS / AT_ONCE * LATENCY  # seconds
MANY = 10_000  # small recordings on a server that answers at once
KILLED = 20  # times
KILLED_RECORDINGS, KILLED_AT_ONCE = 60, 8
WAYS = {
    "helpers.archive.run": "run",
    'the same with cluster="local"': "cluster",
    "asyncio.gather with the SDK, a semaphore": "gather",
    "the same, bodies built before": "eager",
    "parallel requests from a file, 15 s of rest after a 429": "copied",
}


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        large(folder / "large")
        print(
            f"{RECORDINGS} recordings of 750 KB, {LATENCY:g} s each, {AT_ONCE} at once, "
            f"{BUSY:.0%} meet a 429 (ideal: {IDEAL:g} s)"
        )
        for words, way in WAYS.items():
            print(f"    {words:58}{compared(folder, way)}", flush=True)
        small(folder / "small", MANY)
        many(folder)
        small(folder / "few", KILLED_RECORDINGS)
        print(killed(folder, KILLED))


def compared(folder: Path, way: str) -> str:
    """Seconds, peak memory, and what the server counted, in one line."""
    store = folder / "store"
    shutil.rmtree(store, ignore_errors=True)
    with server(LATENCY, AT_ONCE, BUSY) as url:
        arguments = [way, url, str(folder / "large"), str(store), str(AT_ONCE)]
        measure = of_all_processes if way == "cluster" else measured
        figures = measure(command(*arguments), ROOT)
        paid = requests.get(url, timeout=10).json()
    if not figures:
        return "failed"
    again = sum(paid.values()) - len(paid)
    return (
        f"{figures['seconds']:6.2f} s{figures['seconds'] / IDEAL:7.2f} × ideal"
        f"{figures['peak'] / 1e6:8.0f} MB{RECORDINGS - len(paid):4} lost{again:4} paid twice"
    )


def of_all_processes(command: list[str], folder: Path) -> dict[str, float] | None:
    """The same figures; memory is that of all processes together, looked at 20 times a second."""
    import psutil

    run = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
    whole, peak = psutil.Process(run.pid), 0
    while run.poll() is None:
        held = 0
        with contextlib.suppress(psutil.NoSuchProcess):
            held = sum(one.memory_info().rss for one in [whole, *whole.children(recursive=True)])
        peak = max(peak, held)
        time.sleep(0.05)
    said = run.stdout.read() if run.stdout else ""
    return None if run.returncode else {"seconds": float(said.split()[-1]), "peak": peak}


def many(folder: Path) -> None:
    """Ten thousand small recordings, then the same again."""
    with server(0.0, AT_ONCE, 0.0) as url:
        for number, run in ((1000, "first"), (MANY, "first"), (MANY, "second")):
            if run == "first":
                shutil.rmtree(folder / "store", ignore_errors=True)
            arguments = ["run", url, str(folder / "small"), str(folder / "store"), str(AT_ONCE)]
            before = sum(requests.get(url, timeout=10).json().values())
            figures = measured(command(*arguments, str(number)), ROOT)
            sent = sum(requests.get(url, timeout=10).json().values()) - before
            if figures:
                print(
                    f"{number} small mp3s, {run} run: {number / figures['seconds']:.0f} a second, "
                    f"{figures['peak'] / 1e6:.0f} MB, {sent} sent",
                    flush=True,
                )


def killed(folder: Path, times: int) -> str:
    """Kill a run at a random moment, run it to its end, and see what was answered and paid."""
    chance, again, lost, torn = random.Random(14), [], 0, 0
    for _ in range(times):
        shutil.rmtree(folder / "store", ignore_errors=True)
        with server(0.05, AT_ONCE, 0.0) as url:
            at_once = str(KILLED_AT_ONCE)
            arguments = ["run", url, str(folder / "few"), str(folder / "store"), at_once]
            run = subprocess.Popen(
                command(*arguments), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            while not requests.get(url, timeout=10).json() and run.poll() is None:
                time.sleep(0.01)
            time.sleep(chance.uniform(0, 0.4))
            run.kill()
            run.wait()
            torn += sum(not whole(path) for path in (folder / "store/answers").rglob("*.json"))
            subprocess.run(command(*arguments), cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            paid = requests.get(url, timeout=10).json()
            again.append(sum(paid.values()) - len(paid))
            lost += KILLED_RECORDINGS - len(paid)
    return (
        f"killed {times} times at a random moment, {KILLED_AT_ONCE} at once, and run again: "
        f"{lost} recordings lost, {torn} answers torn, paid twice per kill: "
        f"{sum(again) / times:.1f}, at most {max(again)}"
    )


def whole(path: Path) -> bool:
    try:
        return bool(json.loads(path.read_bytes()))
    except ValueError:
        return False


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "benchmarks.archive_ways", *arguments]


@contextmanager
def server(latency: float, slots: int, busy: float) -> Iterator[str]:
    """The address of a server of its own."""
    settings = [str(latency), str(slots), str(busy)]
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.archive_server", *settings],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}/v1"
    finally:
        process.kill()
        process.wait()


def large(folder: Path) -> None:
    """Recordings of 750 KB, an mp3 of 94 s each."""
    chance = np.random.default_rng(0)
    noise = (0.2 * chance.normal(size=94 * 16_000)).clip(-1, 1).astype(np.float32)
    copies(folder, Sound.from_samples(noise, 16_000).to("mp3", bitrate=64_000), RECORDINGS)


def small(folder: Path, number: int) -> None:
    """Recordings of one second."""
    tone = (0.3 * np.sin(np.arange(16_000) / 10)).astype(np.float32)
    copies(folder, Sound.from_samples(tone, 16_000).to("mp3", bitrate=32_000), number)


def copies(folder: Path, sound: Sound, number: int) -> None:
    """The same sound with another title each (ID3v2.3), so that each file is another request."""
    folder.mkdir()
    for place in range(number):
        title = f"\0{place:06d}".encode()
        frame = b"TIT2" + len(title).to_bytes(4, "big") + b"\0\0" + title
        tag = b"ID3\3\0\0" + bytes([0, 0, 0, len(frame)]) + frame
        (folder / f"{place:06d}.mp3").write_bytes(tag + sound.data)


if __name__ == "__main__":
    main()
