"""The learner's own copies of the lessons: python -m helpers.course

    python -m helpers.course             copy the lessons into my_course/ and open JupyterLab there
    python -m helpers.course copy        copy them, nothing more
    python -m helpers.course fresh 02    a new copy of lesson 02; yours is kept beside it

Copies have no outputs, so nothing is spoilt, and working in them changes no file of the course.
"""

import argparse
import contextlib
import datetime
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from helpers import console
from helpers.language import learner_language, remark_on_language, translated
from helpers.paths import ROOT

LESSONS = ROOT / "notebooks"
MINE = ROOT / "my_course"
SOUND_CHECK = ROOT / "workshop" / "sound_check.ipynb"
HANDOUTS = (
    "glossary.md",
    "cheat_sheet.html",
    "cheat_sheet.ko.html",
)  # of docs/, which lessons link to
FILES = "helpers.course_files.CourseFiles"
Notebook = dict[str, Any]  # nbformat 4, as JSON


def main(arguments: list[str] | None = None) -> None:
    """Do what the command line says."""
    console.take_every_letter()
    parser = argparse.ArgumentParser(prog="python -m helpers.course", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("action", nargs="?", default="open", choices=("open", "copy", "fresh"))
    parser.add_argument("lesson", nargs="?", help="with fresh: the number of a lesson, 02")
    chosen = parser.parse_args(arguments)
    if remark := remark_on_language():
        print(remark)
    if chosen.action == "fresh":
        print(translated(fresh(chosen.lesson or "")))
        return
    for said in copy():
        print(translated(said))
    if chosen.action == "open":
        fetch_ears()
        open_lab()


def copy(folder: Path = MINE) -> list[str]:
    """Copy what is new into `folder`, never over a learner's work.

    Returns sentences: one for each lesson that was corrected since the learner began it.
    """
    folder.mkdir(exist_ok=True)
    shutil.copytree(LESSONS / "pictures", folder / "pictures", dirs_exist_ok=True)
    (folder / "docs").mkdir(exist_ok=True)
    for name in HANDOUTS:
        page = (ROOT / "docs" / name).read_text("utf-8")
        page = page.replace("../notebooks/", "../")  # here the lessons lie beside docs/
        (folder / "docs" / name).write_text(page, "utf-8")
    if not (folder / SOUND_CHECK.name).exists():
        shutil.copy(SOUND_CHECK, folder)
    notes = []
    for lesson in lessons():
        target = folder / lesson.name
        if not target.exists() or _untouched(target):
            write(without_outputs(read(lesson)), target)
        elif _began_with(target) != _version(read(lesson)):
            number = lesson.name[:2]
            notes.append(
                f"Lesson {number} was corrected since you began it. For a new copy beside yours: "
                f"python -m helpers.course fresh {number}"
            )
    return notes


def lessons() -> list[Path]:
    """All lessons in their order; in Korean also those that have a Korean twin, the twin first."""
    found = [*LESSONS.glob("[0-9][0-9]_*.ipynb")]
    if learner_language() == "ko":
        found += LESSONS.glob("[0-9][0-9]-ko_*.ipynb")
    return sorted(found)


def fresh(number: str, folder: Path = MINE) -> str:
    """A new copy of one lesson; the old file is kept beside it. Returns a sentence."""
    lesson = next((path for path in lessons() if path.name[:2] == number), None)
    if not lesson:
        known = ", ".join(sorted({path.name[:2] for path in lessons()}))
        return f"Name a lesson by its number: {known}."
    folder.mkdir(exist_ok=True)
    target, kept = folder / lesson.name, ""
    if target.exists():
        stamp = datetime.datetime.now().astimezone().strftime("%Y-%m-%d %H.%M.%S")
        old = target.rename(folder / f"{lesson.stem} (mine, {stamp}).ipynb")
        kept = f" Yours is kept as {old.name}."
    write(without_outputs(read(lesson)), target)
    return f"{lesson.name} is new.{kept}"


def read(path: Path) -> Notebook:
    """A notebook of the file at `path`."""
    notebook: Notebook = json.loads(path.read_text("utf-8"))
    return notebook


def write(notebook: Notebook, path: Path) -> None:
    """Write a notebook into the file at `path`."""
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", "utf-8")


def without_outputs(notebook: Notebook) -> Notebook:
    """The lesson as a learner gets it, with the version it came from in its metadata."""
    cells = [
        cell | {"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else cell
        for cell in notebook["cells"]
    ]
    metadata = notebook["metadata"] | {"course": {"version": _version(notebook)}}
    return notebook | {"cells": cells, "metadata": metadata}


def _version(notebook: Notebook) -> str:
    """Twelve letters that change with any text of the lesson."""
    texts = ["".join(cell["source"]) for cell in notebook["cells"]]
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:12]


def _began_with(copied: Path) -> str:
    try:
        return str(read(copied)["metadata"]["course"]["version"])
    except (ValueError, KeyError, TypeError, OSError):
        return ""


def _untouched(copied: Path) -> bool:
    """Whether nobody has changed or run the copy: then a corrected lesson may replace it."""
    try:
        notebook = read(copied)
        run = any(cell.get("outputs") for cell in notebook["cells"])
        return not run and _version(notebook) == _began_with(copied)
    except (ValueError, KeyError, TypeError, OSError):
        return False


def fetch_ears() -> None:
    """Fetch the practice engine's ears where they are missing; without them it says so itself."""
    subprocess.call([sys.executable, "-m", "helpers.practice.ears.weights"], cwd=ROOT)


def open_lab() -> None:
    """Open JupyterLab in the copies, at the first lesson; it ends with Ctrl-C."""
    address = f"/lab/tree/{lessons()[0].name}"
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={MINE}"]
    command += [f"--LabApp.default_url={address}", f"--ServerApp.contents_manager_class={FILES}"]
    if hasattr(os, "getuid") and os.getuid() == 0:
        command.append("--allow-root")
    if not _has_screen():
        command.append("--no-browser")
    opening = "Opening the course. Where no browser opens, copy the address below into one."
    print(translated(opening))
    print(translated("Ctrl-C ends it."), flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        subprocess.call(command, cwd=MINE)


def _has_screen() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    main()
