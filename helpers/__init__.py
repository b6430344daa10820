"""The names that a notebook imports; each is loaded when it is first used.

The practice engine's process imports `helpers.practice` alone, and must not wait for widgets.
"""

from __future__ import annotations  # for preflight, which starts on any Python

import importlib
from typing import Any

HOMES = {
    "connect": "engine.connection",
    "ledger": "engine.ledger",
    "budget": "engine.ledger",
    "lesson_cost": "engine.ledger",
    "Sound": "sound",
    "SoundError": "media.sniff",
    "check": "exercises",
    "VoicePicker": "display.controls",
    "FormatPicker": "display.controls",
    "ModelPicker": "display.controls",
    "FilePicker": "display.file_picker",
    "Microphone": "display.microphone",
    "listen": "display.live",
    "my_recording": "display.remembered",
}
__all__ = list(HOMES)


def __getattr__(name: str) -> Any:
    if name in HOMES:
        from helpers import one_sentence  # not above: preflight starts on an old Python too

        one_sentence.install()
        return getattr(importlib.import_module(f"{__name__}.{HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *HOMES])
