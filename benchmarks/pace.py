"""The real pace of the practice engine, beside the real service and beside its own usual pace.

The figures of the real service: a small model, 15 s of speech (docs/protocol.md §7).
"""

import base64
import json
import time

from benchmarks.engine import practice

SERVICE = {"first": 0.783, "whole": 2.339, "seconds": 15}
TEXT = "Read aloud: " + "This is a sentence of a middling length, read to measure time. " * 4
BYTES_PER_SECOND = 48_000  # pcm16, 24 kHz


def main() -> None:
    print(f"{'':28}{'first sound':>12}{'whole':>9}{'speech':>9}{'faster than it plays':>22}")
    row("the real service, captured", SERVICE["first"], SERVICE["whole"], SERVICE["seconds"])
    for pace in ("real", "fast"):
        row(f"practice engine --pace {pace}", *measured(pace))


def row(name: str, first: float, whole: float, spoken: float) -> None:
    print(f"{name:28}{first:10.3f} s{whole:7.2f} s{spoken:7.1f} s{spoken / whole:20.1f} ×")


def measured(pace: str) -> tuple[float, float, float]:
    """Seconds to the first sound, to the end of the stream, and of speech."""
    with practice("--pace", pace) as engine:
        start, first, heard = time.perf_counter(), 0.0, 0.0
        audio = {"voice": "coral", "format": "pcm16"}
        with engine.ask(TEXT, stream=True, audio=audio) as response:
            for line in response.iter_lines(chunk_size=65536):
                if b'"data":' in line:
                    first = first or time.perf_counter() - start
                    sound = json.loads(line[6:])["choices"][0]["delta"]["audio"]["data"]
                    heard += len(base64.b64decode(sound)) / BYTES_PER_SECOND
        return first, time.perf_counter() - start, heard


if __name__ == "__main__":
    main()
