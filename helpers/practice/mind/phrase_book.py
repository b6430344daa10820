"""Decides what to say: a phrase book, no language model. It answers from what was written, heard and measured, and says so where it cannot."""

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

from helpers.practice.mind import facts
from helpers.practice.mind.directions import delivery
from helpers.practice.mind.instruction import (
    START,
    Ask,
    Hearing,
    asks,
    is_korean,
    quoted,
    system_text,
    text_of,
    unquoted,
    without,
)
from helpers.practice.mind.summary import choose, summarise
from helpers.practice.voice.delivery import PLAIN, Delivery

COUNTED = (
    "one two three four five six seven eight nine ten",
    "한 두 세 네 다섯 여섯 일곱 여덟 아홉 열",
)
NUMBERS = {word: number for words in COUNTED for number, word in enumerate(words.split(), 1)}
ABOUT_SOUND = r"recording|audio|\bclips?\b|\bsound|\bvoice|\bspeak|\bspeech|\bhear|\bsaid\b|transcri|녹음|소리|화자|들리|들었|받아 ?적|받아 ?쓰"
ABOUT_TEXT = r"\btexts?\b|\bfollowing\b|\bbelow\b|\bafter me\b|\bsentences?:|글을|문장을|다음"
BEFORE = r"\bwhat did i (just )?(say|ask|tell)\b.*\b(before|earlier|first|last|previous)|\bremember what i\b|\bwhat have i (said|asked|told)|(제가|내가).*(아까|전에|방금|처음).*(말|했|물)|(아까|전에|방금|처음).*(제가|내가).*(말|했|물)"
MOODS = r"(excited|tired|calm|happy|sad|angry|nervous|bored|upset|worried|cheerful)"


@dataclass(frozen=True)
class Answer:
    """What to say, and how."""

    text: str
    language: str = "en"
    delivery: Delivery = PLAIN


def answer(
    messages: list[dict], hearings: list[Hearing], said: Callable[[], list[str]] = list
) -> Answer:
    """The answer to a conversation whose last user message brought `hearings` (those of that message, in order); `said` gives what the user said in the turns before."""
    asked = asks(messages, hearings)
    orders = system_text(messages)
    if messages and messages[-1].get("role") in ("tool", "function"):
        return _answer(_tool_says(messages, asked[0]), asked[0], orders)
    if re.search(
        BEFORE,
        " ".join([asked[0].instruction, *(hearing.heard.words for hearing in hearings)]),
        re.IGNORECASE,
    ):
        return _answer(_remembered(asked[0], said()), asked[0], orders)
    for ask in asked:
        wanted = without(ask.instruction)
        for pattern, reply in PHRASES:
            if re.search(pattern, wanted, re.IGNORECASE) and (text := reply(ask)):
                return _answer(text, ask, orders)
    ask = next(ask for ask in asked if not ask.steering)
    return _answer(
        _heard_alone(ask) if hearings and not ask.instruction else _what_i_am(ask), ask, orders
    )


def _answer(text: str, ask: Ask, orders: str) -> Answer:
    text = text.strip()
    korean = is_korean(text) or (ask.korean and re.search("[가-힣]", text))
    return Answer(
        text,
        "ko" if korean else "en",
        delivery(orders if ask.steering else f"{ask.instruction}\n{orders}"),
    )


def _spoken(text: str, ask: Ask) -> str:
    """`text`, or that the voices cannot say it: most of what is not English or Korean would come out as nonsense."""
    letters = [letter for letter in text if letter.isalpha()]
    foreign = sum(
        unicodedata.name(letter, "").split(" ")[0]
        not in ("LATIN", "HANGUL", "FULLWIDTH", "FEMININE", "MASCULINE", "MICRO")
        for letter in letters
    )
    if foreign * 3 > len(letters):
        return ask.say(
            "My voices can say only English and Korean, and this text is written in other letters.",
            "제 목소리는 영어와 한국어만 말할 수 있는데, 이 글은 다른 글자로 쓰여 있습니다.",
        )
    return text


def _read_aloud(ask: Ask) -> str:
    text = unquoted(ask.material) or quoted(ask.instruction)
    if any(letter.isalnum() or unicodedata.category(letter)[0] == "S" for letter in text):
        return _spoken(text, ask)
    if ask.hearings or re.search(r"recording|audio|\bclip|녹음", ask.instruction, re.IGNORECASE):
        return _repeat(ask)
    return ask.say(
        "Write the text after a colon, and I will read it aloud.",
        "쌍점 뒤에 글을 적어 주시면 소리 내어 읽겠습니다.",
    )


def _say(ask: Ask) -> str:
    """The words that follow "say"; empty where it is not clear which they are."""
    word = re.search(
        START
        + r"say ((?!some|any|no|it\b|this|that|so\b|what|more|a\b)\w+|good \w+|thank you)\W*$",
        ask.instruction,
        re.IGNORECASE,
    )
    text = unquoted(ask.material) or quoted(ask.instruction) or (word[1] if word else "")
    if text:
        return _spoken(text, ask)
    return (
        _repeat(ask)
        if ask.hearings and re.search(r"\b(what|this|it|that)\b", ask.instruction, re.IGNORECASE)
        else ""
    )


