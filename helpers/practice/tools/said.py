"""What was said, for filling forms: the words, and which stretches of them fill a field already."""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from helpers.practice.mind.hearing import Hearing
from helpers.practice.mind.summary import EMPTY_WORDS
from helpers.speech.sentences import sentences

LONGEST = 4000  # characters searched
Span = tuple[int, int]  # where something stands in the text

GENERAL = (  # words of names and descriptions that tell nothing about a function
    "get set do create make use find show tell user given current new value string number list "
    "name type whether include included extra"
)
UNTELLING = frozenset(GENERAL.split()) | (EMPTY_WORDS - {"on"})
ALIKE = {  # other words for a word of a function's name or of a choice
    "on": "켜|켠|켤",
    "off": "꺼|끄|끈",
    "open": "열어|열고",
    "close": "shut|닫",
    "light": "lamps?|불|조명",
    "lamp": "lights?|불",
    "door": "문",
    "window": "창문",
    "turn": "switch|켜|꺼",
    "weather": "forecast|rain|날씨",
    "alarm": "wake|알람|깨워",
    "timer": "타이머",
    "book": "reserve|예약",
    "reserve": "book|예약",
    "table": "자리|테이블",
    "message": "texts?|메시지|문자",
    "send": "보내",
    "music": "songs?|노래|음악",
    "play": "틀어",
    "call": "phone|전화",
    "translate": "번역",
    "order": "주문",
    "coffee": "latte|espresso|커피",
    "reminder": "remind|알려",
    "search": "look up|검색",
    "mood": "feels?|feeling|emotions?|기분|감정",
    "kitchen": "부엌",
    "bedroom": "침실",
    "living room": "거실",
    "cancel": "취소",
    "complain": "complaints?|불만",
    "question": "questions?|질문",
    "large": "big|큰",
    "small": "작은",
}


@dataclass
class Said:
    """What was said: all of it, and the words that a field for text takes.

    `hearing` is the recording where the form is about one, `counts` says whether the form asks
    for numbers, `reply` gives what would be said without a form, `used` are the stretches that
    already fill a field.
    """

    text: str
    words: str
    hearing: Hearing | None = None
    counts: bool = False
    reply: Callable[[], str] = str
    used: list[Span] = field(default_factory=list)

    def matches(self, pattern: str, anew: bool = True) -> Iterator[re.Match[str]]:
        """Where a pattern is found in stretches that fill no field yet; in all if not `anew`."""
        for found in re.finditer(pattern, self.text, re.IGNORECASE | re.MULTILINE):
            if not anew or not self.is_used(*found.span()):
                yield found

    def is_used(self, start: int, end: int) -> bool:
        """Whether any of this stretch fills a field already."""
        return any(start < until and since < end for since, until in self.used)

    def quoted(self) -> str:
        """The sentence that fills a field already; all words where none does."""
        for sentence in sentences(self.words):
            start = self.text.find(sentence)
            if start >= 0 and self.is_used(start, start + len(sentence)):
                return sentence
        return self.words.strip()


def plainly(name: str) -> str:
    """A name in words: get_newWeather is "get new weather"."""
    apart = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", name)
    return re.sub(r"[\W_]+", " ", apart).strip().lower()


@functools.lru_cache(4096)
def alike(word: str) -> re.Pattern[str]:
    """The word in its simple forms, or another word for it."""
    word = plainly(word)[:100]
    if not word:
        return re.compile("(?!)")
    stem = word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word
    others = (ALIKE.get(word) or ALIKE.get(stem, "")).split("|")
    patterns = [_forms(stem).replace(r"\ ", r"[\s_-]+")]
    patterns += [rf"\b(?:{other})\b" if other.isascii() else other for other in others if other]
    return re.compile("|".join(patterns), re.IGNORECASE)


def _forms(stem: str) -> str:
    """A pattern for a word and its simple endings; Korean words are taken as they are."""
    if not stem.isascii():
        return re.escape(stem)
    if len(stem) > 3 and stem[-1] == "e":
        return rf"\b{re.escape(stem[:-1])}(?:e[sd]?|ing|ation)\b"
    return rf"\b{re.escape(stem)}(?:s|es|ed|ing)?\b"
