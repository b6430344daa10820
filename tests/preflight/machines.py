"""Machines on which something is broken, simulated."""

import importlib.metadata

from tests.engine.elsewhere import elsewhere

MARK = {"x-practice-engine": "1", "x-practice-voice": "espeak-ng"}
CHAT = "/v1/chat/completions"


def without(*missing, **versions):
    """A `version_of` of a machine that lacks packages, or has others in another version."""

    def version_of(name):
        if name in missing:
            raise importlib.metadata.PackageNotFoundError(name)
        return versions.get(name) or importlib.metadata.version(name)

    return version_of


def answering(body, status=200, **headers):
    """A practice engine on this machine that answers each request with `body`."""
    return elsewhere({CHAT: (status, MARK | headers, body)})


def with_key(monkeypatch, key, server, kind="openai"):
    """Settings of a learner who has `key`, for a server on this machine."""
    from helpers.engine.endpoint import place

    monkeypatch.delenv("AUDIO_ENGINE", raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", key)
    if kind == "openai":
        monkeypatch.setattr(place, "OPENAI_URL", f"{server.origin}/v1")
    else:
        monkeypatch.setenv("OPENAI_BASE_URL", f"{server.origin}/v1")
