"""python -m workshop.kit (make kit): write the folder that installs the course without a network.

--system NAME     one of the table in systems.py; may be given several times
--python 3.13     a Python that the laptops have; may be given several times
--to FOLDER       build/kit where it is not given; what is in it is replaced
"""

import argparse
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from helpers import console
from helpers.paths import ROOT
from workshop.kit import ears, wheels
from workshop.kit.systems import SYSTEMS, this_system
from workshop.kit.wheels import KitError

HERE = Path(__file__).parent
SCRIPTS = ("install.sh", "install.ps1", "READ_ME.txt")
USUAL_SYSTEMS = ["windows-x86_64", "macos-arm64"]
USUAL_PYTHON = "3.13"


def main(arguments: list[str] | None = None) -> int:
    """Make the kit and say how large it is; the exit status."""
    console.take_every_letter()
    parser = argparse.ArgumentParser(prog="python -m workshop.kit", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--system", action="append", choices=SYSTEMS, default=[])
    parser.add_argument("--python", action="append", default=[])
    parser.add_argument("--to", type=Path, default=ROOT / "build" / "kit")
    chosen = parser.parse_args(arguments)
    systems = chosen.system or sorted({this_system(), *USUAL_SYSTEMS})
    pythons = chosen.python or [USUAL_PYTHON]
    try:
        make(chosen.to, systems, pythons)
    except KitError as error:
        print(error, file=sys.stderr)
        return 1
    print(sizes(chosen.to))
    return 0


def make(to: Path, systems: list[str], pythons: list[str]) -> None:
    """Write the kit for `systems`, names of SYSTEMS, and `pythons` into `to`. Raises KitError."""
    shutil.rmtree(to, ignore_errors=True)
    for name in ("wheels", "ears", "course"):
        (to / name).mkdir(parents=True)
    copy_course(to / "course")
    write_scripts(to, pythons)
    ears.gather(to / "ears")
    for system in systems:
        for python in pythons:
            print(f"Fetching wheels: {system}, Python {python}", flush=True)
            wheels.gather(requirements(), SYSTEMS[system], python, to / "wheels")


def requirements() -> list[str]:
    """What the course needs, and what builds it, as pyproject.toml has them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return [*project["project"]["dependencies"], *project["build-system"]["requires"]]


def copy_course(to: Path) -> None:
    """Copy every file that git tracks, so that nothing private comes along. Raises KitError."""
    command = ["git", "ls-files", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        raise KitError("The kit is made from a git checkout of the course: clone it.") from None
    for name in filter(None, listed.decode("utf-8").split("\0")):
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, to / name)


def write_scripts(to: Path, pythons: list[str]) -> None:
    """Copy the scripts, with the Pythons that they may use; each with its system's line ends."""
    for name in SCRIPTS:
        text = (HERE / name).read_text("ascii" if name != "READ_ME.txt" else "utf-8")
        ends = "\n" if name == "install.sh" else "\r\n"
        data = text.replace("@PYTHONS@", " ".join(pythons)).replace("\n", ends)
        marked = "utf-8-sig" if name == "READ_ME.txt" else "ascii"  # old editors need the mark
        (to / name).write_bytes(data.encode(marked))
    (to / "install.sh").chmod(0o755)


def sizes(folder: Path) -> str:
    """A line for each part of the kit, in MB."""
    parts = {part.name: size_of(part) for part in sorted(folder.iterdir()) if part.is_dir()}
    lines = [f"  {name:8}{size / 1e6:6.0f} MB" for name, size in parts.items()]
    return "\n".join([f"{folder}: {size_of(folder) / 1e6:.0f} MB", *lines])


def size_of(folder: Path) -> int:
    """Bytes of all files in it."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    sys.exit(main())
