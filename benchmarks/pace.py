"""The real pace of the practice engine, beside what was measured of the real service (api-facts.md §7: a small model, 15 s of speech) and beside its own usual pace."""

import base64
import json
import subprocess
import sys
import time
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parent.parent
SERVICE = {"first": 0.783, "whole": 2.339, "seconds": 15}
TEXT = "Read aloud: " + "This is a sentence of a middling length, read to measure time. " * 4


def main() -> None:
    print(f"{'':28}{'first sound':>12}{'whole':>9}{'speech':>9}{'faster than it plays':>22}")
    row("the real service, captured", SERVICE["first"], SERVICE["whole"], SERVICE["seconds"])
    for pace in ("real", "fast"):
        row(f"practice engine --pace {pace}", *measured(pace))


def row(name: str, first: float, whole: float, spoken: float) -> None:
    print(f"{name:28}{first:10.3f} s{whole:7.2f} s{spoken:7.1f} s{spoken / whole:20.1f} ×")


def measured(pace: str) -> tuple[float, float, float]:
    """Seconds to the first sound, to the end of the stream, and of speech."""
    process = subprocess.Popen(
        [sys.executable, "-m", "helpers.practice", "--pace", pace],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    place = json.loads(process.stdout.readline())
    body = {
        "model": "gpt-audio-1.5",
        "modalities": ["text", "audio"],
        "audio": {"voice": "coral", "format": "pcm16"},
        "stream": True,
        "messages": [{"role": "user", "content": TEXT}],
    }
    start, first, heard = time.perf_counter(), 0.0, 0
    with requests.post(
        f"{place['base_url']}/chat/completions",
        headers={"Authorization": f"Bearer {place['api_key']}"},
        json=body,
        stream=True,
        timeout=60,
    ) as response:
        for line in response.iter_lines(chunk_size=65536):
            if b'"data":' in line:
                first = first or time.perf_counter() - start
                heard += (
                    len(
                        base64.b64decode(
                            json.loads(line[6:])["choices"][0]["delta"]["audio"]["data"]
                        )
                    )
                    / 48_000
                )
    whole = time.perf_counter() - start
    process.stdin.close()
    process.wait(10)
    return first, whole, heard


if __name__ == "__main__":
    main()
