"""Does this machine name a microphone? Whether the browser gets its sound, a notebook tries.

Nothing is recorded. On a hub or in a container the microphone is on another machine: its absence
is no problem of this one.
"""

import ctypes
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from helpers.preflight.results import Result, note, ok

SECONDS = 5
LINUX_DEVICES = Path("/proc/asound/pcm")  # a line for each device: "… : playback 1 : capture 1"
TRY_IT = "Try it in sound_check.ipynb; samples serve in lessons where there is none."


def check(count: Callable[[], int | None] | None = None) -> list[Result]:
    """One result. `count` gives the number of microphones, None where it cannot be told."""
    number = (count or COUNTS.get(sys.platform, _unknown))()
    if number:
        return [ok("microphone", "there is one; sound_check.ipynb tries it")]
    fact = "This system does not say." if number is None else "None is plugged in here."
    return [note("microphone", fact, TRY_IT, "no microphone")]


def on_linux(devices: Path = LINUX_DEVICES) -> int | None:
    """Devices that ALSA can record from."""
    try:
        return sum("capture" in line for line in devices.read_text("utf-8").splitlines())
    except OSError:
        return None


def on_macos() -> int | None:
    """Devices with inputs, as the system's own report has them."""
    command = ["system_profiler", "SPAudioDataType", "-json"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)
        return macos_inputs(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return None


def macos_inputs(report: bytes) -> int:
    """How many devices of the report of `system_profiler SPAudioDataType -json` have inputs."""
    groups = json.loads(report)["SPAudioDataType"]
    devices = [device for group in groups for device in group.get("_items", [])]
    return sum("coreaudio_device_input" in device for device in devices)


def on_windows() -> int | None:
    """Devices of the multimedia interface: `waveInGetNumDevs` of mmeapi.h."""
    library = getattr(ctypes, "windll", None)
    return int(library.winmm.waveInGetNumDevs()) if library else None


def _unknown() -> int | None:
    return None


COUNTS = {"linux": on_linux, "darwin": on_macos, "win32": on_windows}
