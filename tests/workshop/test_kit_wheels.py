"""Wheels for another system: what only that system needs is found, and asked for."""

import zipfile

import pytest

from workshop.kit.systems import SYSTEMS, this_system
from workshop.kit.wheels import KitError, gather, missing

WINDOWS, MACOS = SYSTEMS["windows-x86_64"], SYSTEMS["macos-arm64"]
SHELF = {  # what an index would have: name, and what each asks for
    "lab": ["shell>=1", 'terminal; os_name == "nt"'],
    "shell": ['colours>=0.4; sys_platform == "win32"', 'nap; platform_system == "Darwin"'],
    "terminal": [],
    "colours": [],
    "nap": [],
    "web": ['fast; extra == "speed"', 'old; python_version < "3.12"'],
    "fast": [],
    "old": [],
}


def put(folder, name):
    """A wheel that holds nothing but its METADATA."""
    asks = "".join(f"Requires-Dist: {one}\n" for one in SHELF[name])
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{name}-1.0.dist-info/METADATA", f"Name: {name}\nVersion: 1.0\n{asks}\n")


def names(folder):
    return {wheel.name.partition("-")[0] for wheel in folder.glob("*.whl")}


def as_pip_on_linux(asked, system, python, to):
    """Brings what is asked for and, as pip does, what the markers of Linux let through."""
    for one in asked:
        put(to, one.partition("[")[0].partition(">")[0])
    if "lab" in names(to):
        put(to, "shell")


@pytest.mark.parametrize(
    "system, needed", [(WINDOWS, {"terminal", "colours"}), (MACOS, {"nap"})], ids=["nt", "darwin"]
)
def test_what_only_that_system_needs_is_fetched_too(tmp_path, system, needed):
    (tmp_path / "wheels").mkdir()
    gather(["lab"], system, "3.13", tmp_path / "wheels", as_pip_on_linux)
    assert names(tmp_path / "wheels") == {"lab", "shell"} | needed
    assert [path.name for path in tmp_path.iterdir()] == ["wheels"]


def test_extras_and_pythons_count(tmp_path):
    put(tmp_path, "web")
    assert missing(["web"], WINDOWS.environment("3.13"), tmp_path) == []
    assert missing(["web[speed]"], WINDOWS.environment("3.13"), tmp_path) == ["fast"]
    assert missing(["web"], WINDOWS.environment("3.11"), tmp_path) == ["old"]


def test_bounds_are_kept_and_markers_left_out(tmp_path):
    put(tmp_path, "shell")
    assert missing(["shell"], WINDOWS.environment("3.13"), tmp_path) == ["colours>=0.4"]


def test_a_wheel_that_pip_never_brings_ends_with_a_sentence(tmp_path):
    (tmp_path / "wheels").mkdir()

    def brings_nothing_new(asked, system, python, to):
        put(to, "lab")
        put(to, "shell")

    with pytest.raises(KitError, match="pip does not bring colours"):
        gather(["lab"], WINDOWS, "3.13", tmp_path / "wheels", brings_nothing_new)


def test_every_system_has_all_markers_and_a_tag():
    for system in SYSTEMS.values():
        assert system.tags and len(system.environment("3.13")) == 12
    assert this_system() in SYSTEMS
