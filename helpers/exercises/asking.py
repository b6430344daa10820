"""The exercises of lesson 04: text and a recording go in."""

from typing import Any

from helpers.exercises.functions import call, is_function
from helpers.exercises.registry import exercise
from helpers.exercises.request_steps import (
    alike,
    carries,
    decoded,
    one_message,
    parts,
    sent,
    writes,
    written,
)
from helpers.exercises.steps import Steps, step
from helpers.exercises.wording import asked
from helpers.paths import DATA
from helpers.sound import Sound

FACTS = {
    "length": "how long it is",
    "speed": "how fast the speech is",
    "loudness": "how loud it is",
}
TRIALS = (("How long is it?", "question.wav"), ("Is it loud?", "weather.mp3"))


@exercise("04-ask")
def function_that_asks(ask: Any) -> Steps:
    """A function from a question and a part to a request."""
    yield is_function(ask, "ask")
    for question, name in TRIALS:
        recording = Sound.load(DATA / name, quiet=True)
        found = call(ask, question=question, part=recording.part(quiet=True))
        request = found.value
        yield step(
            isinstance(request, dict),
            f"of “{question}” it makes a request",
            found.problem or f"It should return a dict; yours gives {found.shown}.",
            "return dict(model=engine.model, …), as in the cells above.",
        )
        yield from sent(request)
        yield writes(request)
        yield one_message(request)
        yield step(
            written(request) == question,
            "it carries the question",
            f"The text in it is “{written(request)[:60]}”, and the question is “{question}”.",
            'The question goes into a text part: {"type": "text", "text": question}.',
        )
        sounds = parts(request, "input_audio")
        yield step(
            len(sounds) == 1 and alike(decoded(sounds[0]), recording),
            "and the recording",
            "The recording that was handed in is not in it.",
            "content is a list of two: the text part, and part.",
        )


@exercise("04-once")
def pay_once(request: Any) -> Steps:
    """One request that asks for three facts."""
    yield from sent(request)
    yield writes(request)
    yield one_message(request)
    yield carries(request, "weather.mp3")
    found = asked(written(request), with_recording=True)
    missing = [words for fact, words in FACTS.items() if fact not in found]
    yield step(
        not missing,
        "all three questions are in it",
        f"These are not asked: {', '.join(missing)}.",
        "One text part can hold several questions: How long is …, how fast …, and how loud …?",
    )