def _summarise(ask: Ask) -> str:
    found = re.search(
        rf"(\d{{1,3}}|{'|'.join(NUMBERS)})( or \w+)?[\s-]*(?:(?:\w+,? ){{0,2}}sentence|(개의 )?문장)|문장 ({'|'.join(NUMBERS)}) ?개",
        ask.instruction,
        re.IGNORECASE,
    )
    number = (found[1] or found[4]).lower() if found else "1"
    count = max(1, min(20, NUMBERS.get(number) or int(number)))
    if text := _text_meant(ask):
        return _spoken(summarise(text, count), ask)
    return _about_each(
        ask, lambda hearing: " … ".join(choose(facts.spoken_pieces(hearing.heard), count))
    ) or ask.say(
        "Write the text after a colon, or send a recording, and I will summarise it.",
        "쌍점 뒤에 글을 적거나 녹음을 보내 주시면 요약하겠습니다.",
    )


def _text_meant(ask: Ask) -> str:
    """The text that the instruction is about; empty where it is about a recording."""
    return (
        unquoted(ask.material)
        if not ask.hearings or re.search(ABOUT_TEXT, ask.instruction + ":", re.IGNORECASE)
        else ""
    )


def _repeat(ask: Ask) -> str:
    if text := _text_meant(ask):
        return _spoken(text, ask)
    return _about_each(ask, lambda hearing: hearing.heard.words)


def _transcribe(ask: Ask) -> str:
    return _about_each(ask, lambda hearing: hearing.heard.words)


def _describe(ask: Ask) -> str:
    def one(hearing):
        words = facts.quote(hearing.heard, ask.korean)
        said = ask.say(f"A voice says: {words}.", f"목소리가 이렇게 말합니다: {words}.")
        return f"{said} {facts.everything(hearing.voice, ask.korean)}"

    return _about_each(ask, one)


def _measure(ask: Ask) -> str:
    asked = [
        fact for pattern, fact in facts.ASKED if re.search(pattern, ask.instruction, re.IGNORECASE)
    ]
    return _about_each(
        ask,
        lambda hearing: " ".join(fact(hearing.voice, ask.korean) for fact in asked),
        needs_words=False,
    )


def _feelings(ask: Ask) -> str:
    if not ask.hearings and (
        ask.material
        or re.search(
            r"text|words|sentence|review|message|sentiment|글|문장|낱말",
            ask.instruction,
            re.IGNORECASE,
        )
    ):
        return facts.tone(ask.material or ask.instruction, ask.korean)

    def one(hearing):
        words = hearing.heard.words
        return f"{facts.arousal(hearing.voice, ask.korean, english=bool(words))} {facts.tone(words, ask.korean) if words else ''}"

    return _about_each(ask, one, needs_words=False)


def _heard(ask: Ask) -> str:
    return _about_each(
        ask,
        lambda hearing: (
            ask.say("I heard: ", "이렇게 들었습니다: ")
            + facts.quote(hearing.heard, ask.korean)
            + "."
        ),
    )


def _heard_alone(ask: Ask) -> str:
    """A recording is a message: say what was heard, and answer it where it asks about itself."""

    def one(hearing):
        spoken = Ask(hearing.heard.words, "", (hearing,), ask.korean)
        asks = re.search(
            r"\b(how|what|which|is|am|do|does|tell)\b.*\b(this|recording|voice|speak|speaking|speech|talk|talking|i|clip|message|sound)\b",
            hearing.heard.words,
        )
        reply = (
            next(
                (
                    reply
                    for pattern, reply in PHRASES
                    if reply in (_measure, _feelings) and re.search(pattern, spoken.instruction)
                ),
                None,
            )
            if asks
            else None
        )
        return f"{_heard(spoken)} {reply(spoken)}" if reply else _heard(spoken)

    return _about_each(ask, one) if ask.hearings else ""


def _about_each(ask: Ask, one, needs_words: bool = True) -> str:
    """`one` of every recording; where there are no words to speak of, what is known instead. Empty where neither a recording came nor the instruction speaks of one."""
    if not ask.hearings:
        return (
            ask.say(
                "There is no recording in this request: add an input_audio part, and I can answer that.",
                "이 요청에는 녹음이 없습니다. input_audio 부분을 넣으면 대답할 수 있습니다.",
            )
            if re.search(ABOUT_SOUND, ask.instruction, re.IGNORECASE)
            else ""
        )
    replies = []
    for hearing in ask.hearings:
        silent = hearing.heard.verdict == "no speech" or (needs_words and not hearing.heard.words)
        replies.append(
            facts.no_words(hearing.heard, hearing.voice, ask.korean)
            if silent
            else one(hearing).strip()
        )
    if len(replies) == 1:
        return replies[0]
    return "\n".join(
        ask.say(f"Recording {n}: {reply}", f"녹음 {n}: {reply}")
        for n, reply in enumerate(replies, 1)
    )


