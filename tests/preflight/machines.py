"""Machines on which something is broken, simulated."""

import base64
import importlib.metadata
import json

from helpers.engine.endpoint.keys import Secret
from helpers.engine.endpoint.place import Place
from helpers.media.wav import wav_bytes
from helpers.paths import DATA
from helpers.preflight import practice_engine
from tests.engine.elsewhere import elsewhere
from tests.sounds import pcm, tone

WORDS = json.loads((DATA / "manifest.json").read_text("utf-8"))[practice_engine.SAMPLE]["words"]
SPEECH = wav_bytes(pcm(tone(1)).tobytes(), 24000)
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


def at(origin):
    """The place of a practice engine at this address."""
    return Place("practice", f"{origin}/v1", Secret("practice-class"), "PRACTICE_URL")


def says(sound, words=WORDS):
    """An answer with this sound and these words."""
    data = base64.b64encode(sound).decode()
    message = {"role": "assistant", "content": words, "audio": {"id": "a", "data": data}}
    return {"choices": [{"index": 0, "message": message}]}


def with_key(monkeypatch, key, server, kind="openai"):
    """Settings of a learner who has `key`, for a server on this machine."""
    from helpers.engine.endpoint import place

    monkeypatch.delenv("AUDIO_ENGINE", raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", key)
    if kind == "openai":
        monkeypatch.setattr(place, "OPENAI_URL", f"{server.origin}/v1")
    else:
        monkeypatch.setenv("OPENAI_BASE_URL", f"{server.origin}/v1")
