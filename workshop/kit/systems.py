"""The systems for which wheels are gathered: their tags, and how markers see them.

Tags: PEP 600 (manylinux), PEP 425. Markers: PEP 508. pip evaluates markers for the machine on
which it runs, so that what only another system needs has to be found by `wheels.missing`.
"""

import platform
import sys
from dataclasses import dataclass

GLIBC = ("2_28", "2_27", "2_26", "2_24", "2_17", "2_12", "2_5")  # the newest first
MACOS = "14_0"  # pip takes wheels for older ones too


@dataclass(frozen=True)
class System:
    """One system: pip's platform tags, and its values of environment markers."""

    tags: tuple[str, ...]
    markers: dict[str, str]

    def environment(self, python: str) -> dict[str, str]:
        """All markers for a Python such as "3.13"; no extra."""
        return self.markers | {
            "python_version": python,
            "python_full_version": f"{python}.0",
            "implementation_name": "cpython",
            "implementation_version": f"{python}.0",
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_version": "",
            "extra": "",
        }


def _linux(machine: str) -> System:
    tags = [f"manylinux_{glibc}_{machine}" for glibc in GLIBC]
    markers = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}
    return System((*tags, f"manylinux2014_{machine}"), markers | {"platform_machine": machine})


SYSTEMS = {
    "linux-x86_64": _linux("x86_64"),
    "linux-arm64": _linux("aarch64"),
    "macos-arm64": System(
        (f"macosx_{MACOS}_arm64", f"macosx_{MACOS}_universal2"),
        {
            "sys_platform": "darwin",
            "platform_system": "Darwin",
            "os_name": "posix",
            "platform_machine": "arm64",
        },
    ),
    "windows-x86_64": System(
        ("win_amd64",),
        {
            "sys_platform": "win32",
            "platform_system": "Windows",
            "os_name": "nt",
            "platform_machine": "AMD64",
        },
    ),
}


def this_system() -> str:
    """The name of the system on which this runs; its usual one where it is not in the table."""
    name = {"darwin": "macos", "win32": "windows"}.get(sys.platform, "linux")
    machine = "arm64" if platform.machine().lower() in ("arm64", "aarch64") else "x86_64"
    return f"{name}-{machine}" if f"{name}-{machine}" in SYSTEMS else f"{name}-x86_64"
