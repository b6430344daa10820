"""python -m tests [PART …] (make test ONLY=PART): unit tests, all lessons, the browser.

A part is a room (media, engine, practice/mind …), a module (sound), a lesson (02), or one of
unit, notebooks, browser, soak. Without one, all run but the soak. Lessons are run by nbval as they
are, and once more with the solutions of their exercises.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.environment import NOTEBOOKS, ROOT, TWINS, chromium, safe

TESTS = ROOT / "tests"
SOLUTIONS = TESTS / "test_solutions.py"
SIDE_BY_SIDE = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
# Browser tests that follow a sound while it is played: with the processors to themselves.
IN_REAL_TIME = ["test_live.py"]
SLOWEST = ["--durations", "10", "--durations-min", "1"]
NBVAL = ["--nbval-lax", "--nbval-current-env", "--nbval-cell-timeout", "120"]


def main(parts: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        runs = [run for part in parts or ["unit", "notebooks", "browser"] for run in chosen(part)]
        failed = [name for name, arguments in runs if not passed(name, arguments, scratch)]
        notes = scratch / "guard.txt"
        if notes.exists():
            print("Connections beyond this machine were tried:", notes.read_text("utf-8"))
            failed.append("the guard")
    print(f"Failed: {', '.join(failed)}." if failed else "All passed.")
    return bool(failed)


def chosen(part: str) -> list[tuple[str, list[str]]]:
    """The runs of pytest that `part` names. Ends with a sentence where there is none."""
    lessons = [str(path) for path in NOTEBOOKS if path.name.startswith(f"{part}_")]
    if part == "unit":
        others = [f"--ignore={place}" for place in (TESTS / "browser", SOLUTIONS)]
        return [(part, [*SIDE_BY_SIDE, *SLOWEST, str(TESTS), *others])]
    if part == "notebooks" or lessons:
        one = f"::test_solutions_pass_and_are_heard[{part}]" if lessons else ""
        chosen_lessons = lessons or map(str, [*NOTEBOOKS, *TWINS])
        return [
            ("notebooks", [*SIDE_BY_SIDE, *NBVAL, *chosen_lessons]),
            ("solutions", ["-n", "2", *SLOWEST, f"{SOLUTIONS}{one}"]),
        ]
    if part == "browser":
        if not chromium():
            print("The browser tests did not run: no Chromium or Chrome is on this machine.")
            return []
        one_by_one = [str(TESTS / "browser" / name) for name in IN_REAL_TIME]
        others = [f"--ignore={path}" for path in one_by_one]
        return [
            (part, [*SIDE_BY_SIDE, *SLOWEST, str(TESTS / "browser"), *others]),
            ("browser, in real time", [*SLOWEST, *one_by_one]),
        ]
    if part == "soak":
        return [(part, [*SLOWEST, "-m", "soak", str(TESTS)])]
    places = [TESTS / part, TESTS / "practice" / part, *TESTS.rglob(f"test_{part}.py")]
    found = [str(place) for place in places if place.exists()]
    if not found:
        raise SystemExit(f"There is no part {part!r}. {(__doc__ or '').split(chr(10), 2)[2]}")
    return [(part, [*SLOWEST, *found])]


def passed(name: str, arguments: list[str], scratch: Path) -> bool:
    """Run pytest with `arguments`, and say how long it took."""
    env = safe(scratch)
    if name == "unit":  # plugins that it does not use take seconds to load: nbval, langsmith
        env |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        arguments = ["-p", "xdist", "-p", "_hypothesis_pytestplugin", *arguments]
    if name == "notebooks":
        env |= {"AUDIO_OUTPUT": "files", "AUDIO_OUTPUT_FOLDER": str(scratch / "sounds")}
    print(f"== {name}", flush=True)
    started = time.monotonic()
    code = subprocess.call([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, env=env)
    print(f"   {name}: {time.monotonic() - started:.0f} s\n", flush=True)
    return code == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
