"""Decides what to say: a phrase book, no language model. It answers from what was written, heard and measured, and says so where it cannot."""

import re
from dataclasses import dataclass, field

from ..prosody import Prosody
from . import facts, feelings
from .ears import Heard
from .summary import choose, sentences
from .voice import LOUDEST, PLAIN, Delivery

NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5}
DIRECTIONS = (   # how to speak; the first of each kind that is asked for counts
    (r"\bwhisper|속삭", Delivery(0.9, 45, 20, 0.28)), (r"\bas (if )?to a (small |young )?child|\blike to a child|아이에게", Delivery(0.82, 64, 78)),
    (r"\bexcited|\benthusias|\bcheerful|신나게|들뜬", Delivery(1.15, 66, 92, LOUDEST)), (r"\btired|\bsad(ly)?\b|\bbored|지친|슬프게|피곤", Delivery(0.8, 40, 22, 0.7)),
    (r"\bcalm|차분", Delivery(0.9, 46, 30, 0.87)), (r"\bslow(ly|er)?\b|천천히|느리게", Delivery(0.68)), (r"\b(quick(ly|er)?|fast(er)?)\b|빨리|빠르게", Delivery(1.4)),
    (r"\b(quiet|soft)(ly|er)?\b|조용히|작은 소리", Delivery(loudness=0.4)), (r"\bloud(ly|er)?\b|큰 소리|크게", Delivery(loudness=LOUDEST)),
)


@dataclass(frozen=True)
class Hearing:
    """One recording: what the ears made of it and what was measured."""
    heard: Heard
    voice: Prosody


@dataclass(frozen=True)
class Answer:
    """What to say, and how."""
    text: str
    language: str = "en"
    delivery: Delivery = PLAIN


@dataclass(frozen=True)
class Ask:
    """What is asked: the instruction, the text it is about, and the recordings sent with it."""
    instruction: str
    material: str
    hearings: tuple[Hearing, ...] = ()
    korean: bool = False
    extra: dict = field(default_factory=dict)

    def say(self, english: str, korean: str) -> str:
        return korean if self.korean else english


def answer(messages: list[dict], hearings: list[Hearing]) -> Answer:
    """The answer to a conversation whose last user message brought `hearings` (those of that message, in order)."""
    user = _text(next((m for m in reversed(messages) if m.get("role") == "user"), {}))
    system = " ".join(_text(m) for m in messages if m.get("role") in ("system", "developer"))
    korean = _is_korean(user or system)
    asks = [_ask(user, hearings, korean)]
    if system:
        asks.append(Ask(system, user, tuple(hearings), korean))
    for ask in asks:
        for pattern, reply in PHRASES:
            if ask.instruction and re.search(pattern, ask.instruction, re.I):
                return _answer(reply(ask), korean, f"{asks[0].instruction} {system}")
    text = _heard_alone(asks[0]) if hearings and not user.strip() else _what_i_am(asks[0])
    return _answer(text, korean, f"{asks[0].instruction} {system}")


def _answer(text: str, korean: bool, directions: str) -> Answer:
    text = text.strip()
    delivery = next((delivery for pattern, delivery in DIRECTIONS if re.search(pattern, re.sub(r"how (fast|slow|loud|quiet)\w*", "", directions, flags=re.I), re.I)), PLAIN)
    return Answer(text, "ko" if _is_korean(text) or (korean and not re.search("[A-Za-z]", text)) else "en", delivery)


def _text(message: dict) -> str:
    """The written words of a message."""
    content = message.get("content")
    if isinstance(content, str):
        return content
    return "\n".join(part.get("text") or "" for part in content or [] if part.get("type") == "text")


def _is_korean(text: str) -> bool:
    hangul, latin = len(re.findall(r"[가-힣ㄱ-ㆎᄀ-ᇿ]", text)), len(re.findall("[A-Za-z]", text))
    return hangul * 2 > latin


def _ask(text: str, hearings: list[Hearing], korean: bool) -> Ask:
    """Instruction and material: what stands before the first colon or line's end, and what stands after it."""
    match = re.match(r"\s*([^:\n：]{1,200})[:：\n]\s*(.+)", text, re.S)
    if not match:
        return Ask(text, "", tuple(hearings), korean)
    return Ask(match[1], match[2].strip(), tuple(hearings), korean)


def _read_aloud(ask: Ask) -> str:
    text = re.sub(r'^["“”\'‘「](.*)["”\'’」]$', r"\1", ask.material, flags=re.S)
    if text:
        return text
    if ask.hearings:
        return _repeat(ask)
    return ask.say("Write the text after a colon, and I will read it aloud.", "쌍점 뒤에 글을 적어 주시면 소리 내어 읽겠습니다.")


