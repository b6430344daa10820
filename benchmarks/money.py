"""What it takes to reserve and settle a paid call, after many calls of the same day.

Beside it what comes to mind first: a line of JSON for each call, the file added up before the next.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from helpers.paths import ROOT

NUMBERS = (1_000, 3_000, 10_000)  # calls that the day has had
MEASURED = 200  # calls after them
PROCESSES = 4
ROW = {"model": "gpt-audio-1.5", "audio_in": 100, "text_out": 50, "paid": 0.005}
CAP, AMOUNT = 10**15, 1000  # nanodollars


def main() -> None:
    print(f"{'calls before':>14}{'this ledger':>16}{'one file':>16}{'ratio':>9}")
    for number in NUMBERS:
        with tempfile.TemporaryDirectory() as folder:
            ours = seconds_each(ledger_in(Path(folder), number))
            theirs = seconds_each(file_in(Path(folder), number))
        milliseconds = f"{ours * 1e3:13.2f} ms{theirs * 1e3:13.2f} ms"
        print(f"{number:14,}{milliseconds}{theirs / ours:8.1f} x", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        print(together(Path(folder)))


def seconds_each(call: Callable[[], None]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    for _ in range(MEASURED):
        call()
    return (time.perf_counter() - start) / MEASURED


def ledger_in(folder: Path, number: int) -> Callable[[], None]:
    """A call as the guard enters it, after so many."""
    os.environ["AUDIO_LEDGER"] = str(folder / "ledger.jsonl")
    from helpers.engine.accounting.spending import Spending

    spending = Spending()

    def call() -> None:
        reservation = spending.reserve(AMOUNT, CAP)
        assert reservation
        spending.settle(reservation, AMOUNT // 2, ROW)

    for _ in range(number):
        call()
    return call


def file_in(folder: Path, number: int) -> Callable[[], None]:
    """A call as one line of a file, which is read before it, after so many."""
    file = folder / "calls.jsonl"
    file.write_text((json.dumps(ROW) + "\n") * number)

    def call() -> None:
        with file.open("r+") as opened:
            spent = sum(json.loads(line)["paid"] for line in opened)
            assert spent < CAP
            opened.write(json.dumps(ROW) + "\n")

    return call


def together(folder: Path) -> str:
    """Several processes at once on one ledger: how fast all of them are."""
    code = (
        "import sys; from pathlib import Path; from benchmarks.money import *\n"
        "print(seconds_each(ledger_in(Path(sys.argv[1]), 1000)))"
    )
    command = [sys.executable, "-c", code, str(folder)]
    runs = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(PROCESSES)
    ]
    each = [float(run.communicate()[0]) for run in runs]
    return f"{PROCESSES} processes at once: {max(each) * 1e3:.2f} ms a call in the slowest"


if __name__ == "__main__":
    main()