def _remembered(ask: Ask, said: list[str]) -> str:
    """The turns before, in their order."""
    if not said:
        return ask.say(
            "You have not said anything before this that came with the request.",
            "이 요청에는 그 전에 하신 말씀이 들어 있지 않습니다.",
        )
    turns = (
        ", then: ".join(f'"{turn}"' for turn in said)
        if not ask.korean
        else ", 그다음에 ".join(f'"{turn}"' for turn in said)
    )
    return ask.say(f"Before this you said: {turns}.", f"그 전에 이렇게 말씀하셨습니다: {turns}.")


def _tool_says(messages: list[dict], ask: Ask) -> str:
    """What the functions gave back, in words."""
    names = {
        call["id"]: call["function"]["name"]
        for message in messages
        for call in message.get("tool_calls") or []
        if call.get("function")
    }
    answers = list(
        takewhile(lambda message: message.get("role") in ("tool", "function"), reversed(messages))
    )[::-1]
    spoken = [
        (names.get(message.get("tool_call_id")) or message.get("name") or "function").replace(
            "_", " "
        )
        + ": "
        + _in_words(text_of(message))
        for message in answers
    ]
    return ". ".join(spoken) + "."


def _in_words(result: str) -> str:
    """A function's result as words: the keys and values of JSON, or the text as it is."""
    try:
        value = json.loads(result)
    except ValueError:
        return result.strip().rstrip(".") or "nothing"
    if isinstance(value, dict):
        return ", ".join(
            f"{str(key).replace('_', ' ')} {_in_words(json.dumps(item, ensure_ascii=False))}"
            for key, item in value.items()
        )
    if isinstance(value, list):
        return ", ".join(_in_words(json.dumps(item, ensure_ascii=False)) for item in value)
    return (
        {True: "yes", False: "no", None: "nothing"}.get(value, str(value))
        if value is None or isinstance(value, bool)
        else str(value)
    )


def _what_i_am(ask: Ask) -> str:
    return ask.say(
        "I am a practice engine and no language model: I can read aloud, summarise, hear English and measure a voice, but only a real model can answer this.",
        "저는 언어 모델이 아닌 연습 엔진입니다. 글을 읽고, 요약하고, 영어를 듣고, 목소리를 잴 수 있지만, 이 말에는 진짜 모델만 대답할 수 있습니다.",
    )


PHRASES = (  # the first whose pattern is found in the instruction and that has something to say answers
    (
        r"summari[sz]e|\bsum up|\b(a|one|short|spoken|brief|sentence) summary|^\W*summary|요약",
        _summarise,
    ),
    (
        START
        + r"(read|recite|narrate)\b(?!.*\b(and|then)\b.*\b(tell|answer|say|find|give|translate)\b)|\bread\b.*\b(aloud|out loud)|소리 ?내어|낭독|읽어",
        _read_aloud,
    ),
    (
        START
        + r"say\b(?!.*\b(again|how|whether|if|which|everything|all|your|answers?)\b)|말해 ?(주|줘|봐)|말씀해",
        _say,
    ),
    (
        r"transcri(be|pt)|\bwrite\b.*\bdown|\bto text\b|\bwhat are the words|받아 ?(적|쓰)|전사|글로 (옮|적|써)|텍스트로",
        _transcribe,
    ),
    (
        r"\brepeat\b|say (that|it|this|what i said) again|say what i said|따라 ?(하|해|말)|다시 말해|그대로 말해",
        _repeat,
    ),
    (
        rf"\bfeel(s|ing|ings)?\b|\bmood|emotion|sentiment|tone of|\bhow (do|does|did|is|are) \w+( \w+)? sound|how {MOODS}|\b(is|are|was|am|do|does|did)\b[^.?!]*\b{MOODS}\b[^.!]*\?|whether\b[^.?!]*\b{MOODS}\b|감정|기분|느낌|심정|(슬픈|기쁜|화난|피곤한|신난)가",
        _feelings,
    ),
    (
        r"what('s| is| are| was)? (there )?(in|on) (this|the|that|it|my)\b|\bdescri(be|ption)|analy[sz]e|what('s| is| was) (this|that)\b(?!.*\babout)|\babout (this|the|that|my) (clip|audio|voice|speaker|sound)|tell me (more )?about (this|the|that|my) recording|"
        r"what (do|can|did) you (hear|notice)|녹음.*(무엇|뭐|뭔|내용|어떤)|들리(나|는)|무슨 소리|설명|묘사|분석|어떤 (소리|목소리)",
        _describe,
    ),
    (facts.ANY_ASKED, _measure),
    (
        r"what\b.*\b(say|says|said|saying|talk|talks|talking)\b|\b(can|could|do|did) you (hear|understand)\b|\b(recording|clip|audio|message) (is )?about\b|뭐라고|무슨 (말|이야기|얘기)|무엇을 말|뭘 말|알아들",
        _heard,
    ),
    (r"\b(answer|reply|respond|react)\b|\blisten\b|대답|답해|답변|들어 ?(보|봐)", _heard_alone),
)
