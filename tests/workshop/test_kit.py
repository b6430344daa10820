"""The kit: the course without anything private, scripts that fit their systems, ears by hash."""

import os
import re
import shutil
import stat
import subprocess

import pytest

from helpers.practice import model_files
from helpers.practice.ears import weights
from helpers.practice.model_files import Model, UnavailableError
from tests.environment import ROOT, posix
from workshop.kit import __main__ as kit
from workshop.kit import ears, wheels
from workshop.kit.wheels import KitError


@pytest.fixture(scope="module")
def scripts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kit")
    kit.write_scripts(folder, ["3.12", "3.13"])
    return {name: (folder / name).read_bytes() for name in kit.SCRIPTS}


def test_the_course_comes_along_and_nothing_that_git_ignores(tmp_path):
    kit.copy_course(tmp_path)
    copied = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert {"pyproject.toml", "workshop/sound_check.ipynb", "helpers/course.py"} <= copied
    assert {"notebooks/00_start_here.ipynb", "data/alloy.wav"} <= copied
    assert not [name for name in copied if re.match(r"\.venv|my_|\.env|\.git/|build/", name)]


def test_without_git_it_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(KitError, match="clone it"):
        kit.copy_course(tmp_path)


def test_scripts_name_the_pythons_of_the_kit_and_end_lines_as_their_system_does(scripts):
    assert b"3.12 3.13" in scripts["install.sh"] and b"\r" not in scripts["install.sh"]
    for name in ("install.ps1", "READ_ME.txt"):
        assert scripts[name].count(b"\r\n") == scripts[name].count(b"\n") > 10
    assert not [name for name, data in scripts.items() if b"@PYTHONS@" in data]
    assert scripts["install.ps1"].isascii(), "PowerShell 5 reads a file without a mark as ANSI"


def test_both_scripts_do_the_same_steps_in_the_same_order(scripts):
    steps = [b"course", b"-m venv --clear .venv", b"--no-index --find-links", b"workshop.kit.ears"]
    steps += [b"helpers.preflight", b"helpers.course"]
    for name in ("install.sh", "install.ps1"):
        places = [scripts[name].rindex(step) for step in steps[1:]]
        assert places == sorted(places) and steps[0] in scripts[name]


@posix
def test_the_script_is_one_that_the_shell_reads(scripts, tmp_path):
    (tmp_path / "install.sh").write_bytes(scripts["install.sh"])
    subprocess.run(["sh", "-n", tmp_path / "install.sh"], check=True)


@posix
def test_a_machine_without_the_right_python_gets_a_sentence(tmp_path):
    kit.write_scripts(tmp_path, ["3.99"])
    command = ["sh", tmp_path / "install.sh", tmp_path / "target"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1 and "needs Python 3.99" in run.stderr
    assert not (tmp_path / "target").exists()


@posix
def test_what_comes_from_a_read_only_share_can_be_renewed(tmp_path):
    kit.write_scripts(tmp_path, ["3.99"])
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "lesson.ipynb").write_text("{}", "utf-8")
    (tmp_path / "course" / "lesson.ipynb").chmod(0o444)
    (tmp_path / "bin").mkdir()
    fake = tmp_path / "bin" / "python3.99"  # says its version, and makes no environment
    fake.write_text('#!/bin/sh\n[ "$1" = -c ] && echo 3.99\n', "utf-8")
    fake.chmod(0o755)
    command = ["sh", tmp_path / "install.sh", tmp_path / "target"]
    path = f"{tmp_path / 'bin'}:{os.environ['PATH']}"
    run = subprocess.run(
        command, capture_output=True, text=True, errors="replace", env={"PATH": path}, check=False
    )
    assert "cannot make a virtual environment" in run.stderr
    assert (tmp_path / "target" / "lesson.ipynb").stat().st_mode & stat.S_IWUSR


def test_what_it_gathers_is_what_pyproject_asks_for():
    wanted = kit.requirements()
    assert any(one.startswith("openai") for one in wanted)
    assert any(one.startswith("setuptools") for one in wanted)


def test_a_kit_that_cannot_be_made_ends_with_a_sentence(tmp_path, monkeypatch, capsys):
    def fail(*arguments):
        raise KitError("pip could not fetch the wheels: no network.")

    monkeypatch.setattr(wheels, "gather", fail)
    monkeypatch.setattr(ears, "gather", lambda to: None)
    assert kit.main(["--to", str(tmp_path / "kit")]) == 1
    assert "no network" in capsys.readouterr().err


def test_sizes_are_said_for_each_part(tmp_path):
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "a").write_bytes(bytes(2_000_000))
    assert kit.sizes(tmp_path).splitlines()[1].split() == ["wheels", "2", "MB"]


@pytest.fixture
def small(tmp_path, monkeypatch):
    """Small weights in the place of the real ones: in a kit's folder, with an empty cache."""
    data = b"weights"
    (tmp_path / "ears").mkdir()
    (tmp_path / "ears" / "model.bin").write_bytes(data)
    hashed = model_files.digest(tmp_path / "ears" / "model.bin")
    model = Model("whisper-small", {"model.bin": (len(data), hashed)}, "owner/name", "0" * 40)
    monkeypatch.setattr(ears, "BEST", model)
    monkeypatch.setattr(weights, "find", lambda: None)
    monkeypatch.setattr(model_files, "cache_folder", tmp_path.joinpath)
    return tmp_path


def test_ears_are_copied_into_the_cache(small):
    (small / "kit").mkdir()
    shutil.copy(small / "ears" / "model.bin", small / "kit")
    assert "whisper-small" in ears.place(small / "kit")
    assert (small / "ears" / "whisper-small" / "model.bin").read_bytes() == b"weights"


def test_ears_that_were_damaged_on_the_stick_are_refused(small):
    (small / "ears" / "model.bin").write_bytes(b"weighty")
    with pytest.raises(UnavailableError, match="SHA-256"):
        ears.place(small / "ears")
    assert not (small / "ears" / "whisper-small").exists()


def test_ears_that_are_there_are_kept(small, monkeypatch):
    monkeypatch.setattr(weights, "find", lambda: "found")
    assert "already" in ears.place(small / "nowhere")


def test_a_machine_without_ears_makes_no_kit(tmp_path, monkeypatch):
    monkeypatch.setattr(weights, "fetch", lambda report: None)
    with pytest.raises(KitError, match=r"helpers\.practice\.ears\.weights"):
        ears.gather(tmp_path)


def test_the_makefile_calls_it():
    assert '"$(BIN)/python" -m workshop.kit' in (ROOT / "Makefile").read_text("utf-8")
