"""What JupyterHub starts for a learner, as that learner: a course of their own, then Jupyter.

    python start_learner.py [arguments of jupyterhub-singleuser]

The course is copied into talk-with-machines in the learner's home at the first login; its lessons,
ledger and recordings are then theirs. What they changed there is never overwritten.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

COURSE = Path(__file__).resolve().parents[1]
COPIED = ("data", "docs", "helpers", "notebooks", "workshop")  # what a learner needs
CACHES = shutil.ignore_patterns("__pycache__", ".*")  # hidden files are the administrator's
FILES = "helpers.course_files.CourseFiles"
CULL_SECONDS = 20 * 60  # after which a kernel that does nothing ends: it takes about 130 MB
END_SECONDS = 60 * 60  # after which a server without a kernel and a visitor ends


def main() -> None:
    """Prepare the learner's folder and become their server."""
    folder = Path.home() / "talk-with-machines"
    if not folder.exists():
        copy_course(COURSE, folder)
    os.environ["PYTHONPATH"] = str(folder)  # `import helpers` then finds the learner's own copy
    subprocess.run([sys.executable, "-m", "helpers.course", "copy"], cwd=folder, check=True)
    os.chdir(folder / "my_course")
    command = [sys.executable, "-m", "jupyterhub.singleuser", *options(folder), *sys.argv[1:]]
    os.execv(sys.executable, command)  # noqa: S606 - the server takes the place of this script


def copy_course(course: Path, folder: Path) -> None:
    """Copy the course into `folder`, which appears whole or not at all."""
    unfinished = folder.with_name(f".{folder.name}-unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    for name in COPIED:
        shutil.copytree(course / name, unfinished / name, ignore=CACHES)
    unfinished.replace(folder)


def options(folder: Path) -> list[str]:
    """The server's options: it opens at the first lesson, and idle kernels end."""
    return [
        f"--ServerApp.root_dir={folder / 'my_course'}",
        "--ServerApp.default_url=/lab/tree/00_start_here.ipynb",
        f"--ServerApp.contents_manager_class={FILES}",
        f"--ServerApp.shutdown_no_activity_timeout={END_SECONDS}",
        f"--MappingKernelManager.cull_idle_timeout={CULL_SECONDS}",
        "--MappingKernelManager.cull_interval=120",
        "--MappingKernelManager.cull_connected=True",
    ]


if __name__ == "__main__":
    main()
