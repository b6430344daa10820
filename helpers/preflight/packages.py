"""Are the packages that pyproject.toml asks for installed, each in a version that fits?"""

import importlib.metadata
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

from helpers.paths import ROOT
from helpers.preflight.results import Result, ok, problem

SHOWN = 3  # names in one line; the same command installs all


def check(
    version_of: Callable[[str], str] = importlib.metadata.version, root: Path = ROOT
) -> list[Result]:
    """One result. `version_of` gives a package's version or raises PackageNotFoundError."""
    wanted = _requirements(root)
    faults = [fault for requirement in wanted if (fault := _fault(requirement, version_of))]
    if not faults:
        return [ok("packages", f"all {len(wanted)} are installed")]
    more = f" and {len(faults) - SHOWN} more" if len(faults) > SHOWN else ""
    return [
        problem(
            "packages",
            f"{', '.join(faults[:SHOWN])}{more}.",
            f"Run {install_command()} with a network, or the kit's script without one.",
        )
    ]


def install_command(system: str = sys.platform) -> str:
    """What installs the course on this system, from the course's folder."""
    return r".venv\Scripts\python -m pip install -e ." if system == "win32" else "make install"


def names(root: Path = ROOT) -> list[str]:
    """The packages that pyproject.toml asks for."""
    return [_name(requirement) for requirement in _requirements(root)]


def _requirements(root: Path) -> list[str]:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    return list(project["dependencies"])


def _fault(requirement: str, version_of: Callable[[str], str]) -> str:
    """What is wrong with one package, in a few words; "" where it fits."""
    name = _name(requirement)
    try:
        version = version_of(name)
    except importlib.metadata.PackageNotFoundError:
        return f"{name} missing"
    try:
        from packaging.requirements import Requirement
    except ImportError:  # it comes with jupyterlab, whose own line says that it is missing
        return ""
    fits = Requirement(requirement).specifier.contains(version, prereleases=True)
    return "" if fits else f"{name} {version} does not fit"


def _name(requirement: str) -> str:
    """The package's name, before its bounds."""
    ends = [requirement.find(sign) for sign in "<>=!~;[ " if sign in requirement]
    return requirement[: min(ends)] if ends else requirement
