"""What of a request was not done, said in one sentence."""

from helpers.practice.mind import languages
from helpers.practice.mind.hearing import Hearing
from helpers.practice.mind.instruction import Ask
from helpers.practice.mind.intent_table import CANNOT
from helpers.practice.mind.intents import Intent
from helpers.practice.mind.texts import is_korean

WHAT_I_AM = (
    "I am a practice engine and no language model: I can read aloud, summarise, hear English and"
    " Korean and measure a voice, but only a real model can answer this.",
    "저는 언어 모델이 아닌 연습 엔진입니다. 글을 읽고, 요약하고, 영어와 한국어를 듣고, "
    "목소리를 측정할 수 있지만, 이 질문에는 실제 모델만 대답할 수 있습니다.",
)


def left_out(intents: list[Intent], ask: Ask) -> list[Intent]:
    """Of the intents those that cannot be done, and that are not done without doing anything."""
    names = {intent.name for intent in intents}
    return [
        intent
        for intent in intents
        if not intent.possible
        and not (intent.name == "yes_or_no" and names & {"speech", "confidence"})
        and not (intent.name == "translate" and _is_in(intent.language, ask))
    ]


def sentence(left: list[Intent], ask: Ask, nothing_else: bool = False) -> str:
    """What was left out and why; with `nothing_else` done, that a language model could do it."""
    if not left:
        return ""
    english = [_english(intent) for intent in left]
    korean = [_korean(intent) for intent in left]
    some = " or ".join(filter(None, [", ".join(english[:-1]), english[-1]]))
    if nothing_else:
        return ask.say(
            f"I did not {some}: I cannot, for I am no language model.",
            f"{_topic(', '.join(korean))} 하지 않았습니다. "
            "저는 언어 모델이 아니어서 할 수 없습니다.",
        )
    return ask.say(
        f"I did not {some}: I cannot.",
        f"{_topic(', '.join(korean))} 하지 않았습니다. 제가 할 수 없는 일입니다.",
    )


def unknown_sentence(wishes: list[str], ask: Ask) -> str:
    """That something more was asked for, in the asker's own words."""
    if not wishes:
        return ""
    quoted = ", ".join(f'"{wish}"' for wish in wishes)
    return ask.say(
        f"I left out {quoted}: I do not know how to do that.",
        f"{quoted}: 이 부분은 제가 모르는 일이어서 하지 않았습니다.",
    )


def what_i_am(ask: Ask) -> str:
    """One sentence: what this engine is, what it can do, and what could answer."""
    return ask.say(*WHAT_I_AM)


def _is_in(language: str, ask: Ask) -> bool:
    """Whether what came is in that language already."""
    if not language:
        return False
    if ask.hearings:
        return all(_spoken_in(hearing, language) for hearing in ask.hearings)
    return bool(ask.material) and language == ("ko" if is_korean(ask.material) else "en")


def _spoken_in(hearing: Hearing, language: str) -> bool:
    return (hearing.heard.language or "en") == language and bool(hearing.heard.words)


def _english(intent: Intent) -> str:
    verb, _ = CANNOT[intent.name]
    return f"{verb} into {languages.name(intent.language)}" if intent.language else verb


def _korean(intent: Intent) -> str:
    _, noun = CANNOT[intent.name]
    if not intent.language:
        return noun
    return f"{languages.name(intent.language, korean=True)} {noun}"


def _topic(noun: str) -> str:
    """A Korean noun with the particle that marks a topic."""
    closed = "가" <= noun[-1] <= "힣" and (ord(noun[-1]) - ord("가")) % 28
    return noun + ("은" if closed else "는")
