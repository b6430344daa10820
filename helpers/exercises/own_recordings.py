"""The exercises of lessons 30 and 31: recordings of one's own, and long ones."""

from typing import Any

import numpy as np

from helpers.engine import catalogue
from helpers.exercises.functions import call, is_function
from helpers.exercises.registry import exercise
from helpers.exercises.request_steps import decoded, parts, sent, written
from helpers.exercises.steps import Steps, step
from helpers.media.sniff import SoundError
from helpers.sound import Sound

RATE = 8_000  # Hz of the recordings that are made here


@exercise("30-question")
def question_about_a_recording(request: Any) -> Steps:
    """A question about a recording of one's own, that is not to be stored."""
    yield from sent(request)
    yield step(
        len(parts(request, "input_audio")) == 1,
        "it carries a recording",
        f"It carries {len(parts(request, 'input_audio'))} recordings, and one is asked for.",
        "mine.part() is the part of your recording.",
    )
    yield step(
        sum(map(str.isalpha, written(request))) > 3,
        "it asks something",
        "There is no question in it.",
        'A text part holds the question: {"type": "text", "text": "…"}.',
    )
    yield step(
        request.get("store") is False,
        "and asks that nothing is kept",
        "It does not say that the answer shall not be stored.",
        "store=False asks for that.",
    )


@exercise("30-cost")
def cost_of_listening(cost: Any) -> Steps:
    """A function from seconds and a price for a million tokens to dollars."""
    yield is_function(cost, "cost")
    price = catalogue.models()[catalogue.default_model()].audio_in
    trials = ((3600, price, "an hour"), (60, price, "a minute"), (3.27, 10.0, "3.27 seconds"))
    for seconds, dollars, what in trials:
        tokens = int(seconds * catalogue.tokens_per_second("in") + 1e-9)
        wanted = tokens * dollars / 1e6
        found = call(cost, seconds=seconds, price=dollars)
        number = found.value if isinstance(found.value, (int, float, np.number)) else None
        yield step(
            number is not None and abs(number - wanted) < 1e-9,
            f"{what} is right",
            f"{what.capitalize()} at {dollars:g} dollars a million tokens should give "
            f"{wanted:.6f}. {found.problem or f'Yours gives {found.shown}.'}",
            "One token for each full tenth of a second: int(seconds * 10).",
            "The price is for a million tokens: divide by 1_000_000.",
        )


@exercise("31-parts")
def parts_of_a_long_one(parts_of: Any) -> Steps:
    """A function from a sound and a number of seconds to parts that are no longer than that."""
    yield is_function(parts_of, "parts_of")
    for seconds in (10, 6):
        recording = _with_pauses(20)
        found = call(parts_of, sound=recording, seconds=seconds)
        made = found.value if isinstance(found.value, (list, tuple)) else ()
        yield step(
            bool(made) and all(isinstance(part, dict) for part in made),
            "it gives a list of parts",
            f"It should return a list of parts. {found.problem or f'Yours gives {found.shown}.'}",
            "return [piece.part() for piece in …]",
        )
        lengths = _lengths(made)
        yield step(
            bool(lengths),
            "all of them can be decoded",
            "One of them cannot be decoded.",
            "piece.part() makes each piece fit for the API.",
        )
        yield step(
            max(lengths) <= seconds + 0.2,
            f"none is longer than {seconds} seconds",
            f"The longest lasts {max(lengths):.1f} seconds, and {seconds} were asked for.",
            "sound.split(seconds) gives the pieces: use the argument, not a number.",
        )
        yield step(
            abs(sum(lengths) - recording.seconds) < 0.5,
            "and nothing is lost",
            f"Together they last {sum(lengths):.1f} seconds, and the recording "
            f"lasts {recording.seconds:.1f}.",
            "Every piece needs its part.",
        )


def _with_pauses(seconds: int) -> Sound:
    """Noise with a second of silence in every four."""
    chance = np.random.default_rng(5)
    loud = [chance.normal(0, 0.1, 3 * RATE), np.zeros(RATE)] * (seconds // 4)
    return Sound.from_samples(np.concatenate(loud).astype(np.float32), RATE)


def _lengths(made: Any) -> list[float]:
    """Seconds of each part; empty where one cannot be decoded."""
    try:
        return [decoded(part).seconds for part in made]
    except (KeyError, TypeError, ValueError, SoundError):
        return []


@exercise("31-heard")
def all_of_it_heard(all_heard: Any) -> Steps:
    """A function from seconds and the pieces' audio tokens to whether all of it was heard."""
    yield is_function(all_heard, "all_heard")
    trials: tuple[tuple[float, list[int], bool, str], ...] = (
        (30.0, [100, 100, 100], True, "three pieces of ten seconds"),
        (30.0, [100, 0, 100], False, "one piece that was ignored"),
        (30.0, [100, 100], False, "one piece that is missing"),
        (25.7, [100, 100, 56], True, "pieces whose last tenths are not counted"),
        (12.0, [], False, "no piece at all"),
    )
    for seconds, tokens, wanted, what in trials:
        found = call(all_heard, seconds=seconds, tokens=tokens)
        yield step(
            not found.problem and found.value in (wanted, int(wanted)),
            f"for {what} it gives {wanted}",
            f"For {what} ({seconds:g} s, {tokens}) the answer is {wanted}. "
            f"{found.problem or f'Yours gives {found.shown}.'}",
            "A second of sound is ten tokens: compare sum(tokens) with seconds * 10.",
            "Each piece may lose less than one token: allow len(tokens) of them.",
        )
