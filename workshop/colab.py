"""The course inside Google Colab, which brings a Python and a Jupyter of its own.

    !git clone -q <the repository's address> course
    %run course/workshop/colab.py

Run as the first cell of a lesson: it installs what the course needs beside Colab's own Jupyter,
fetches the ears, and goes to the lessons' folder.
"""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

COURSE = Path(__file__).resolve().parents[1]
OF_COLAB = {"jupyterlab", "ipykernel", "ipywidgets", "nbval"}  # another version ends its kernel


def needed() -> list[str]:
    """The requirements of pyproject.toml without Jupyter's own programs."""
    project = tomllib.loads((COURSE / "pyproject.toml").read_text("utf-8"))["project"]
    return [one for one in project["dependencies"] if re.split(r"[<>=]", one)[0] not in OF_COLAB]


def main() -> None:
    """Install, fetch the ears, and let `import helpers` and the lessons' paths work."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *needed()], check=True)
    subprocess.run([sys.executable, "-m", "helpers.practice.ears.weights"], cwd=COURSE, check=False)
    sys.path.insert(0, str(COURSE))
    os.chdir(COURSE / "notebooks")
    print("Ready. If Colab asks to restart the session, do so, then run this cell once more.")


if __name__ == "__main__":
    main()
