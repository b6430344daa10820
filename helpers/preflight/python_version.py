"""Is this a Python on which the course runs? This module itself runs on any from 3.8 on."""

from __future__ import annotations

import platform
import sys

from helpers.preflight.results import Result, ok, problem

LOWEST, BEYOND = (3, 11), (3, 15)  # as in pyproject.toml; a test keeps the two in step


def check(version: tuple[int, ...] = sys.version_info[:3]) -> list[Result]:
    """One result about `version`, the parts of a Python's number."""
    number = ".".join(map(str, version))
    if LOWEST <= version[:2] < BEYOND:
        machine = platform.machine()
        short = f"{platform.system()} {machine} · Python {number}"
        return [ok("Python", f"{number} on {platform.system()}, {machine}", short)]
    return [
        problem(
            "Python",
            f"{number} is not one of 3.11, 3.12, 3.13 and 3.14.",
            "Install Python 3.13 from python.org, remove the folder .venv, and set up again.",
            f"Python {number}",
        )
    ]
