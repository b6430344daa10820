"""What the API offers today: models and when they end, voices, formats, prices. All of it stands in data/catalogue.json, with sources."""

import datetime
import json
from dataclasses import dataclass
from functools import cache

from helpers.paths import DATA

FILE = DATA / "catalogue.json"
WARN_DAYS = 60  # a model that ends sooner than this brings a warning


@dataclass(frozen=True)
class Model:
    """One model: its last day and successor (None where none is announced), prices in US dollars for a million tokens."""

    name: str
    ends: datetime.date | None
    successor: str | None
    text_in: float
    text_out: float
    audio_in: float
    audio_out: float
    snapshot: str | None = None  # the dated name that an answer gives where this one is an alias

    def retired(self, today: datetime.date | None = None) -> bool:
        """Has its last day come?"""
        return self.ends is not None and self.ends <= (today or datetime.date.today())

    def warning(self, today: datetime.date | None = None) -> str:
        """One sentence where the model is gone or ends within WARN_DAYS, else an empty string."""
        today = today or datetime.date.today()
        if self.retired(today):
            return f"{self.name} was shut down on {self.ends}: use {self.successor}."
        if self.ends and (self.ends - today).days <= WARN_DAYS:
            return f"{self.name} will be shut down on {self.ends}, in {(self.ends - today).days} days: move to {self.successor}."
        return ""

    def cost(self, usage: dict) -> float:
        """US dollars for the `usage` of an answer, as the API reports it (api-facts.md §1.2, §3)."""
        text_in, audio_in, text_out, audio_out = tokens(usage)
        return (
            text_in * self.text_in
            + audio_in * self.audio_in
            + text_out * self.text_out
            + audio_out * self.audio_out
        ) / 1e6


@cache
def _facts() -> dict:
    return json.loads(FILE.read_text("utf-8"))


def models() -> dict[str, Model]:
    """Every model known, retired ones too, by name."""

    def day(text):
        return datetime.date.fromisoformat(text) if text else None

    return {
        name: Model(name, **{**facts, "ends": day(facts["ends"])})
        for name, facts in _facts()["models"].items()
    }


def default_model() -> str:
    """The name of the model the course is written for."""
    return _facts()["default_model"]


def model(name: str) -> Model | None:
    """The model of that name, None where the catalogue does not know it (a deployment's own name, say)."""
    return models().get(name)


def priced(name: str) -> Model:
    """The model whose prices count for `name`: its own, or the default model's where the name is unknown."""
    return model(name) or models()[default_model()]


def voices() -> list[str]:
    """The thirteen voices, in the order the API names them."""
    return list(_facts()["voices"])


def formats(which: str = "output") -> list[str]:
    """Formats of `input`, `output` or `stream`."""
    return list(_facts()[f"{which}_formats"])


def limit(which: str) -> int:
    """One of `context_tokens`, `output_tokens`, `recording_bytes`."""
    return _facts()["limits"][which]


def tokens_per_second(which: str) -> int:
    """Audio tokens for a second `in` or `out` (api-facts.md §6)."""
    return _facts()["tokens_per_second"][which]


def tokens(usage: dict) -> tuple[int, int, int, int]:
    """(text in, audio in, text out, audio out) of a `usage`; what is not given as audio counts as text."""

    def split(total, details):
        audio = ((details or {}).get("audio_tokens")) or 0
        return (total or 0) - audio, audio

    return (
        *split(usage.get("prompt_tokens"), usage.get("prompt_tokens_details")),
        *split(usage.get("completion_tokens"), usage.get("completion_tokens_details")),
    )
