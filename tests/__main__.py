"""python -m tests (make test): unit tests, all notebooks by nbval, and the browser tests where there is a Chromium."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.environment import NOTEBOOKS, ROOT, chromium, safe


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        env = safe(scratch)
        files = env | {"AUDIO_OUTPUT": "files", "AUDIO_OUTPUT_FOLDER": str(scratch / "sounds")}
        runs = [
            (
                "unit tests",
                ["-n", "2", "--dist", "loadfile", "tests", "--ignore", "tests/browser"],
                env,
            ),
            (
                "notebooks",
                [
                    "-n",
                    "2",
                    "--dist",
                    "loadfile",
                    "--nbval-lax",
                    "--nbval-current-env",
                    "--nbval-cell-timeout",
                    "120",
                    *map(str, NOTEBOOKS),
                ],
                files,
            ),
        ]
        if chromium():
            runs.append(("browser", ["tests/browser"], env))
        failed = [name for name, arguments, env in runs if not passed(name, arguments, env)]
        notes = scratch / "guard.txt"
        if notes.exists():
            print("Connections beyond this machine were tried:", notes.read_text("utf-8"))
            failed.append("the guard")
    if not chromium():
        print("The browser tests did not run: no Chromium or Chrome was found on this machine.")
    print(f"Failed: {', '.join(failed)}." if failed else "All passed.")
    return bool(failed)


def passed(name: str, arguments: list[str], env: dict) -> bool:
    """Run pytest with `arguments`, and say how long it took."""
    print(f"== {name}", flush=True)
    started = time.monotonic()
    code = subprocess.call([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, env=env)
    print(f"   {name}: {time.monotonic() - started:.0f} s\n", flush=True)
    return code == 0


sys.exit(main())
