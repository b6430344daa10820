"""What a text asks for, as the practice engine reads it."""

from helpers.exercises.steps import Step, step
from helpers.practice.mind import instruction, intents

UNKNOWN = "a real model should understand this wording; the practice engine may not"


def asked(text: str, *, with_recording: bool) -> set[str]:
    """The names of the intents that the practice engine finds in a text."""
    return {intent.name for intent in intents.find(_instruction(text), with_recording)}


def _instruction(text: str) -> str:
    """The text without what it is about: of “Read aloud: …” what stands before the colon."""
    return instruction.asks([{"role": "user", "content": text}], [])[0].instruction


def asks_for(
    wanted: set[str], text: str, right: str, missing: str, *hints: str, with_recording: bool = True
) -> Step:
    """A step: the text asks for one of `wanted`.

    What the engine does not understand passes with a remark; an empty wish, a negation alone or
    another task does not.
    """
    wish = instruction.without(text).strip(" .,:;!?…\"'")
    found = asked(text, with_recording=with_recording)
    understood = bool(found & wanted)
    unknown = not found and sum(letter.isalpha() for letter in wish) > 3
    return step(understood or unknown, right, missing, *hints, remark="" if understood else UNKNOWN)
