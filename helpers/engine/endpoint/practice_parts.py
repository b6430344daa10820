"""What a practice engine says of itself: its ears, its voice, its mind."""

import sys
from collections.abc import Mapping
from urllib.parse import unquote

from helpers.language import translated


def described(headers: Mapping[str, str]) -> str:
    """For connect()'s line, from the headers of an answer of a practice engine."""
    ears = headers.get("x-practice-ears", "none")
    voice = headers.get("x-practice-voice", "espeak-ng")
    remark = unquote(headers.get("x-practice-voice-remark", ""))
    mind = unquote(headers.get("x-practice-mind", ""))
    hears = f"hears English and Korean ({ears})" if ears != "none" else _deaf()
    if ears.endswith(".en"):
        hears = f"hears English ({ears})"
    remark = translated(remark).rstrip(".")
    return " · ".join(filter(None, [hears, f"speaks with {voice}", remark, mind]))


def _deaf() -> str:
    command = "make ears" if sys.platform != "win32" else "python -m helpers.practice.ears.weights"
    return f"has no ears yet: run {command}"