def _summarise(ask: Ask) -> str:
    found = re.search(r"(\d+|one|two|three|four|five|한|두|세|네|다섯)\s*(short |spoken )?(sentence|문장)", ask.instruction, re.I)
    count = 1 if not found else NUMBERS.get(found[1].lower()) or max(1, min(20, int(found[1])))
    if ask.material:
        return " ".join(choose(sentences(ask.material), count))
    return _about_each(ask, lambda hearing: " … ".join(choose(facts.spoken_pieces(hearing.heard), count)))


def _transcribe(ask: Ask) -> str:
    return _about_each(ask, lambda hearing: hearing.heard.words)


def _repeat(ask: Ask) -> str:
    return _about_each(ask, lambda hearing: hearing.heard.words)


def _describe(ask: Ask) -> str:
    def one(hearing):
        words = facts.quote(hearing.heard, ask.korean)
        said = ask.say(f"A voice says: {words}.", f"목소리가 이렇게 말합니다: {words}.")
        return f"{said} {facts.everything(hearing.voice, ask.korean)}"
    return _about_each(ask, one)


def _measure(ask: Ask) -> str:
    asked = [fact for pattern, fact in facts.ASKED if re.search(pattern, ask.instruction, re.I)]
    return _about_each(ask, lambda hearing: " ".join(fact(hearing.voice, ask.korean) for fact in asked), needs_words=False)


def _feelings(ask: Ask) -> str:
    if not ask.hearings:
        return facts.tone(ask.material or ask.instruction, ask.korean)
    def one(hearing):
        return f"{facts.arousal(hearing.voice, ask.korean)} {facts.tone(hearing.heard.words, ask.korean) if hearing.heard.words else ''}".strip()
    return _about_each(ask, one, needs_words=False)


def _heard_alone(ask: Ask) -> str:
    """A recording without a word beside it is a message: say what was heard, and answer it where the phrase book has an answer."""
    def one(hearing):
        heard = ask.say("I heard: ", "이렇게 들었습니다: ") + facts.quote(hearing.heard, ask.korean) + "."
        spoken = Ask(hearing.heard.words, "", (hearing,), ask.korean)
        reply = next((reply for pattern, reply in PHRASES if reply in (_measure, _feelings) and re.search(pattern, spoken.instruction, re.I)), None)
        return f"{heard} {reply(spoken)}" if reply else heard
    return _about_each(ask, one)


def _about_each(ask: Ask, one, needs_words: bool = True) -> str:
    """`one` of every recording; where there are no words to speak of, what is known instead."""
    if not ask.hearings:
        return ask.say("There is no recording in this request: add an input_audio part, and I can answer that.",
                       "이 요청에는 녹음이 없습니다. input_audio 부분을 넣으면 대답할 수 있습니다.")
    replies = []
    for hearing in ask.hearings:
        silent = hearing.heard.verdict == "no speech" or (needs_words and not hearing.heard.words)
        replies.append(facts.no_words(hearing.heard, hearing.voice, ask.korean) if silent else one(hearing))
    if len(replies) == 1:
        return replies[0]
    return "\n".join(ask.say(f"Recording {n}: {reply}", f"녹음 {n}: {reply}") for n, reply in enumerate(replies, 1))


def _what_i_am(ask: Ask) -> str:
    return ask.say("I am a practice engine and no language model: I can read aloud, summarise, hear English and measure a voice, but only a real model can answer this.",
                   "저는 언어 모델이 아닌 연습 엔진입니다. 글을 읽고, 요약하고, 영어를 듣고, 목소리를 잴 수 있지만, 이 말에는 진짜 모델만 대답할 수 있습니다.")


PHRASES = (
    (r"^\W*(please |now )*(read|say)\b(?!.*\b(again|what)\b).*(aloud|out loud|word for word|exactly|following|this|slow|fast|whisper|quiet|child|excited)|^\W*(please )?say$|소리 내어|낭독|읽어 ?(주|줘)", _read_aloud),
    (r"summari[sz]e|summary|요약", _summarise),
    (r"transcri(be|pt)|write down|받아 ?(적|쓰)|전사|글로 옮", _transcribe),
    (r"repeat|say (that|it) again|say what i said|따라 ?(하|해|말)|다시 말해", _repeat),
    (r"feel|mood|emotion|sentiment|excited is|감정|기분|느낌", _feelings),
    (r"what('s| is) (said )?in (this|the|that|it)|describe|what (do|can|did) you hear|what do they say|녹음.*(무엇|뭐|뭔|내용)|들리(나|는)|무슨 (말|소리)", _describe),
    (facts.ANY_ASKED, _measure),
)
