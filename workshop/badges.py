"""python -m workshop.badges URL (make badges URL=…): badges, once the repository has an address.

They lead to the workflow, to Binder and to Colab, and stand at the head of both READMEs; hub.md
gets the address too. Nothing of it can be known before: a repository without an address has none.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path

from helpers import console
from helpers.paths import ROOT

ADDRESS = re.compile(r"https://github\.com/(?P<owner>[\w-]+)/(?P<name>[\w.-]+?)(?:\.git)?/?")
BLOCK = re.compile(r"(<!-- badges: make badges URL=… -->\n)(.*?)(<!-- end -->)", re.DOTALL)
CLONE = re.compile(r"^!git clone -q \S.* course$", re.MULTILINE)
READMES = ("README.md", "README.ko.md")
FIRST_LESSON = "notebooks/00_start_here.ipynb"
COPY = "my_course/00_start_here.ipynb"  # which postBuild makes


class AddressError(ValueError):
    """The address is not that of a repository on GitHub."""


def badges(address: str) -> str:
    """The three badges in Markdown. Raises AddressError."""
    found = ADDRESS.fullmatch(address)
    if not found:
        raise AddressError(f"{address!r} is not like https://github.com/owner/name: nothing done.")
    place = f"{found['owner']}/{found['name']}"
    workflow = f"https://github.com/{place}/actions/workflows/ci.yml"
    binder = f"https://mybinder.org/v2/gh/{place}/HEAD?urlpath=lab/tree/{COPY}"
    colab = f"https://colab.research.google.com/github/{place}/blob/HEAD/{FIRST_LESSON}"
    return (
        f"[![ci]({workflow}/badge.svg)]({workflow})\n"
        f"[![Binder](https://mybinder.org/badge_logo.svg)]({binder})\n"
        f"[![Colab](https://colab.research.google.com/assets/colab-badge.svg)]({colab})\n"
    )


def write(address: str, root: Path = ROOT) -> list[Path]:
    """Put the badges and the address into the files under `root`. Raises AddressError."""
    row = badges(address)
    for name in READMES:
        _replace(root / name, BLOCK, lambda block: block[1] + row + block[3])
    page = root / "workshop" / "hub.md"
    _replace(page, CLONE, lambda _: f"!git clone -q {address} course")
    return [*(root / name for name in READMES), page]


def _replace(path: Path, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str]) -> None:
    text, count = pattern.subn(by, path.read_text("utf-8"))
    if count != 1:
        raise AddressError(f"{path.name} has no one place for it: nothing done.")
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    console.take_every_letter()
    try:
        for changed in write(sys.argv[1] if len(sys.argv) > 1 else ""):
            print(f"written: {changed.relative_to(ROOT)}")
    except AddressError as error:
        sys.exit(str(error))
