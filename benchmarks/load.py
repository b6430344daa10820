"""A recording in, fit to send: seconds and peak memory of each step, beside ffmpeg and pydub.

Each runs in a process of its own. Seconds are those of the step, without the start of Python and
imports; processor seconds are those of the whole process, which say more on a busy machine. The
wheel's LAME is about three times as slow as one built with SIMD, so what is made fit to send is
made at its compression level 7. Large files stay on disk: their peak is that of a short sound.
"""

import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from helpers.paths import ROOT

RUNS = 3
MAKE = """
import shutil, sys
import numpy as np
from helpers import Sound
from helpers.media.encoder import Encoder
names = ("alloy.wav", "weather.mp3", "table-for-two.m4a", "voice-memo.webm", "messenger.ogg")
sounds = [Sound.load("data/" + name, quiet=True).to("wav", sample_rate=44100) for name in names]
mono = np.concatenate([sound.samples() for sound in sounds])
pause, chance = np.zeros(30000, np.float32), np.random.default_rng(0)
once = np.concatenate((mono, pause))
files = ("20.wav", "wav", 2, 113), ("field.wav", "wav", 2, 2938), ("hour.m4a", "m4a", 1, 3600)
for name, format, channels, seconds in files:
    encoder = Encoder(format, 44100, channels, on_disk=True)
    while encoder.count < seconds * 44100:
        noisy = once + chance.normal(0, 0.001, once.size)  # so that nothing packs too well
        pcm = (np.clip(noisy, -1, 1) * 32767).astype(np.int16)
        pcm = pcm[:seconds * 44100 - encoder.count, None]
        encoder.add(np.repeat(pcm, channels, axis=1))
    content = encoder.finish()
    shutil.copy(content.path, sys.argv[1] + "/" + name)
"""
# A small process starts the measured one and tells its peak: a process inherits the peak of the
# one that started it.
MEASURE = """
import json, os, subprocess, sys, time
start = time.perf_counter()
nothing = subprocess.DEVNULL
run = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, stderr=nothing, stdin=nothing)
said = run.stdout.read().decode()
peak = busy = None
if hasattr(os, "wait4"):
    _, status, usage = os.wait4(run.pid, 0)
    code, busy = os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
else:
    code = run.wait()
print(json.dumps([code, time.perf_counter() - start, peak, busy, said]))
"""
OURS = """
import sys, time
from helpers import Sound
start = time.perf_counter()
sound = Sound.load(sys.argv[1], quiet=True)
{}
print(time.perf_counter() - start)
"""
THEIRS = """
import sys, time
from pydub import AudioSegment
start = time.perf_counter()
sound = AudioSegment.from_file(sys.argv[1])
{}
print(time.perf_counter() - start)
"""
NULL = ("-f", "null", "-")
IN_PIECES = ("-f", "segment", "-segment_time", "600", "-c:a", "flac", "out%d.flac")
PYDUB_IN_PIECES = (
    "for at in range(0, len(sound), 600_000):\n"
    '    sound[at:at + 600_000].export(f"out{at}.flac", "flac")'
)
STEPS = (  # what is done, to which file, how often; by the course, by ffmpeg, by pydub
    ("load 20 MB of wav", "20.wav", RUNS, "None", NULL, "None"),
    ("load 49 minutes as a field recorder writes them", "field.wav", RUNS, "None", NULL, "None"),
    (
        "these in pieces of 10 minutes: flac (only the course cuts at pauses)",
        "field.wav",
        1,
        "sound.split(600)",
        IN_PIECES,
        PYDUB_IN_PIECES,
    ),
    ("load an hour of m4a", "hour.m4a", RUNS, "None", NULL, "None"),
    (
        "an hour made fit to send: mp3, 16 kHz, 32 kbit/s",
        "hour.m4a",
        1,
        "sound.part(quiet=True)",
        ("-ac", "1", "-ar", "16000", "-b:a", "32k", "out.mp3"),
        'sound.set_channels(1).set_frame_rate(16000).export("out.mp3", "mp3", bitrate="32k")',
    ),
    (
        "an hour in pieces of 10 minutes: flac (only the course cuts at pauses)",
        "hour.m4a",
        1,
        "sound.split(600)",
        IN_PIECES,
        PYDUB_IN_PIECES,
    ),
)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-c", MAKE, folder], cwd=ROOT, check=True)
        pydub, ffmpeg = installed(Path(folder) / "pydub"), shutil.which("ffmpeg")
        idle = measured([sys.executable, "-c", "import helpers, av, numpy; print(0)"], ROOT)
        if idle["peak"]:
            megabytes = idle["peak"] / 1e6
            print(f"(a Python that has imported the helpers, PyAV and numpy: {megabytes:.0f} MB)")
        columns = ("seconds", 9), ("× ffmpeg", 10), ("processor", 12), ("× ffmpeg", 10)
        heads = "".join(f"{name:>{width}}" for name, width in columns)
        print(f"{'':40}{heads}{'peak memory':>13}")
        for doing, name, runs, ours, arguments, theirs in STEPS:
            path = Path(folder) / name
            ways = {
                "the course": ([sys.executable, "-c", OURS.format(ours), str(path)], ROOT),
                "ffmpeg": (
                    ffmpeg and [ffmpeg, "-v", "error", "-y", "-i", str(path), *arguments],
                    Path(folder),
                ),
                "pydub, which starts ffmpeg": (
                    pydub and ffmpeg and [pydub, "-c", THEIRS.format(theirs), str(path)],
                    Path(folder),
                ),
            }
            found = {way: best(command, runs, place) for way, (command, place) in ways.items()}
            print(f"{doing} ({path.stat().st_size / 1e6:.0f} MB)")
            for way, figures in found.items():
                print(f"    {way:36}{line(figures, found['ffmpeg'])}", flush=True)


