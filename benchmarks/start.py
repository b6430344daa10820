"""From nothing to the first spoken answer, beside the import that every client must wait for."""

import json
import statistics
import subprocess
import sys
import time

from benchmarks.engine import practice
from helpers.paths import ROOT

RUNS = 5
IMPORT = """
import time; start = time.perf_counter()
import openai
print(time.perf_counter() - start)
"""
ANSWER = """
import json, time
start = time.perf_counter()
from helpers import connect
engine = connect("practice")
connected = time.perf_counter() - start
message = {"role": "user", "content": "Read aloud: Hello! You are hearing a machine speak."}
engine.client.chat.completions.create(
    model=engine.model,
    modalities=["text", "audio"],
    audio={"voice": "coral", "format": "wav"},
    messages=[message],
)
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
        ("connect(): import helpers to connected", [connected for connected, _ in both]),
        ("connect() and the first spoken answer (wav)", [answered for _, answered in both]),
    ):
        middle = statistics.median(seconds)
        print(f"{name:48}{middle:7.2f} s{max(seconds):7.2f} s{middle / base:16.2f}")


def started() -> float:
    """Seconds from the start of the engine's process to its ready line."""
    start = time.perf_counter()
    with practice("--port", "0"):
        return time.perf_counter() - start


def run(code: str) -> str:
    """The last line that a fresh Python prints."""
    command = [sys.executable, "-c", code]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return found.stdout.strip().splitlines()[-1]


if __name__ == "__main__":
    main()
