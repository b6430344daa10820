"""Wheels of the course and of all that it needs, for another system than this one too."""

import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from email.parser import Parser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from workshop.kit.systems import System

Download = Callable[[list[str], System, str, Path], None]


class KitError(Exception):
    """One sentence says why the kit cannot be made, and what to do."""


def gather(
    wanted: list[str], system: System, python: str, to: Path, download: Download | None = None
) -> None:
    """Put wheels into `to` for `wanted` and all that they need on `system` with `python`.

    What only that system needs is asked for by name, until nothing is missing. Raises KitError.
    """
    asked = list(wanted)
    with tempfile.TemporaryDirectory(dir=to.parent) as scratch:
        while True:
            (download or pip_download)(asked, system, python, Path(scratch))
            more = missing(wanted, system.environment(python), Path(scratch))
            if not more:
                break
            if set(more) <= set(asked):
                raise KitError(f"pip does not bring {more[0]}: look whether it has a wheel.")
            asked += more
        for wheel in Path(scratch).glob("*.whl"):
            wheel.replace(to / wheel.name)


def missing(wanted: list[str], environment: dict[str, str], folder: Path) -> list[str]:
    """Requirements that are needed in `environment` and for which `folder` has no wheel."""
    needs = {_name(wheel): _requirements(wheel) for wheel in sorted(folder.glob("*.whl"))}
    queue = [Requirement(one) for one in wanted]
    seen, lacking = set(), []
    while queue:
        one = queue.pop()
        name = canonicalize_name(one.name)
        if (name, frozenset(one.extras)) in seen:
            continue
        seen.add((name, frozenset(one.extras)))
        if name not in needs:
            lacking.append(_plain(one))
            continue
        queue += [next_one for next_one in needs[name] if _applies(next_one, one, environment)]
    return sorted(set(lacking))


def pip_download(wanted: list[str], system: System, python: str, to: Path) -> None:
    """Let pip fetch wheels for that system. Raises KitError."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--only-binary", ":all:"]
    command += ["--dest", str(to), "--implementation", "cp", "--python-version", python]
    for tag in system.tags:
        command += ["--platform", tag]
    done = subprocess.run(
        [*command, *wanted], capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR:")]
        reason = errors[-1].removeprefix("ERROR:").strip() if errors else "it gave no reason"
        raise KitError(f"pip could not fetch the wheels: {reason[:300].rstrip('.')}.")


def _applies(one: Requirement, of: Requirement, environment: dict[str, str]) -> bool:
    if one.marker is None:
        return True
    extras = of.extras or {""}
    return any(one.marker.evaluate({**environment, "extra": extra}) for extra in extras)


def _plain(one: Requirement) -> str:
    """The requirement without its marker: it has been found to apply."""
    extras = f"[{','.join(sorted(one.extras))}]" if one.extras else ""
    return f"{one.name}{extras}{one.specifier}"


def _name(wheel: Path) -> str:
    return parse_wheel_filename(wheel.name)[0]


def _requirements(wheel: Path) -> list[Requirement]:
    """What a wheel's METADATA asks for (PEP 566)."""
    with zipfile.ZipFile(wheel) as archive:
        ends = ".dist-info/METADATA"
        name = next(name for name in archive.namelist() if name.endswith(ends))
        metadata = Parser().parsestr(archive.read(name).decode("utf-8"), headersonly=True)
    return [Requirement(text) for text in metadata.get_all("Requires-Dist") or []]
