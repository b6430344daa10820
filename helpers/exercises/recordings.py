"""The exercises of lesson 30: recordings of one's own."""

import base64

import numpy as np

from helpers.engine import catalogue
from helpers.exercises import exercise
from helpers.exercises.steps import sounds, tried
from helpers.media import codec


@exercise(
    "30-cost",
    "One token for every tenth of a second that is heard; a started tenth does not count.",
    "A price is for a million tokens: divide by 1_000_000.",
    "return int(seconds * 10) * price / 1_000_000",
)
def _(cost):
    yield callable(cost), "it is a function", "Hand in the function itself, without brackets."
    price = catalogue.models()[catalogue.default_model()].audio_in
    for seconds, what in ((3600, "an hour"), (60, "a minute"), (3.27, "3.27 seconds")):
        wanted, found = (
            int(seconds * catalogue.tokens_per_second("in") + 1e-9) * price / 1e6,
            tried(cost, seconds, price),
        )
        yield (
            isinstance(found, (int, float)) and abs(found - wanted) < 1e-9,
            f"{what} is right",
            f"For {what} at {price:g} dollars a million I expect {wanted:.6f}; yours gives {str(found)[:60]}.",
        )


@exercise(
    "30-parts",
    "sound.split(seconds) gives the pieces, sound.part() makes a piece ready to send.",
    "Both lists have the same length: one part for each piece.",
    "return [piece.part() for piece in sound.split(seconds)]",
)
def _(parts_of):
    from helpers.sound import Sound

    yield callable(parts_of), "it is a function", "Hand in the function itself, without brackets."
    rate, chance = 8000, np.random.default_rng(5)
    loud = np.concatenate(
        [np.concatenate([chance.normal(0, 0.1, 3 * rate), np.zeros(rate)]) for _ in range(5)]
    ).astype(np.float32)  # twenty seconds, a pause every four
    parts = tried(parts_of, Sound.from_samples(loud, rate), 10)
    yield (
        isinstance(parts, list) and parts and all(isinstance(part, dict) for part in parts),
        "it gives a list of parts",
        f"I expect a list of input_audio parts; yours gives {str(parts)[:60]!r}.",
    )
    yield (
        all(map(sounds, parts)),
        "all of them can be decoded",
        "Some of them cannot be decoded: use part() of each piece.",
    )
    lengths = [_seconds(part) for part in parts]
    yield (
        max(lengths) <= 10.2,
        "none is longer than asked",
        f"The longest lasts {max(lengths):.1f} seconds, and 10 is the most here.",
    )
    yield (
        abs(sum(lengths) - 20) < 0.5,
        "nothing is lost",
        f"Together they last {sum(lengths):.1f} seconds, and the recording lasts 20.",
    )


def _seconds(part: dict) -> float:
    return codec.measure(base64.b64decode(part["input_audio"]["data"])).seconds
