"""Is the key of a real engine valid, and does its model live? Two free requests, nothing spent."""

import datetime
from pathlib import Path

import requests

from helpers.engine import catalogue
from helpers.engine.catalogue import Model
from helpers.engine.endpoint import keys, place, probe, settings
from helpers.engine.endpoint.place import Place
from helpers.errors import CourseError
from helpers.paths import ROOT
from helpers.preflight.results import Result, note, ok, problem

CHOICES = {"openai": "OPENAI_API_KEY", "azure": "AZURE_OPENAI_API_KEY"}
GO_ON = "Put it right, or set AUDIO_ENGINE=practice to go on without a key."


def check(folder: Path = ROOT, today: datetime.date | None = None) -> list[Result]:
    """The key and the model that connect() would use; `folder` holds the .env file."""
    try:
        found = settings.read(folder)
        missing = CHOICES.get(found.get("AUDIO_ENGINE", "").lower())
        if missing and missing not in found:  # connect() would ask for it
            fact = f"AUDIO_ENGINE chooses a real engine, and {missing} is not set."
            return [problem("key", fact, GO_ON, "no key")]
        name = found.get("AUDIO_MODEL") or catalogue.default_model()
        if keys.looks_real(name):
            fact = "AUDIO_MODEL holds what looks like a key."
            return [problem("model", fact, "Set it to a model's name, or remove it.")]
        there = place.find(None, found)
    except CourseError as error:
        return [problem("key", str(error), GO_ON, "key refused")]
    model = model_result(name, today)
    if there.kind == "practice":
        return [ok("key", "none is used: the practice engine answers, free", "no key"), model]
    return [_key(there, there.deployment or name), model]


def model_result(name: str, today: datetime.date | None = None) -> Result:
    """Until when the catalogue lets the model `name` live."""
    known = catalogue.found(name)
    if known is None:
        return note("model", "It is not in the catalogue, so its last day is not known.")
    if known.retired(today):
        advice = f"Set AUDIO_MODEL={_living(known)}, or remove AUDIO_MODEL."
        return problem("model", known.warning(today), advice, f"{known.name} is gone")
    if warning := known.warning(today):
        return note("model", warning, short=known.name)
    if known.ends:
        return ok("model", f"{known.name}, until {known.ends}")
    return ok("model", f"{known.name}, no end announced")


def _living(gone: Model) -> str:
    """The first successor that lives."""
    successor = catalogue.model(gone.successor or "")
    if successor and successor.retired():
        return _living(successor)
    return gone.successor or catalogue.default_model()


def _key(there: Place, model: str) -> Result:
    """Whether the server takes the key, and lets it use `model`."""
    from helpers.engine.transport import clients

    session = clients.session(there, clients.guard_of(there))
    try:
        remark = probe.look(session, there, model).note
        if there.kind == "openai" and not remark:
            answer = session.get(f"{there.base_url}/models/{model}", timeout=probe.SECONDS)
            if answer.status_code == 404:
                return problem(
                    "key",
                    f"The key is valid, but its project may not use {model}.",
                    "Allow the model in the project's limits, or ask who made the key.",
                    "model not allowed",
                )
    except (CourseError, requests.RequestException) as error:
        return problem("key", str(error), GO_ON, "key refused")
    if remark:
        return note("key", remark, "Run this again in a minute.", "key not tried")
    return ok("key", f"{there.name} takes it; nothing was spent", "key valid")
