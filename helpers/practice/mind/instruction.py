"""What is asked: written instructions taken apart, without a language model."""

import re
from dataclasses import dataclass

from helpers.practice.mind.hearing import Hearing
from helpers.practice.mind.texts import is_korean, text_of

LONGEST = 1000  # characters of an instruction that are looked at: longer ones make patterns slow

LINE_OR_COLON = r"\n|：|:(?!//)(?!(?<=\d:)\d)"  # but not in an address or a time of day
SENTENCE_END = r"(?<=[.!?])\s"
ABOUT_TEXT = (
    r"\btexts?\b|\bbelow\b|\bafter me\b|\bsentences?:|글을|문장을|다음"
    r"|\bfollowing\b(?! (?:questions?|tasks?|things?|steps?|recordings?|audio|clips?)\b)"
)
TO_BE_SPOKEN = (  # an instruction of this kind is followed by the text that it is about
    r"^\W*(?:(?:please|now|can you|could you)\s)*(?:read|say|recite|narrate|speak|pronounce)\b"
    r"|읽|말해|말씀해|낭독"
)
FORBIDDEN = r"\b(?:do not|don't|never|without)\b[^.,;:!?\n]*|\S+지 ?(?:말|마)\S*"
MANNER = r"\bin an? (?:\w+,? ){0,2}(?:mood|tone|voice|manner|way|style)\b"


@dataclass(frozen=True)
class Ask:
    """What is asked: an instruction, the text it is about, the recordings sent with it.

    `korean` says whether the asker writes Korean, `steering` whether it is the system message
    that asks.
    """

    instruction: str
    material: str
    hearings: tuple[Hearing, ...] = ()
    korean: bool = False
    steering: bool = False

    def say(self, english: str, korean: str) -> str:
        """The one of the two sentences that is in the asker's language."""
        return korean if self.korean else english


def asks(messages: list[dict], hearings: list[Hearing]) -> list[Ask]:
    """What may be meant, the likeliest first.

    First the last user message's instruction, then the system message's, then the user's last
    line or, with a recording, all that was written. Where the user only wrote a text, the system
    message says what to do with it and comes first.
    """
    user = text_of(next((m for m in reversed(messages) if m.get("role") == "user"), {}))
    system, with_them = system_text(messages), tuple(hearings)
    instruction, material = split(user, by_sentence=not hearings)
    korean = is_korean(instruction or system) or (
        not instruction and not system and any(_is_korean_speech(one) for one in hearings)
    )
    if (
        hearings
        and material
        and not re.search(f"{TO_BE_SPOKEN}|{ABOUT_TEXT}", f"{instruction}:", re.IGNORECASE)
    ):
        instruction, material = user, ""  # all of it is about the recording
    found = [Ask(instruction[:LONGEST], material, with_them, korean)]
    if system:
        ordered = hearings or re.match(r"[^\n:：]{1,200}[:：]", user)
        steering = Ask(system, user, with_them, is_korean(user or system), steering=True)
        found.insert(1 if ordered or not user else 0, steering)
    if hearings:
        found.append(Ask(user[:LONGEST], "", with_them, is_korean(user or system)))
    elif "\n" in user:
        before, _, last = user.rpartition("\n")
        found.append(Ask(last.strip()[:LONGEST], before.strip(), (), is_korean(last)))
    return found


def _is_korean_speech(hearing: Hearing) -> bool:
    return bool(hearing.heard.words) and hearing.heard.language == "ko"


def split(text: str, by_sentence: bool) -> tuple[str, str]:
    """Instruction and material: what stands before and after the first colon or line's end.

    Where there is neither, the first sentence's end separates them if asked for `by_sentence`.
    Nothing is cut inside quotation marks.
    """
    for mark in (LINE_OR_COLON, SENTENCE_END) if by_sentence else (LINE_OR_COLON,):
        found = re.search(mark, text[:200])
        before = text[: found.start()] if found else ""
        balanced = before.count('"') % 2 == 0 and before.count("“") == before.count("”")
        if found and before.strip() and balanced:
            return before.strip(), text[found.end() :].strip()
    return text, ""


def without(instruction: str) -> str:
    """The instruction without what it forbids and without the manner it asks for."""
    return re.sub(f"{FORBIDDEN}|{MANNER}", "", instruction, flags=re.IGNORECASE)


def system_text(messages: list[dict]) -> str:
    """What the system and developer messages say."""
    orders = [text_of(m) for m in messages if m.get("role") in ("system", "developer")]
    return " ".join(orders).strip()[:LONGEST]
