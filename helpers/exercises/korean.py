"""The exercises of lesson 12: mistakes counted in Korean letters, and a polite sentence."""

import re
import unicodedata
from typing import Any

import numpy as np

from helpers.exercises.functions import call, is_function
from helpers.exercises.registry import exercise
from helpers.exercises.request_steps import sent, speaks, written
from helpers.exercises.steps import Steps, step
from helpers.exercises.wording import READ_ALOUD, asks_for, to_read
from helpers.speech.error_rate import character_error_rate

PAIRS = (  # said, heard: a letter, a space, composed and in pieces, letters too many, all lost
    ("퇴근하고 싶어요", "퇴근하고 시퍼요"),
    ("아버지가 방에 들어가신다", "아버지 가방에 들어가신다"),
    ("한국어 녹음", unicodedata.normalize("NFD", "한국어 녹음")),
    (unicodedata.normalize("NFD", "물 한 잔"), "물 두 잔"),
    ("네", "네네"),
    ("커피 한 잔", ""),
)
POLITE = ("요", "죠", "니다", "니까", "시오")  # how a polite sentence ends


@exercise("12-cer")
def rate_of_wrong_letters(cer: Any) -> Steps:
    """A function with the numbers of the course's own character error rate."""
    yield is_function(cer, "cer")
    for said, heard in PAIRS:
        wanted = character_error_rate(said, heard)
        found = call(cer, said=said, heard=heard)
        number = found.value if isinstance(found.value, (int, float, np.number)) else None
        yours = found.problem or f"Yours gives {found.shown}."
        if isinstance(found.value, str):
            yours = f"Yours gives {found.shown}. That is text: return a number."
        shown = unicodedata.normalize("NFC", said), unicodedata.normalize("NFC", heard)
        stored = _stored(said, heard) if shown != (said, heard) else ""
        yield step(
            number is not None and abs(number - wanted) < 0.005,
            f"“{shown[0]}” heard as “{shown[1]}”{stored} gives {wanted:.2f}",
            f"“{shown[0]}” heard as “{shown[1]}”{stored} should give {wanted:.2f}. {yours}",
            *_rate_hints(said, heard),
        )


def _stored(said: str, heard: str) -> str:
    composed = unicodedata.is_normalized("NFC", said)
    return " (the second in NFD)" if composed else " (the first in NFD)"


def _rate_hints(said: str, heard: str) -> tuple[str, ...]:
    if not all(unicodedata.is_normalized("NFC", text) for text in (said, heard)):
        return (
            'unicodedata.normalize("NFC", text) puts the pieces of each letter together.',
            "Both texts need it, before the letters are counted.",
        )
    if not heard:
        return ("Where nothing was heard, every letter said is lost: 1.00.",)
    return (
        'Spaces do not count: text.replace(" ", "") removes them.',
        "Divide by the letters that were said, without their spaces.",
    )


@exercise("12-polite")
def polite_question(request: Any) -> Steps:
    """The question 몇 시에 와? is read aloud in polite words."""
    yield from sent(request)
    yield speaks(request)
    yield asks_for(
        READ_ALOUD,
        written(request, "system", "developer", "user"),
        "it asks for a sentence to be read aloud",
        "It does not ask for anything to be read aloud.",
        "Keep “소리 내어 읽어 주세요:” before your sentence.",
        with_recording=False,
    )
    sentence = unicodedata.normalize("NFC", to_read(written(request)))
    yield step(
        re.search(r"몇\s?시", sentence),
        "it asks at what time",
        "The sentence to be read does not ask “몇 시에”.",
        "Keep “몇 시에” (myeot sie) and change what comes after it.",
    )
    syllables = "".join(re.findall("[가-힣]", sentence))
    yield step(
        syllables.endswith(POLITE),
        f"and it is polite: it ends in {syllables[-2:]}",
        f"It ends in “{syllables[-2:]}”, and that is for friends.",
        "Polite sentences end in 요, 니다 or 니까.",
        "For instance 몇 시에 오세요?",
    )
