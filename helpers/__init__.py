"""What the notebooks import."""

import importlib

from .connection import connect
from .exercises import check
from .ledger import budget, ledger, lesson_cost
from .sound import Sound, SoundError

LATER = {   # widgets take a third of a second to import, and the practice engine needs none
    "FormatPicker": "controls", "ModelPicker": "controls", "VoicePicker": "controls", "FilePicker": "picker", "Microphone": "recorder", "listen": "live",
}
__all__ = ["FilePicker", "FormatPicker", "Microphone", "ModelPicker", "Sound", "SoundError", "VoicePicker", "budget", "check", "connect", "ledger", "lesson_cost", "listen"]


def __getattr__(name: str):
    if name in LATER:
        return getattr(importlib.import_module(f".{LATER[name]}", __name__), name)
    raise AttributeError(f"module 'helpers' has no attribute {name!r}")
