"""The exercises of lesson 05: every combination, and a model that is gone."""

from typing import Any

from helpers.exercises.registry import exercise
from helpers.exercises.request_steps import carries, model_lives, sent, speaks, written
from helpers.exercises.steps import Steps, step

REFUSED = ("text", "text")
SIDES = ("audio", "text", "text+audio")
ACCEPTED = {(goes_in, comes_out) for goes_in in SIDES for comes_out in SIDES[1:]} - {REFUSED}
QUESTION = "What is in this recording?"


@exercise("05-combinations")
def the_five(pairs: Any) -> Steps:
    """The pairs of input and output that the API accepts."""
    yield step(
        isinstance(pairs, (set, list, tuple, frozenset)) and all(map(_is_pair, pairs)),
        "it is a collection of pairs",
        "I look for pairs: what goes in, what comes out.",
        'One pair is ("text", "text+audio"), with quotation marks and round brackets.',
    )
    named = {(_side(goes_in), _side(comes_out)) for goes_in, comes_out in pairs}
    yield step(
        REFUSED not in named,
        "text to text is left out",
        "Text in and text out is among them, and it was refused.",
        "Look at the table above: which row says refused?",
    )
    wrong = sorted(named - ACCEPTED)
    yield step(
        not wrong,
        "all that you name are accepted",
        f"This is no pair of this API: {wrong[:1]}.",
        "Sound never comes out alone: its words come with it.",
    )
    yield step(
        named == ACCEPTED,
        "and they are all five",
        f"You name {len(named)} of five.",
        "Three things can go in, and two can come out: six pairs, and one is refused.",
    )


def _is_pair(pair: object) -> bool:
    return isinstance(pair, (tuple, list)) and len(pair) == 2 and all(map(_is_side, pair))


def _is_side(side: object) -> bool:
    return isinstance(side, (str, tuple, list, set, frozenset))


def _side(side: Any) -> str:
    """One side in the table's spelling: "Text + Audio", "audio and text" → "text+audio"."""
    words = side.lower() if isinstance(side, str) else " ".join(map(str, side)).lower()
    found = [kind for kind in ("text", "audio") if kind in words]
    return "+".join(found) or words


@exercise("05-repair")
def old_request_repaired(request: Any) -> Steps:
    """The old tutorial's request, with a model that exists."""
    yield step(
        isinstance(request, dict) and isinstance(request.get("model"), str),
        "it names a model",
        "It is no request with the name of a model in it.",
        'old_request | {"model": …} is a copy with one entry replaced.',
    )
    yield model_lives(request)
    yield from sent(request)
    yield speaks(request)
    yield step(
        written(request) == QUESTION,
        "the question is untouched",
        f"The question of the old tutorial should stay: {QUESTION}",
        "Replace the model alone.",
    )
    yield carries(request, "alloy.wav")
