"""python -m workshop.handout (make handout): the lessons without outputs and without solutions.

They lie in build/handout/ with their pictures; the exercises check themselves as before.
"""

import re
import shutil
import sys
from pathlib import Path

from helpers import console, course
from helpers.course import Notebook
from helpers.paths import ROOT

SOLUTION = re.compile(
    r"<details>\s*<summary>(?:Solution|풀이)</summary>.*?</details>\s*", re.DOTALL
)


def write(to: Path) -> list[Path]:
    """Write every lesson, Korean ones too, into `to`; what is there of an older one is replaced."""
    to.mkdir(parents=True, exist_ok=True)
    shutil.copytree(course.LESSONS / "pictures", to / "pictures", dirs_exist_ok=True)
    shutil.copy(course.SOUND_CHECK, to)
    written = []
    for lesson in sorted(course.LESSONS.glob("[0-9][0-9]*.ipynb")):
        course.write(
            without_solutions(course.without_outputs(course.read(lesson))), to / lesson.name
        )
        written.append(to / lesson.name)
    return written


def without_solutions(notebook: Notebook) -> Notebook:
    """The same notebook; a cell that held a solution alone is left out."""
    cells = []
    for cell in notebook["cells"]:
        text = "".join(cell["source"])
        kept = SOLUTION.sub("", text) if cell["cell_type"] == "markdown" else text
        if kept.strip() or not text.strip():
            cells.append(cell | {"source": kept.splitlines(keepends=True)})
    return notebook | {"cells": cells}


if __name__ == "__main__":
    console.take_every_letter()
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "handout"
    print(f"{len(write(folder))} lessons without solutions: {folder}")
