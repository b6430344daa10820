"""The exercises of lessons 02 and 03: recordings go in."""

import base64
from typing import Any

import numpy as np

from helpers.exercises.functions import call, is_function
from helpers.exercises.registry import exercise
from helpers.exercises.request_steps import (
    carries,
    one_message,
    parts,
    sent,
    speaks,
    writes,
    written,
)
from helpers.exercises.steps import Steps, step
from helpers.exercises.wording import asks_for
from helpers.paths import DATA
from helpers.speech.error_rate import word_error_rate

WORDS = {"transcribe", "repeat", "heard"}
PAIRS = (  # said, heard: nothing wrong, one of each kind of mistake, all lost, order, doubled
    ("please wait at the corner", "please wait at the corner"),
    ("please wait at the corner", "please wait at the farmer"),
    ("please wait at the corner", "please wait the corner"),
    ("please wait at the corner", "please wait for me at the corner"),
    ("please wait at the corner", ""),
    ("to be or not", "or not to be"),
    ("Please wait, at the corner!", "please wait at the corner"),
)


@exercise("02-word-error-rate")
def rate_of_wrong_words(rate: Any) -> Steps:
    """A function with the numbers of the course's own word error rate."""
    yield is_function(rate, "rate")
    for said, heard in PAIRS:
        wanted = word_error_rate(said, heard)
        found = call(rate, said=said, heard=heard)
        number = found.value if isinstance(found.value, (int, float, np.number)) else None
        yours = found.problem or f"Yours gives {found.shown}."
        if isinstance(found.value, str):
            yours = f"Yours gives {found.shown}. That is text: return a number."
        yield step(
            number is not None and abs(number - wanted) < 0.005,
            f"“{said}” heard as “{heard}” gives {wanted:.2f}",
            f"“{said}” heard as “{heard}” should give {wanted:.2f}. {yours}",
            *_rate_hints(said, heard),
        )


def _rate_hints(said: str, heard: str) -> tuple[str, ...]:
    if said.lower() != said:
        return ("Capitals and punctuation do not count: words(text) gives the bare words.",)
    if not heard:
        return ("Where nothing was heard, every word said is lost: 1.00.",)
    return (
        "edit_distance(words(said), words(heard)) counts the fewest changes.",
        "Divide the changes by the number of words that were said.",
    )


@exercise("02-messages")
def two_recordings(request: Any) -> Steps:
    """One request that carries two recordings and asks for their words."""
    yield from sent(request)
    yield writes(request)
    yield one_message(request)
    yield carries(request, "weather.mp3", "question.wav")
    yield asks_for(
        WORDS,
        written(request),
        "it asks for the words",
        "It does not ask for the words of the recordings.",
        'A text part says what you want: {"type": "text", "text": "Transcribe both."}',
    )


@exercise("03-part")
def part_of_bytes(part_of: Any) -> Steps:
    """A function from the bytes of a WAV file to an input_audio part."""
    yield is_function(part_of, "part_of")
    for name in ("alloy.wav", "question.wav"):
        data = (DATA / name).read_bytes()
        found = call(part_of, data=data)
        part = found.value
        yield step(
            isinstance(part, dict) and part.get("type") == "input_audio",
            f"of {name} it makes a part of type input_audio",
            "A part is a dict whose type is input_audio. "
            f"{found.problem or f'Yours gives {found.shown}.'}",
            'return {"type": "input_audio", "input_audio": {"data": …, "format": "wav"}}',
        )
        inner = part.get("input_audio") or {}
        yield step(
            set(part) == {"type", "input_audio"} and set(inner) == {"data", "format"},
            "it has the keys of a part and no other",
            f"The keys are {sorted(part)} and inside {sorted(inner)}: one is missing or too much.",
            "The outer dict has type and input_audio, the inner one data and format.",
        )
        yield step(
            isinstance(inner["data"], str),
            "data is text",
            f"data is {type(inner['data']).__name__}, and JSON wants text.",
            'b64encode gives bytes: .decode("ascii") makes text of them.',
        )
        yield step(
            inner["data"] == base64.b64encode(data).decode() and inner["format"] == "wav",
            "and the bytes come through unchanged",
            "The base64 does not give the same bytes back, or the format is not wav.",
            "Use base64.b64encode, with nothing before or after its letters.",
        )


@exercise("03-system")
def steered(request: Any) -> Steps:
    """A system message asks for the transcript; the user's message is the recording alone."""
    yield from sent(request)
    yield speaks(request)
    first = request["messages"][0].get("role")
    yield step(
        first in ("system", "developer"),
        f"a {first} message comes first",
        f"The first message has the role {first!r}.",
        'The instruction goes before the recording: {"role": "system", "content": "…"}.',
    )
    yield asks_for(
        WORDS,
        written(request, "system", "developer"),
        "it asks for the words",
        "The system message does not ask for the words of the recording.",
        "For instance: Transcribe what the speaker says, and do not answer it.",
    )
    yield carries(request, "weather.mp3")
    alone = not written(request) and len(parts(request, "input_audio")) == 1
    yield step(
        alone and one_message(request).passed,
        "the user's message is the recording alone",
        "The user's message should hold the recording and no text.",
        "Move the text into the system message.",
    )
