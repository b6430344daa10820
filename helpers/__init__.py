"""What the notebooks import."""

from .connection import connect
from .exercises import check
from .ledger import budget, ledger, lesson_cost
from .sound import Sound, SoundError

__all__ = ["FilePicker", "FormatPicker", "Microphone", "Sound", "SoundError", "VoicePicker", "budget", "check", "connect", "ledger", "lesson_cost"]


def __getattr__(name: str):
    if name in ("VoicePicker", "FormatPicker"):   # ipywidgets takes a third of a second to import, and the practice engine needs none
        from . import controls
        return getattr(controls, name)
    if name in ("FilePicker", "Microphone"):
        from . import recorder
        return getattr(recorder, name)
    raise AttributeError(f"module 'helpers' has no attribute {name!r}")
