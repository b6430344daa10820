"""What the answers are made of: requests as the lessons build them, and recordings as parts."""

from functools import cache

from helpers import Sound
from helpers.paths import DATA

MODEL = "gpt-audio-1.5"
SPEECH = {
    "model": MODEL,
    "modalities": ["text", "audio"],
    "audio": {"voice": "nova", "format": "wav"},
    "max_completion_tokens": 600,
}
WRITING = {"model": MODEL, "modalities": ["text"], "max_completion_tokens": 300}


@cache
def sound(name: str) -> Sound:
    return Sound.load(DATA / name, quiet=True)


@cache
def _part(name: str, kind: str) -> dict:
    loaded = sound(name)
    return (loaded.to(kind) if kind else loaded).part(quiet=True)


def part(name: str, kind: str = "") -> dict:
    """The input_audio part of a recording in data/, perhaps converted first."""
    return dict(_part(name, kind))


def text(words: str) -> dict:
    return {"type": "text", "text": words}


def says(words: object, base: dict = SPEECH, role: str = "user", **more: object) -> dict:
    """A request with one message."""
    return base | {"messages": [{"role": role, "content": words}]} | more


def asks(*content: object, **more: object) -> dict:
    """A request for text whose one message holds these parts."""
    return says(list(content), WRITING, **more)
