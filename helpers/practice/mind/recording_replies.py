"""What is said about a recording: one function for each intent that a recording can answer."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from helpers.practice.mind import facts, moods, quotes, transcripts
from helpers.practice.mind.hearing import Hearing
from helpers.practice.mind.instruction import Ask
from helpers.practice.mind.intents import find
from helpers.practice.mind.summary import choose
from helpers.practice.mind.text_replies import sentence_count
from helpers.speech.prosody import Prosody

ABOUT_ITSELF = re.compile(  # words in which a recording may ask about itself
    r"\b(?:how|what|which|is|am|do|does|tell)\b.*"
    r"\b(?:this|recording|voice|speak|speaking|speech|talk|talking|i|clip|message|sound)\b"
    r"|(?:녹음|목소리|제가|내가|말이|소리가).*(?:나요|가요|까요?|어요|까)\b",
    re.IGNORECASE,
)
EACH_WORD = re.compile(r"\b(?:each|every|all) words?\b|(?:낱말|단어)(?:마다|별로)", re.IGNORECASE)


@dataclass(frozen=True)
class Question:
    """What is asked about one recording, and with which other intents."""

    hearing: Hearing
    ask: Ask
    names: frozenset[str] = frozenset()

    @property
    def korean(self) -> bool:
        """Whether the answer is in Korean."""
        return self.ask.korean

    @property
    def marked(self) -> bool:
        """Whether doubtful words are to be marked."""
        return "mark_doubt" in self.names


def transcript(question: Question) -> str:
    """The words, and nothing else but what was not understood."""
    return transcripts.plain(question.hearing.heard, question.korean, question.marked)


def timed(question: Question) -> str:
    """The words with their times."""
    by_word = bool(EACH_WORD.search(question.ask.instruction))
    return transcripts.timed(question.hearing.heard, question.korean, by_word, question.marked)


def subtitles(question: Question) -> str:
    """The words as subtitles."""
    return transcripts.srt(question.hearing.heard, question.korean)


def heard(question: Question) -> str:
    """A quotation, with how sure it is."""
    said, korean = question.hearing.heard, question.korean
    opening = question.ask.say("I heard: ", "이렇게 들었습니다: ")
    return _with_remarks(f"{opening}{quotes.quote(said, korean)}.", question)


def describe(question: Question) -> str:
    """The words, then everything that was measured."""
    words = quotes.quote(question.hearing.heard, question.korean)
    said = question.ask.say(f"A voice says: {words}.", f"목소리가 이렇게 말합니다: {words}.")
    measured = facts.everything(question.hearing.voice, question.korean)
    return f"{_with_remarks(said, question)} {measured}"


def reply(question: Question) -> str:
    """What was heard, and an answer to it where it asks about its own voice."""
    said = heard(question)
    words = question.hearing.heard.words
    if not ABOUT_ITSELF.search(words):
        return said
    asked = [intent.name for intent in find(words, with_recording=True)]
    own = [name for name in asked if name in (*MEASUREMENTS, "feelings")]
    return " ".join([said, *(REPLIES[name](question) for name in own)])


def summary(question: Question) -> str:
    """The phrases that say most of what was said."""
    pieces = quotes.spoken_pieces(question.hearing.heard)
    chosen = choose(pieces, sentence_count(question.ask.instruction))
    return _with_remarks(" … ".join(chosen), question)


def feelings(question: Question) -> str:
    """How excited the voice is, and the tone of the words."""
    hearing, korean = question.hearing, question.korean
    voice = moods.arousal(hearing.voice, korean, hearing.english)
    return f"{voice} {moods.tone(hearing.heard.words, korean)}" if hearing.heard.words else voice


def language(question: Question) -> str:
    """Which language it is."""
    return quotes.language(question.hearing.heard, question.korean)


def speech(question: Question) -> str:
    """Whether there is speech in it."""
    return quotes.speech(question.hearing.heard, question.hearing.voice, question.korean)


def confidence(question: Question) -> str:
    """How sure the words are."""
    return quotes.confidence(question.hearing.heard, question.korean)


def word_count(question: Question) -> str:
    """How many words were heard."""
    return quotes.word_count(question.hearing.heard, question.korean)


def _measured(fact: Callable[[Prosody, bool], str]) -> Callable[[Question], str]:
    return lambda question: fact(question.hearing.voice, question.korean)


def _with_remarks(said: str, question: Question) -> str:
    remarks = quotes.remarks(question.hearing.heard, question.korean)
    return f"{said} {remarks}" if remarks else said


MEASUREMENTS: dict[str, Callable[[Question], str]] = {
    "length": _measured(facts.length),
    "pauses": _measured(facts.pauses),
    "speed": _measured(facts.speed),
    "pitch": _measured(facts.height),
    "loudness": _measured(facts.strength),
}
REPLIES: dict[str, Callable[[Question], str]] = {  # by the name of the intent
    "transcribe": transcript,
    "times": timed,
    "subtitles": subtitles,
    "mark_doubt": transcript,
    "part": transcript,
    "repeat": transcript,
    "read_aloud": transcript,
    "heard": heard,
    "reply": reply,
    "describe": describe,
    "summarise": summary,
    "feelings": feelings,
    "language": language,
    "speech": speech,
    "confidence": confidence,
    "word_count": word_count,
    **MEASUREMENTS,
}
