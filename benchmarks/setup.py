"""`make install` in a fresh clone, beside a bare install of the six packages any course needs."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

from helpers.paths import ROOT

SIX = ("jupyterlab", "openai", "requests", "ipywidgets", "nbval", "matplotlib")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        clone, bare = Path(folder) / "course", Path(folder) / "bare"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        ours = timed(["make", "--silent", "install"], clone)
        theirs = timed([sys.executable, "-m", "venv", str(bare)], folder) + timed(
            [str(bare / "bin" / "python"), "-m", "pip", "install", "--quiet", *SIX], folder
        )
        page = timed_to_page(clone)
        print(
            f"make install, fresh clone      {ours:6.1f} s   {megabytes(clone / '.venv'):5} MB   "
            f"{ours / theirs:.2f} × the bare install"
        )
        print(f"bare pip install of the six    {theirs:6.1f} s   {megabytes(bare):5} MB")
        print(f"make lab after that, to a page {page:6.1f} s")


def timed(command: list[str], folder) -> float:
    start = time.perf_counter()
    subprocess.run(
        command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return time.perf_counter() - start


def timed_to_page(clone: Path) -> float:
    """Seconds from `make lab` to a server that hands out the first lesson."""
    start = time.perf_counter()
    lab = subprocess.Popen(
        ["make", "--silent", "lab"],
        cwd=clone,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        for line in lab.stdout:
            found = re.search(r"http://127\.0\.0\.1:\d+/\S*", line)
            if found:
                wait_for(found[0])
                return time.perf_counter() - start
        raise RuntimeError("make lab gave no address")
    finally:
        os.killpg(lab.pid, signal.SIGTERM)
        lab.wait(20)


def wait_for(address: str, seconds: float = 30) -> None:
    """Until a page comes from there: the address is printed before the server listens."""
    last = time.perf_counter() + seconds
    while True:
        try:
            urllib.request.urlopen(address, timeout=20).close()
        except URLError:
            if time.perf_counter() > last:
                raise
            time.sleep(0.05)
        else:
            return


def megabytes(folder: Path) -> int:
    return round(
        sum(
            path.stat().st_size
            for path in folder.rglob("*")
            if path.is_file() and not path.is_symlink()
        )
        / 1e6
    )


if __name__ == "__main__":
    main()
