"""Which models a request may name (docs/protocol.md §1.1, §8)."""

import os
from datetime import date

from helpers.engine import catalogue
from helpers.practice.protocol.rules.refusal import Refusal
from helpers.practice.protocol.rules.wording import LONGEST_NAME, shortened

NO_MODEL = "you must provide a model parameter"  # docs/protocol.md §2.5
NO_CHAT_MODEL = (  # said of models of other endpoints; of these here it is assumed
    "This is not a chat model and thus not supported in the v1/chat/completions endpoint. "
    "Did you mean to use v1/completions?"
)


def model_refusal(
    name: str, today: date | None = None, retired: frozenset[str] | None = None
) -> Refusal | None:
    """The 404 of a model that Chat Completions has not; None where it may be used.

    `retired` names the models that are gone; else the catalogue says, on the day `today`.
    PRACTICE_RETIRED_MODELS=answer lets them pass. Models without audio are unknown here (assumed).
    """
    if name in catalogue.audio_models():
        return Refusal(404, NO_CHAT_MODEL, param="model")
    return _refusal(catalogue.model(name), name, today, retired)


def audio_model_refusal(name: str, endpoint: str, today: date | None = None) -> Refusal | None:
    """The same for "speech" or "transcriptions"; a model of another endpoint is unknown there."""
    model = catalogue.audio_models().get(name)
    return _refusal(model if model and model.endpoint == endpoint else None, name, today)


def listed_models(today: date | None = None) -> dict[str, catalogue.Listed]:
    """What may be used on the day `today`, by name, whatever its endpoint."""
    every = {**catalogue.models(), **catalogue.audio_models()}
    return {name: model for name, model in every.items() if not _refusal(model, name, today)}


def listing_refusal(name: str) -> Refusal | None:
    """The 404 of a model that is gone or was never here, whatever its endpoint."""
    return _refusal(catalogue.model(name) or catalogue.audio_models().get(name), name)


def unknown_model(name: str) -> Refusal:
    """The 404 of a model that was never here."""
    return _not_found(
        f"The model `{shortened(name, LONGEST_NAME)}` does not exist "
        "or you do not have access to it."
    )


def _refusal(
    model: catalogue.Listed | None,
    name: str,
    today: date | None = None,
    retired: frozenset[str] | None = None,
) -> Refusal | None:
    if model is None:
        return unknown_model(name)
    gone = model.retired(today) if retired is None else name in retired
    if gone and os.environ.get("PRACTICE_RETIRED_MODELS") != "answer":
        return _not_found(
            f"The model `{name}` has been deprecated, learn more here: "
            "https://platform.openai.com/docs/deprecations"
        )
    return None


def _not_found(message: str) -> Refusal:
    return Refusal(404, message, code="model_not_found")
