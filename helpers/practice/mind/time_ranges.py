"""Which part of a recording is meant: "the first ten seconds", "0:02 to 0:04", "마지막 3초".

First every length and place in time becomes a mark with its seconds, as in "the first ⟨10⟩";
then a short table says which words round the marks mean which part.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

ENGLISH_COUNTS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)
COUNTS: dict[str, float] = {
    word: number
    for words in (ENGLISH_COUNTS, "한 두 세 네 다섯", "일 이 삼 사 오 육 칠 팔 구 십")
    for number, word in enumerate(words.split(), 1)
}
COUNTS |= {"a": 1, "an": 1, "half a": 0.5, "half": 0.5, "couple of": 2, "a couple of": 2}
COUNTS |= {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "이십": 20,
    "삼십": 30,
}
COUNT = r"\d+(?:\.\d+)?|" + "|".join(sorted(COUNTS, key=len, reverse=True))
MINUTES, SECONDS = r"minutes?\b|mins?\b|분", r"seconds?\b|secs?\b|(?:(?<=\d)|(?<=\d ))s\b|초"

CLOCK = r"(?<![\d:])(?P<clock>\d{1,3}(?::\d\d){1,2}(?:\.\d+)?)(?![\d:])"
LENGTH = (
    rf"(?<![\w.])(?P<count>{COUNT})[ -]?(?:(?P<minutes>{MINUTES})|{SECONDS})"
    r"(?P<half> and a half| ?반)?(?: (?:and )?(?P<more>\d{1,2}) ?(?:seconds?\b|초))?"
)
ONE_UNIT = rf"(?:(?<=first )|(?<=last ))(?:(?P<minutes>{MINUTES})|{SECONDS})(?P<half> and a half)?"
NUMBERED = (  # "seconds 3 to 8", "from 3 to 8 seconds": the unit stands at one of the two only
    (
        r"\bseconds? (\d+(?:\.\d+)?) ?(to|until|till|through|and|-|–) ?(\d+(?:\.\d+)?)\b",
        r"⟨\1⟩ \2 ⟨\3⟩",
    ),
    (r"\b(\d+(?:\.\d+)?) ?(to|until|till|through|and|-|–) ?⟨", r"⟨\1⟩ \2 ⟨"),
    (r"\b(\d+)(에서|부터|~) ?⟨", r"⟨\1⟩\2 ⟨"),
)
MARK = r"⟨([\d.]+)⟩"


@dataclass(frozen=True)
class Part:
    """From `start` to `end` in seconds; with `last`, the last `end` seconds."""

    start: float
    end: float = math.inf
    last: bool = False

    def of(self, seconds: float) -> tuple[float, float]:
        """Start and end, in seconds, in a recording of so many `seconds`."""
        return (max(0.0, seconds - self.end), math.inf) if self.last else (self.start, self.end)

    def __str__(self) -> str:
        if self.last:
            return f"last {self.end:g}"
        return f"{self.start:g} {'end' if math.isinf(self.end) else f'{self.end:g}'}"


# Words round the marks, and the part that they mean; the first that is found counts.
PARTS: tuple[tuple[str, Callable[..., Part]], ...] = (
    (
        rf"(?:\b(?:between|from)\s)?{MARK}\s?(?:\b(?:to|and|until|till|through)\b|-|–|~|부터|에서)\s?"
        rf"{MARK}(?:\s?(?:까지|사이))?",
        Part,
    ),
    (
        rf"(?:\b(?:first|opening)|처음|앞|앞부분|첫|시작)\s?{MARK}",
        lambda end: Part(0.0, end),
    ),
    (
        rf"(?:\b(?:last|final|closing)|마지막|끝|뒷부분|끝부분)\s?{MARK}",
        lambda seconds: Part(0.0, seconds, last=True),
    ),
    (
        rf"\b(?:after|from|since|starting at)\s{MARK}(?:\son(?:wards?)?\b)?"
        rf"|{MARK}\s?(?:이후|부터|뒤)",
        Part,
    ),
    (
        rf"\b(?:up to|until|till|before)\s{MARK}|{MARK}\s?(?:까지|이전)",
        lambda end: Part(0.0, end),
    ),
)


def marked(instruction: str) -> str:
    """The instruction with a mark for every length and place in time."""
    text = re.sub(rf"{CLOCK}|{LENGTH}", _mark, instruction, flags=re.IGNORECASE)
    text = re.sub(ONE_UNIT, _mark, text, flags=re.IGNORECASE)
    for numbered, with_marks in NUMBERED:
        text = re.sub(numbered, with_marks, text, flags=re.IGNORECASE)
    return text


def find(text: str) -> tuple[Part, re.Match] | None:
    """The part of the recording that a `marked` instruction means, and where it stands."""
    for pattern, part in PARTS:
        if found := re.search(pattern, text, re.IGNORECASE):
            return part(*(float(seconds) for seconds in found.groups() if seconds)), found
    return None


def _mark(found: re.Match) -> str:
    given = found.groupdict()
    if given.get("clock"):
        seconds = 0.0
        for place in given["clock"].split(":"):
            seconds = seconds * 60 + float(place)
    else:
        count = (given.get("count") or "one").lower()
        number = COUNTS[count] if count in COUNTS else float(count)
        seconds = (number + (0.5 if given.get("half") else 0)) * (60 if given["minutes"] else 1)
        seconds += float(given.get("more") or 0)
    return f"⟨{seconds:g}⟩"
