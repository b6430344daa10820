"""What is said about a written text: it is read aloud, repeated, summarised, its tone told."""

import re
import unicodedata

from helpers.practice.mind import moods
from helpers.practice.mind.instruction import ABOUT_TEXT, Ask
from helpers.practice.mind.summary import summarise
from helpers.practice.mind.texts import quoted, unquoted

COUNTED = (
    "one two three four five six seven eight nine ten",
    "한 두 세 네 다섯 여섯 일곱 여덟 아홉 열",
)
NUMBERS = {word: number for words in COUNTED for number, word in enumerate(words.split(), 1)}
NUMBER = "|".join(NUMBERS)
SENTENCES = re.compile(  # "in 2 short sentences", "two-sentence", "두 문장", "문장 두 개"
    rf"(\d{{1,3}}|{NUMBER})(?: or \w+)?[\s-]*(?:(?:\w+,? ){{0,2}}sentence|(?:개의 )?문장)"
    rf"|문장 ({NUMBER}) ?개",
    re.IGNORECASE,
)
MOST_SENTENCES = 20
SPEAKABLE = ("LATIN", "HANGUL", "FULLWIDTH", "FEMININE", "MASCULINE", "MICRO")  # in Unicode's names
OTHER_LETTERS = (
    "My voices can say only English and Korean, and this text is written in other letters.",
    "제 목소리는 영어와 한국어만 말할 수 있는데, 이 글은 다른 글자로 쓰여 있습니다.",
)
SINGLE = re.compile(  # the word that "say" asks for without quotation marks: "Say hello!"
    r"(?:^|[.!?,]\s)\W*(?:(?:please|now|then|just|kindly|can you|could you|would you)\s)*"
    r"say ((?!some|any|no|it\b|this|that|so\b|what|more|a\b)\w+|good \w+|thank you)\W*$",
    re.IGNORECASE,
)
OF_WORDS = re.compile(r"text|words|sentence|review|message|sentiment|글|문장|낱말", re.IGNORECASE)


def read_aloud(ask: Ask) -> str:
    """The text that is to be spoken; empty where there is none, or it is a recording's."""
    single = SINGLE.search(ask.instruction)
    text = unquoted(ask.material) or quoted(ask.instruction) or (single[1] if single else "")
    if any(letter.isalnum() or unicodedata.category(letter)[0] == "S" for letter in text):
        return speakable(text, ask.korean)
    if ask.hearings or re.search(r"recording|audio|\bclip|녹음", ask.instruction, re.IGNORECASE):
        return ""
    if re.search(r"\b(?:say|speak)\b|말해|말씀해", ask.instruction, re.IGNORECASE):
        return ""  # "say it in French", "speak slowly": no text is meant
    return ask.say(
        "Write the text after a colon, and I will read it aloud.",
        "쌍점 뒤에 글을 적어 주시면 소리 내어 읽겠습니다.",
    )


def repeat(ask: Ask) -> str:
    """The text that is to be repeated."""
    text = text_meant(ask)
    return speakable(text, ask.korean) if text else ""


def summary(ask: Ask) -> str:
    """A summary of the text; empty where a recording is meant."""
    text = text_meant(ask)
    if not text and not ask.hearings and not re.search("recording|녹음", ask.instruction):
        return ask.say(
            "Write the text after a colon, or send a recording, and I will summarise it.",
            "쌍점 뒤에 글을 적거나 녹음을 보내 주시면 요약하겠습니다.",
        )
    return speakable(summarise(text, sentence_count(ask.instruction)), ask.korean) if text else ""


def tone(ask: Ask) -> str:
    """The tone of the words, where a text is meant."""
    if ask.hearings or not (ask.material or OF_WORDS.search(ask.instruction)):
        return ""
    return moods.tone(ask.material or ask.instruction, ask.korean)


def text_meant(ask: Ask) -> str:
    """The text that the instruction is about; empty where it is about a recording."""
    if ask.hearings and not re.search(ABOUT_TEXT, ask.instruction + ":", re.IGNORECASE):
        return ""
    return unquoted(ask.material)


def sentence_count(instruction: str) -> int:
    """How many sentences a summary may have, one where it is not said."""
    found = SENTENCES.search(instruction)
    number = (found[1] or found[2]).lower() if found else "1"
    return max(1, min(MOST_SENTENCES, NUMBERS.get(number) or int(number)))


def speakable(text: str, korean: bool = False) -> str:
    """The text, or that the voices cannot say it where a third is in letters they do not know."""
    letters = [letter for letter in text if letter.isalpha()]
    known = [unicodedata.name(letter, "").split(" ")[0] in SPEAKABLE for letter in letters]
    if known.count(False) * 3 <= len(letters):
        return text
    return OTHER_LETTERS[korean]


REPLIES = {  # what can be said of a text, by the name of the intent
    "read_aloud": read_aloud,
    "repeat": repeat,
    "summarise": summary,
    "feelings": tone,
}
