"""Which models a request may name (docs/protocol.md §1.1, §8)."""

import os
from datetime import date

from helpers.engine import catalogue
from helpers.practice.protocol.rules.refusal import Refusal
from helpers.practice.protocol.rules.wording import LONGEST_NAME, shortened

NO_MODEL = "you must provide a model parameter"  # docs/protocol.md §2.5


def model_refusal(
    name: str, today: date | None = None, retired: frozenset[str] | None = None
) -> Refusal | None:
    """The 404 of a model that is gone or was never here; None where it may be used.

    `retired` names the models that are gone; else the catalogue says, on the day `today`.
    PRACTICE_RETIRED_MODELS=answer lets them pass. Models without audio are unknown here (assumed).
    """
    model = catalogue.model(name)
    if model is None:
        return _not_found(
            f"The model `{shortened(name, LONGEST_NAME)}` does not exist "
            "or you do not have access to it."
        )
    gone = model.retired(today) if retired is None else name in retired
    if gone and os.environ.get("PRACTICE_RETIRED_MODELS") != "answer":
        return _not_found(
            f"The model `{name}` has been deprecated, learn more here: "
            "https://platform.openai.com/docs/deprecations"
        )
    return None


def _not_found(message: str) -> Refusal:
    return Refusal(404, message, code="model_not_found")
