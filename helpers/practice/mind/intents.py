"""What an instruction asks for: its intents, in the order in which they stand in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.practice.mind import languages, time_ranges
from helpers.practice.mind.instruction import without
from helpers.practice.mind.intent_table import CANNOT, FORMS, KINDS, Kind
from helpers.practice.mind.texts import QUOTED
from helpers.practice.mind.time_ranges import Part

ABOUT_SOUND = re.compile(
    r"recording|audio|\bclips?\b|\bsound|\bvoice|\bspeak|\bspeech|\bhear|\bsaid\b|transcri"
    r"|녹음|소리|화자|들리|들었|받아 ?적|받아 ?쓰",
    re.IGNORECASE,
)
CLAUSE_END = re.compile(
    r"[.;:!?]\s|\n|,\s(?:and |then )*|\b(?:and then|and|then|but)\b\s"
    r"|(?<=[가-힣]고)(?<!라고)(?<!하고)\s(?!있|계|싶|나서)|고 나서\s|그리고\s"
    r"|한 (?:다음|뒤|후)에?\s",
    re.IGNORECASE,
)

# A clause that asks for something, whatever it is: a verb with what it is done to or for, a
# question, a Korean request. Not one that says how: "keep it short", "speak like a child".
WISH = re.compile(
    r"(?:please |also |could you |can you |would you |i want you to )*"
    r"(?!(?:be|keep|use|make|let|do|does|is|are|was|were|say|speak|talk|tell|give|listen|act|"
    r"answer|start|begin|end|limit|put|read|write|have|has|had|get|got|need|want|like|follow|"
    r"respond|reply|here|this|that|these|those|it|i|we|you|they|he|she|my|your|our|the|a|an|in|"
    r"on|at|of|to|from|for|with|without|as|by|if|so|or|not|no|only|just|all|then|about|like|"
    r"after|before|when|while|what|which|who|how|where|why|there)\b)"
    r"[a-z-]+ (?:me|us|him|her|them|it|a|an|the|some|my|your|this|that|these|those)\b(?: \S+)*$"
    r"|(?:\S+ )*\S+[아어여해워려줘켜와봐] ?(?:주세요|줘요?|주십시오|주시겠어요|줄래요?)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Intent:
    """One thing that is asked: its name, the language or the part of the recording it names."""

    name: str
    language: str = ""  # ISO 639-1; empty where none is named
    part: Part | None = None

    def __str__(self) -> str:
        return " ".join(
            str(piece)
            for piece in (self.name, self.part, self.language and languages.name(self.language))
            if piece
        )

    @property
    def possible(self) -> bool:
        """Whether the phrase book can do it at all."""
        return self.name not in CANNOT


def find(instruction: str, with_recording: bool) -> list[Intent]:
    """The intents of an instruction that came with a recording, or without."""
    text, formal = _forms(_marked(instruction))
    found = sorted(formal + _by_clause(text), key=lambda item: item[0])
    if any(not kind.weak for _, kind, _ in found):
        found = [item for item in found if not item[1].weak]
    of_sound = with_recording or ABOUT_SOUND.search(instruction)
    wanted = [
        intent for _, kind, intent in found if of_sound or kind.of_text or not intent.possible
    ]
    return list(dict.fromkeys(wanted))


def unknown(instruction: str) -> list[str]:
    """The clauses that ask for something of no kind: "bake me a cake", in their order."""
    text, _ = _forms(_marked(instruction))
    return [
        wish
        for _, clause in _clauses(text)
        if not _kind(clause) and FORM not in clause
        if WISH.match(wish := clause.strip(" .,;:!?\n"))
    ]


def _marked(instruction: str) -> str:
    """The instruction without what is not to be done, its times marked, its quotations empty."""
    return time_ranges.marked(re.sub(QUOTED, '""', without(instruction)))


Found = tuple[int, Kind, Intent]  # where it stands, of which kind it is, what it is
PART = Kind("part", ())
FORM = "\u2003"  # a space that nobody types: here stood the words that ask for a form


def _forms(text: str) -> tuple[str, list[Found]]:
    """The forms that are asked for, and the text without the words that ask for them."""
    found: list[Found] = []
    if part := time_ranges.find(text):
        found.append((part[1].start(), PART, Intent("part", part=part[0])))
        text = _blanked(text, part[1])
    for kind in FORMS:
        if match := kind.pattern.search(text):
            found.append((match.start(), kind, _form(kind, languages.code(match[0]))))
            text = _blanked(text, match)
    return text, found


def _form(kind: Kind, language: str) -> Intent:
    """The intent; an answer in a language that the voices cannot speak would be a translation."""
    foreign = kind.name == "answer_in" and language not in ("en", "ko")
    return Intent("translate" if foreign else kind.name, language)


def _blanked(text: str, match: re.Match) -> str:
    """The text with nothing but FORM where the match was, so that places stay."""
    return text[: match.start()] + FORM * len(match[0]) + text[match.end() :]


def _by_clause(text: str) -> list[Found]:
    """Of each clause the first kind that its words ask for."""
    kinds = ((start, _kind(clause)) for start, clause in _clauses(text))
    return [(start, kind, Intent(kind.name)) for start, kind in kinds if kind]


def _clauses(text: str) -> Iterator[tuple[int, str]]:
    """Where each clause starts, and the clause."""
    start = 0
    ends = [match.span() for match in CLAUSE_END.finditer(text)]
    for end, following in [*ends, (len(text), len(text))]:
        sign = re.match("[.;:!?고]", text[end : end + 1])  # of "and" and "then" nothing stays
        yield start, text[start:end] + (sign[0] if sign else "")
        start = following


def _kind(clause: str) -> Kind | None:
    """The first kind that the words of a clause ask for."""
    return next((kind for kind in KINDS if kind.pattern.search(clause)), None)
