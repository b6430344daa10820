"""From nothing to the first spoken answer, beside the import that every client of the API must wait for."""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
IMPORT = (
    "import time; start = time.perf_counter(); import openai; print(time.perf_counter() - start)"
)
ANSWER = """
import json, time
start = time.perf_counter()
from helpers import connect
engine = connect("practice")
connected = time.perf_counter() - start
completion = engine.client.chat.completions.create(model=engine.model, modalities=["text", "audio"], audio={"voice": "coral", "format": "wav"},
                                                   messages=[{"role": "user", "content": "Read aloud: Hello! You are hearing a machine speak."}])
print(json.dumps([connected, time.perf_counter() - start]))
"""


def main() -> None:
    ready = [started() for _ in range(RUNS)]
    alone = [float(run(IMPORT)) for _ in range(RUNS)]
    both = [json.loads(run(ANSWER)) for _ in range(RUNS)]
    base = statistics.median(alone)
    print(f"{'':48}{'median':>8}{'slowest':>9}{'× import openai':>17}")
    for name, seconds in (
        ("import openai, alone", alone),
        ("practice engine: process start to ready", ready),
        ("connect(): import helpers to connected", [c for c, _ in both]),
        ("connect() and the first spoken answer (wav)", [a for _, a in both]),
    ):
        print(
            f"{name:48}{statistics.median(seconds):7.2f} s{max(seconds):7.2f} s{statistics.median(seconds) / base:16.2f}"
        )


def started() -> float:
    """Seconds from the start of the engine's process to its ready line."""
    start = time.perf_counter()
    engine = subprocess.Popen(
        [sys.executable, "-m", "helpers.practice", "--port", "0"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    engine.stdout.readline()
    seconds = time.perf_counter() - start
    engine.stdin.close()
    engine.wait(10)
    return seconds


def run(code: str) -> str:
    """The last line that a fresh Python prints."""
    return (
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        )
        .stdout.strip()
        .splitlines()[-1]
    )


if __name__ == "__main__":
    main()
