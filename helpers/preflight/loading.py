"""Do the installed packages load? A wheel may be broken, or its system lack a library."""

import importlib
import sys
from collections.abc import Callable

from helpers.preflight import packages
from helpers.preflight.results import Result, ok, problem

MODULES = {"pillow": "PIL", "python-dotenv": "dotenv"}  # imported under another name than their own
LONGEST = 160  # characters of a library's own reason


def check(load: Callable[[str], object] = importlib.import_module) -> list[Result]:
    """One result about all packages of pyproject.toml; `load` imports a module by its name."""
    faults = [fault for name in packages.names() if (fault := _fault(name, load))]
    if not faults:
        return [ok("libraries", "all of them load")]
    return [problem("libraries", faults[0], advice(), "broken library")]


def advice(system: str = sys.platform) -> str:
    """What to do about it on this system: on Windows most wheels need a library of Microsoft's."""
    if system == "win32":
        return (
            "Install Microsoft's Visual C++ Redistributable (x64); if that does not help, remove "
            "the folder .venv and set up again."
        )
    return "Remove the folder .venv and set up again."


def _fault(name: str, load: Callable[[str], object]) -> str:
    """Why a package does not load, in one line; "" where it does."""
    try:
        load(MODULES.get(name, name.replace("-", "_")))
    except Exception as error:  # noqa: BLE001 - a library that is broken raises anything
        first_line = (str(error).splitlines() or [type(error).__name__])[0]
        reason = first_line[:LONGEST].rstrip(".")
        return f"{name} does not load: {reason}."
    return ""
