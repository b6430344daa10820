"""What an answer cost: from what was read of it, and from the most that its request could use."""

from typing import Any

from helpers.engine import catalogue
from helpers.engine.guard.meter import Meter
from helpers.engine.guard.worst_case import WorstCase

Tokens = tuple[int, int, int, int]  # text in, audio in, text out, audio out


def settlement(meter: Meter, worst: WorstCase) -> tuple[str, Tokens, float]:
    """(model, tokens, price in US dollars) of an answer.

    Its own count is used; without one, the tokens are bounded from its bytes, the prompt's by the
    worst case. The price is that of the model that answered, where the catalogue knows it.
    """
    model = meter.model if catalogue.found(meter.model) else worst.model or meter.model
    name = meter.model or worst.model or catalogue.default_model()
    if meter.usage is None:
        tokens = (worst.text_in, worst.audio_in, *meter.tokens_out())
        price = min(catalogue.priced(model).price(*tokens), worst.dollars())
        return name, tokens, price
    tokens = _with_audio(meter.usage, worst.audio_in, meter.tokens_out()[1])
    return name, tokens, catalogue.priced(model).price(*tokens)


def _with_audio(usage: dict[str, Any], heard: int, said: int) -> Tokens:
    """The tokens of `usage`; where it does not tell audio from text, the sound that was there."""
    text_in, audio_in, text_out, audio_out = catalogue.tokens(usage)
    if not tells_audio(usage.get("prompt_tokens_details")):
        text_in, audio_in = text_in - min(text_in, heard), min(text_in, heard)
    if not tells_audio(usage.get("completion_tokens_details")):
        text_out, audio_out = text_out - min(text_out, said), min(text_out, said)
    return text_in, audio_in, text_out, audio_out


def tells_audio(details: object) -> bool:
    """Whether a usage's details say how many of its tokens are audio."""
    return isinstance(details, dict) and isinstance(details.get("audio_tokens"), int)