def installed(place: Path) -> str | None:
    """A Python that has pydub: this one, or one in a throw-away environment; else None."""
    if importlib.util.find_spec("pydub"):
        return sys.executable
    python = place / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    try:
        subprocess.run(
            [sys.executable, "-m", "venv", str(place)], check=True, capture_output=True, timeout=120
        )
        subprocess.run(
            [
                str(python),
                "-m",
                "pip",
                "install",
                "--quiet",
                "pydub",
                "audioop-lts; python_version >= '3.13'",
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
    except (subprocess.SubprocessError, OSError):
        return None
    return str(python)


def best(command: list[str] | None, runs: int, folder: Path) -> dict | None:
    """The lowest figures of several runs; None where the program is not there or fails."""
    found = [measured(command, folder) for _ in range(runs)] if command else []
    if not found or None in found:
        return None
    return {
        name: min((figures[name] for figures in found if figures[name] is not None), default=None)
        for name in found[0]
    }


def measured(command: list[str], folder: Path) -> dict | None:
    """Seconds (as the process prints them, else all), processor seconds, peak bytes; or None."""
    run = subprocess.run(
        [sys.executable, "-S", "-c", MEASURE, *command],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=1800,
        check=True,
    )
    code, seconds, peak, busy, said = json.loads(run.stdout)
    return (
        None
        if code
        else {
            "seconds": float(said.split()[-1]) if said.strip() else seconds,
            "busy": busy,
            "peak": peak,
        }
    )


def line(figures: dict | None, beside: dict | None) -> str:
    if figures is None:
        return f"{'not installed':>19}"

    def column(name: str, unit: str) -> str:
        value, other = figures[name], beside and beside[name]
        return (
            f"{value:{9 if name == 'seconds' else 12}.2f}" if value is not None else f"{unit:>12}"
        ) + (f"{value / other:10.2f}" if value is not None and other else f"{'-':>10}")

    return (
        column("seconds", "")
        + column("busy", "-")
        + (f"{figures['peak'] / 1e6:10.0f} MB" if figures["peak"] else f"{'-':>13}")
    )


if __name__ == "__main__":
    main()
