"""The exercises of lesson 22: how something is said, and no feeling."""

import math
import re
from functools import cache
from typing import Any

import numpy as np

from helpers.engine import catalogue
from helpers.exercises.registry import exercise
from helpers.exercises.request_steps import sent
from helpers.exercises.steps import Steps, step
from helpers.media import codec
from helpers.paths import DATA
from helpers.practice.mind import feelings
from helpers.practice.tools.schemas import fits, numeric
from helpers.practice.tools.unfolding import unfolded
from helpers.sound import Sound
from helpers.speech import prosody

MEASURES = {  # what the form asks for, and the words that name it
    "the pitch": r"pitch|f0|fundamental|높이",
    "the loudness": r"loud|level|volume|decibel|\bdb\b|크기",
    "the rate": r"rate|speed|tempo|syllable|빠르기",
    "the pauses": r"paus|silence|쉬",
}
NOT_ASKED = (  # feelings, and who somebody is
    r"mood|emotion|feel|sentiment|happy|happiness|sad|angry|anger|stress|tired|nervous|excite"
    r"|\bages?\b|gender|\bsex\b|accent|nationalit|ethnic|health|personalit|identi|honest|lying"
    r"|기분|감정|나이|성별"
)
FARTHEST = 4.7  # dB that the plain clip has room for
ENGINE_HZ = 16_000  # the sample rate at which the practice engine measures


@exercise("22-form")
def a_form_without_feelings(fields: Any) -> Steps:
    """The fields of a form: pitch, loudness, rate and pauses as numbers."""
    yield step(
        isinstance(fields, dict),
        "",
        f"The fields are a dict, and this is a {type(fields).__name__}.",
        'It begins like this: {"pitch_hz": {"type": "number"}, …}.',
    )
    parameters = {"type": "object", "properties": fields, "required": list(fields)}
    function = {"name": "delivery", "description": "How it is said.", "parameters": parameters}
    yield from sent(
        {
            "model": catalogue.default_model(),
            "modalities": ["text", "audio"],
            "audio": {"voice": "coral", "format": "wav"},
            "messages": [{"role": "user", "content": "Fill in the form."}],
            "tools": [{"type": "function", "function": function}],
        }
    )
    plain: dict[str, Any] = unfolded(parameters).get("properties", {})
    texts = {
        name: re.sub(r"[\W_]+", " ", f"{name} {field.get('description', '')}").lower()
        for name, field in plain.items()
    }
    person = [
        name for name in plain if re.search(NOT_ASKED, f"{texts[name]} {plain[name]}".lower())
    ]
    yield step(
        not person,
        "no feeling is asked for, and nothing about the person",
        f"{', '.join(person)}: that is about a feeling or a person, and no delivery.",
        "Take it out: the form asks how it is said, and nothing else.",
    )
    for measure, words in MEASURES.items():
        found = [name for name, text in texts.items() if re.search(words, text)]
        yield step(
            found,
            f"it asks for {measure}",
            f"It does not ask for {measure}.",
            "The name of a field, or its description, says what it is.",
        )
        yield step(
            any(numeric(plain[name]) and not fits(plain[name], "high") for name in found),
            "",
            f"{measure.capitalize()} should be a number.",
            'As for the pitch: {"type": "number"}, or {"type": "integer"} for what is counted.',
        )


@exercise("22-closer")
def a_closer_microphone(decibels: Any) -> Steps:
    """How many decibels louder the plain clip is called lively."""
    number = isinstance(decibels, (int, float, np.number)) and not isinstance(decibels, bool)
    yield step(
        number and math.isfinite(float(decibels)),
        "it is a number",
        f"{decibels!r} is not a number of decibels.",
        "A number alone, without quotation marks and without a unit.",
    )
    yield step(
        float(decibels) > 0,
        "it becomes louder",
        "A closer microphone makes it louder, and this does not.",
        "Louder is a number above 0.",
    )
    yield step(
        float(decibels) <= FARTHEST,
        "nothing is clipped",
        f"The clip has room for {FARTHEST} dB; beyond it the loudest places would be cut off.",
        "Less is enough.",
    )
    yield step(
        _word(float(decibels)) == "lively",
        "and the plain clip is called lively",
        "It is louder, and still not called lively.",
        "A little more: try the next whole number.",
    )


@cache
def _word(decibels: float) -> str:
    """What the practice engine calls the plain clip, made louder."""
    sound = Sound.load(DATA / "mood-plain.wav", quiet=True).gain(decibels)
    mono = codec.resample(sound.samples(), sound.sample_rate, ENGINE_HZ)
    return feelings.level(prosody.measure(mono, ENGINE_HZ))
