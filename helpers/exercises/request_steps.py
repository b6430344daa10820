"""Steps that look at a request. The API's own rules come first: what it refuses is never right."""

import base64
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from helpers.engine import catalogue
from helpers.exercises.sendable import as_json, what_cannot_be_sent
from helpers.exercises.steps import Step, Steps, step
from helpers.media import codec
from helpers.paths import DATA
from helpers.practice.protocol import rules
from helpers.sound import Sound

Request = dict[str, Any]
COMPARED_HZ = 8_000
LIKENESS = 0.9  # correlation of two decodings of one recording; two recordings stay under 0.3
SHORTEST_SPEECH = 100  # tokens: five seconds
BY_PARAMETER = {  # what is usually behind a refusal of this parameter
    "audio": 'audio is a dict: {"voice": "coral", "format": "wav"}.',
    "audio.voice": "Voices are written in small letters, as VoicePicker() shows them.",
    "audio.format": "Formats are written in small letters, as FormatPicker() shows them.",
    "modalities": 'modalities is a list: ["text"], or ["text", "audio"].',
    "messages": 'messages is a list of dicts, each with a "role" and "content".',
    "model": "engine.model holds the name of today's model.",
    "voice": 'The voice belongs inside audio: audio={"voice": …, "format": …}.',
    "format": 'The format belongs inside audio: audio={"voice": …, "format": …}.',
}


def sent(request: object) -> Steps:
    """Steps: it is a dict, JSON can hold it, and the API would take it."""
    yield step(
        isinstance(request, Mapping),
        "",
        f"A request is a dict, and this is a {type(request).__name__}.",
        "It begins with dict( or with a curly bracket, and has a model and messages in it.",
    )
    problem = what_cannot_be_sent(request)
    yield step(not problem, "", problem)
    refusal = _refusal(as_json(request))
    yield step(
        refusal is None,
        "the API would take it",
        f"The API would refuse it: {refusal.message if refusal else ''}",
        *(_hints(refusal) if refusal else ()),
    )


def _refusal(body: Request) -> rules.Refusal | None:
    """What the API would say against it; a deployment of one's own is taken for today's model."""
    if body.get("model") and body.get("model") == os.environ.get("AUDIO_MODEL"):
        body = body | {"model": catalogue.default_model()}
    try:
        rules.accept(body)
    except rules.Refusal as refusal:
        return refusal
    return None


def _hints(refusal: rules.Refusal) -> tuple[str, ...]:
    parameter = refusal.param or ""
    hint = BY_PARAMETER.get(parameter) or BY_PARAMETER.get(parameter.split(".")[-1], "")
    if parameter.startswith("messages"):
        hint = hint or f"Look at {parameter} in your request: numbers count from 0."
    return (hint,) if hint else ()


def speaks(request: Request) -> Step:
    """A step: the answer is to be spoken."""
    return step(
        "audio" in (request.get("modalities") or ()),
        "it asks for text and audio",
        "The answer would not be spoken.",
        'For speech, modalities names both: ["text", "audio"].',
    )


def writes(request: Request) -> Step:
    """A step: the answer is to be written."""
    return step(
        list(request.get("modalities") or ["text"]) == ["text"],
        "it asks for text only",
        "The answer would be spoken, and a written one is asked for.",
        'For text alone, modalities is ["text"], and audio is left out.',
    )


def capped(request: Request) -> Step:
    """A step: the length of a spoken answer is limited, and long enough to say something."""
    most = request.get("max_completion_tokens") or request.get("max_tokens") or 0
    return step(
        most >= SHORTEST_SPEECH,
        "its length is limited",
        "Nothing stops an endless reply." if not most else f"{most} tokens end within seconds.",
        "max_completion_tokens limits the answer: 20 tokens are a second of speech.",
        "For instance max_completion_tokens=400.",
    )


def voice_is(request: Request, name: str) -> Step:
    """A step: this voice speaks."""
    voice = (request.get("audio") or {}).get("voice")
    return step(
        voice == name,
        f"{name} will speak",
        f"The voice is {voice!r}, and {name} is asked for.",
        f'The voice is named inside audio: {{"voice": "{name}", …}}.',
    )


def one_message(request: Request, role: str = "user") -> Step:
    """A step: there is a single message of that role."""
    number = sum(message.get("role") == role for message in request["messages"])
    return step(
        number == 1,
        "it is one message",
        f"There are {number} messages of the {role}, and one is asked for.",
        "Several parts go into the content of one message: a list.",
    )


def parts(request: Request, kind: str) -> list[dict[str, Any]]:
    """All parts of that type in the request's messages."""
    return [
        part
        for message in request["messages"]
        if isinstance(message.get("content"), (list, tuple))
        for part in message["content"]
        if part.get("type") == kind
    ]


def written(request: Request, *roles: str) -> str:
    """All that is written in messages of these roles (the user's where none is named)."""
    texts = []
    for message in request["messages"]:
        if message.get("role") in (roles or ("user",)):
            content = message.get("content") or ""
            pieces = [{"text": content}] if isinstance(content, str) else content
            texts += [part.get("text") or "" for part in pieces]
    return "\n".join(texts).strip()


def carries(request: Request, *files: str) -> Step:
    """A step: the recordings in it are these files of data/, whatever their format now."""
    sounds = [decoded(part) for part in parts(request, "input_audio")]
    wanted = [Sound.load(DATA / name, quiet=True) for name in files]
    found = [any(alike(sound, original) for sound in sounds) for original in wanted]
    names = [Path(name).stem for name, there in zip(files, found, strict=True) if not there]
    return step(
        all(found) and len(sounds) == len(files),
        f"it carries {' and '.join(Path(name).stem for name in files)}",
        f"It does not carry the recording {names[0]}."
        if names
        else f"It carries {len(sounds)} recordings, and {len(files)} are asked for.",
        "sound.part() makes the part of a recording; it goes into the list content.",
    )


def decoded(part: dict[str, Any]) -> Sound:
    """The recording in an `input_audio` part. Raises SoundError where it is none."""
    data = base64.b64decode(part["input_audio"]["data"])
    return Sound.load(data, label="recording", quiet=True)


def alike(one: Sound, other: Sound) -> bool:
    """Whether two sounds are the same recording, in different formats perhaps."""
    first, second = (
        codec.resample(sound.samples(), sound.sample_rate, COMPARED_HZ) for sound in (one, other)
    )
    if abs(first.size - second.size) > COMPARED_HZ / 4 or not first.any() or not second.any():
        return False
    length = 1 << (first.size + second.size).bit_length()
    product = np.fft.irfft(
        np.fft.rfft(first, length) * np.conj(np.fft.rfft(second, length)), length
    )
    return bool(product.max() > LIKENESS * np.linalg.norm(first) * np.linalg.norm(second))


def model_lives(request: Request) -> Step:
    """A step: the model is known, takes sound and has no last day behind it."""
    name = request.get("model")
    model = catalogue.model(name) if isinstance(name, str) else None
    return step(
        model is not None and not model.retired(),
        "the model exists",
        f"{name!r} was shut down on {model.ends}." if model else f"{name!r} is no audio model.",
        "engine.model holds the name of today's model.",
    )
