"""What a text asks for, as the practice engine reads it."""

import re

from helpers.exercises.steps import Step, step
from helpers.practice.mind import instruction, intents

UNKNOWN = "a real model should understand this wording; the practice engine may not"
# What says who the assistant is, and not what it shall do.
PERSONA = re.compile(r"\byou are (?:an?|the|my)\b[^.!?\n]*|(?:당신은|너는)[^.!?\n]*", re.IGNORECASE)
COLON = re.compile("[:：\n]")
READ_ALOUD = {"read_aloud"}  # the intent of “Read aloud: …”


def asked(text: str, *, with_recording: bool) -> set[str]:
    """The names of the intents that the practice engine finds in a text."""
    return {intent.name for intent in intents.find(_instruction(text), with_recording)}


def asks_for(
    wanted: set[str], text: str, right: str, missing: str, *hints: str, with_recording: bool = True
) -> Step:
    """A step: the text asks for one of `wanted`.

    What the engine does not understand passes with a remark; an empty wish, a negation alone,
    a bare text without an instruction or another task does not.
    """
    found = asked(text, with_recording=with_recording)
    understood = bool(found & wanted)
    unknown = not found and _is_a_wish(text, with_recording=with_recording)
    return step(understood or unknown, right, missing, *hints, remark="" if understood else UNKNOWN)


def to_read(text: str) -> str:
    """What stands behind the first colon, or else the whole."""
    before, colon, after = text.replace("：", ":").partition(":")  # as on Korean keyboards
    return after if colon else before


def _is_a_wish(text: str, *, with_recording: bool) -> bool:
    """Whether there are words that may ask for something, beside a recording or before a colon."""
    if not with_recording and not COLON.search(text.strip()):
        return False
    wish = PERSONA.sub("", instruction.without(_instruction(text)))
    return sum(letter.isalpha() for letter in wish) > 3


def _instruction(text: str) -> str:
    """The text without what it is about: of “Read aloud: …” what comes before the colon."""
    before, colon, after = (COLON.sub(":", text, count=1)).partition(":")
    return before if colon and after.strip() else text
