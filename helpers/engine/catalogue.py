"""What the API offers today: models and when they end, voices, formats, prices.

All of it stands in data/catalogue.json, with sources.
"""

import datetime
import json
import math
import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from helpers.paths import DATA

FILE = DATA / "catalogue.json"
WARN_DAYS = 60  # a model that ends sooner than this brings a warning
DATE = re.compile(r"-\d{4}-\d{2}-\d{2}$")  # of a snapshot


@dataclass(frozen=True)
class Listed:
    """A model as the API lists it: its last day and successor, None where none is announced."""

    name: str
    ends: datetime.date | None
    successor: str | None
    created: int = field(default=0, kw_only=True)  # unix time
    owned_by: str = field(default="system", kw_only=True)

    def retired(self, today: datetime.date | None = None) -> bool:
        """Has its last day come?"""
        return self.ends is not None and self.ends <= (today or datetime.date.today())

    def warning(self, today: datetime.date | None = None) -> str:
        """One sentence where the model is gone or ends within WARN_DAYS, else an empty string."""
        today = today or datetime.date.today()
        if self.retired(today):
            return f"{self.name} was shut down on {self.ends}: use {self.successor}."
        days = (self.ends - today).days if self.ends else WARN_DAYS + 1
        if days <= WARN_DAYS:
            when = f"on {self.ends}, in {days} days"
            return f"{self.name} will be shut down {when}: move to {self.successor}."
        return ""


@dataclass(frozen=True)
class AudioModel(Listed):
    """A model of another endpoint under /v1/audio: "speech" or "transcriptions"."""

    endpoint: str


@dataclass(frozen=True)
class Model(Listed):
    """A model of Chat Completions. Prices are in US dollars for a million tokens."""

    text_in: float
    text_out: float
    audio_in: float
    audio_out: float
    snapshot: str | None = None  # the dated name that an answer gives where this one is an alias

    def price(self, text_in: int, audio_in: int, text_out: int, audio_out: int) -> float:
        """US dollars for so many tokens."""
        heard = text_in * self.text_in + audio_in * self.audio_in
        said = text_out * self.text_out + audio_out * self.audio_out
        return (heard + said) / 1e6

    def cost(self, usage: dict[str, Any]) -> float:
        """US dollars for the `usage` of an answer (docs/protocol.md §1.2, §3)."""
        return self.price(*tokens(usage))


@cache
def _facts() -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return facts


@cache
def models() -> dict[str, Model]:
    """Every model known, retired ones too, by name."""
    return {name: _model(name, facts) for name, facts in _facts()["models"].items()}


@cache
def audio_models() -> dict[str, AudioModel]:
    """Every model of /v1/audio/speech and /v1/audio/transcriptions, retired ones too, by name."""
    return {name: _audio_model(name, facts) for name, facts in _facts()["audio_models"].items()}


def _model(name: str, facts: dict[str, Any]) -> Model:
    return Model(name, **(facts | {"ends": day(facts["ends"])}))


def _audio_model(name: str, facts: dict[str, Any]) -> AudioModel:
    return AudioModel(name, **(facts | {"ends": day(facts["ends"])}))


def day(text: str | None) -> datetime.date | None:
    """A date as the catalogue writes it, None where none is announced."""
    return datetime.date.fromisoformat(text) if text else None


def neighbours() -> list[dict[str, Any]]:
    """The entries of models that belong to other APIs (`helpers.engine.neighbours`)."""
    return list(_facts()["neighbours"])


def default_model() -> str:
    """The name of the model the course is written for."""
    return str(_facts()["default_model"])


def model(name: str) -> Model | None:
    """The model of exactly that name, None where the catalogue does not know it."""
    return models().get(name)


def found(name: str) -> Model | None:
    """The model that a server's own way to write `name` means, None where it is unknown.

    A server may put its provider before the name, a variant behind it, or a date that is not in
    the catalogue: `openai/gpt-audio-mini`, `gpt-audio:free`, `gpt-audio-1.5-2026-02-23`.
    """
    plain = name.rpartition("/")[2].partition(":")[0].lower()
    return model(name) or model(plain) or model(DATE.sub("", plain))


def priced(name: str) -> Model:
    """The model whose prices count for `name`.

    What is unknown, a deployment's own name say, counts as the most expensive model that lives.
    """
    return found(name) or _most_expensive()


def _most_expensive() -> Model:
    living = [model for model in models().values() if not model.retired()]
    return max(living or models().values(), key=lambda model: (model.audio_out, model.audio_in))


def voices() -> list[str]:
    """The thirteen voices, in the order the API names them."""
    return list(_facts()["voices"])


def formats(which: str = "output") -> list[str]:
    """Formats of `input`, `output` or `stream`."""
    return list(_facts()[f"{which}_formats"])


def limit(which: str) -> int:
    """One of `context_tokens`, `output_tokens`, `recording_bytes`."""
    return int(_facts()["limits"][which])


def tokens_per_second(which: str) -> int:
    """Audio tokens for a second `in` or `out` (docs/protocol.md §6)."""
    return int(_facts()["tokens_per_second"][which])


def tokens(usage: dict[str, Any]) -> tuple[int, int, int, int]:
    """(text in, audio in, text out, audio out) of a `usage`, none of them below zero.

    What is not given as audio counts as text.
    """
    heard = _split(usage.get("prompt_tokens"), usage.get("prompt_tokens_details"))
    said = _split(usage.get("completion_tokens"), usage.get("completion_tokens_details"))
    return (*heard, *said)


def _split(total: object, details: object) -> tuple[int, int]:
    audio = _count(details.get("audio_tokens")) if isinstance(details, dict) else 0
    return max(0, _count(total) - audio), audio


def _count(value: object) -> int:
    return math.ceil(value) if isinstance(value, int | float) and 0 < value < 1e12 else 0
