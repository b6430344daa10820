"""What the notebooks import."""

from .connection import connect
from .exercises import check
from .ledger import budget, ledger, lesson_cost
from .sound import Sound, SoundError

__all__ = ["FormatPicker", "Sound", "SoundError", "VoicePicker", "budget", "check", "connect", "ledger", "lesson_cost", "listen"]


def __getattr__(name: str):
    if name in ("VoicePicker", "FormatPicker"):   # ipywidgets takes a third of a second to import, and the practice engine needs none
        from . import controls
        return getattr(controls, name)
    if name == "listen":                          # and anywidget as long again
        from .live import listen
        return listen
    raise AttributeError(f"module 'helpers' has no attribute {name!r}")
