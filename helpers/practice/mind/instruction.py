"""What is asked: written instructions taken apart, without a language model."""

import re
from dataclasses import dataclass

from helpers.practice.ears.heard import Heard
from helpers.speech.prosody import Prosody

LONGEST = 1000  # characters of an instruction that are looked at: patterns take seconds for a long text, and no instruction is so long
START = r"(?:^|[.!?,]\s)\W*(?:(?:please|now|then|just|kindly|always|can you|could you|would you|will you)\s)*"
QUOTED = r'["“「『]([^"“”「」『』]+)["”」』]|(?<!\w)[\'‘](.+?)[\'’](?!\w)'


@dataclass(frozen=True)
class Hearing:
    """One recording: what the ears made of it and what was measured."""

    heard: Heard
    voice: Prosody


@dataclass(frozen=True)
class Ask:
    """What is asked: the instruction, the text it is about, the recordings sent with it, whether the asker writes Korean, and whether it is the system message that asks."""

    instruction: str
    material: str
    hearings: tuple[Hearing, ...] = ()
    korean: bool = False
    steering: bool = False

    def say(self, english: str, korean: str) -> str:
        return korean if self.korean else english


def asks(messages: list[dict], hearings: list[Hearing]) -> list[Ask]:
    """What may be meant, the likeliest first: the last user message's instruction, the system message's, then the user's last line or all that was written."""
    user = text_of(next((m for m in reversed(messages) if m.get("role") == "user"), {}))
    system, hearings = system_text(messages), tuple(hearings)
    instruction, material = _split(user, by_sentence=not hearings)
    asks = [Ask(instruction[:LONGEST], material, hearings, is_korean(instruction or system))]
    if system:  # a text without an order of its own is what the system message is about
        ordered = hearings or re.match(r"[^\n:：]{1,200}[:：]", user)
        asks.insert(
            1 if ordered or not user else 0,
            Ask(system, user, hearings, is_korean(user or system), steering=True),
        )
    if hearings:
        asks.append(Ask(user[:LONGEST], "", hearings, is_korean(user or system)))
    elif "\n" in user:
        before, _, last = user.rpartition("\n")
        asks.append(Ask(last.strip()[:LONGEST], before.strip(), (), is_korean(last)))
    return asks


def _split(text: str, by_sentence: bool) -> tuple[str, str]:
    """Instruction and material: what stands before and after the first colon or line's end, or else the first sentence's end; not inside quotation marks, a time or an address."""
    for mark in (r"\n|：|:(?!//)(?!(?<=\d:)\d)", r"(?<=[.!?])\s" if by_sentence else "(?!)"):
        found = re.search(mark, text[:200])
        before = text[: found.start()] if found else ""
        if before.strip() and before.count('"') % 2 == 0 and before.count("“") == before.count("”"):
            return before.strip(), text[found.end() :].strip()
    return text, ""


def without(instruction: str) -> str:
    """The instruction without what it forbids and without the manner it asks for: neither says what to do."""
    return re.sub(
        r"\b(do not|don't|never|without)\b[^.,;:!?\n]*|\S+지 ?(말|마)\S*|\bin an? (\w+,? ){0,2}(mood|tone|voice|manner|way|style)\b",
        "",
        instruction,
        flags=re.IGNORECASE,
    )


def system_text(messages: list[dict]) -> str:
    """What the system and developer messages say."""
    return " ".join(
        text_of(m) for m in messages if m.get("role") in ("system", "developer")
    ).strip()[:LONGEST]


def text_of(message: dict) -> str:
    """The written words of a message."""
    content = message.get("content")
    if isinstance(content, str):
        return content.strip()
    return "\n".join(
        part.get("text") or "" for part in content or [] if part.get("type") == "text"
    ).strip()


def is_korean(text: str) -> bool:
    """Whether `text` is written in Korean rather than in Latin letters; a syllable weighs two letters."""
    hangul, latin = len(re.findall(r"[가-힣ㄱ-ㆎᄀ-ᇿ]", text)), len(re.findall("[A-Za-z]", text))
    return hangul * 2 > latin


def unquoted(text: str) -> str:
    """Text without the quotation marks round the whole of it."""
    return re.sub(
        r'^(?:"([^"]*)"|“([^“”]*)”|「([^「」]*)」|\'(.*)\'|‘(.*)’)$',
        lambda found: next(group for group in found.groups() if group is not None),
        text,
        flags=re.DOTALL,
    )


def quoted(instruction: str) -> str:
    """What the instruction puts in quotation marks."""
    found = re.search(QUOTED, instruction)
    return (found[1] or found[2]).strip() if found else ""
