"""Everything that was asked about the recordings of a request, answered in its order."""

from helpers.practice.mind import quotes
from helpers.practice.mind.hearing import between
from helpers.practice.mind.instruction import Ask
from helpers.practice.mind.intents import ABOUT_SOUND, Intent
from helpers.practice.mind.recording_replies import MEASUREMENTS, REPLIES, Question
from helpers.practice.mind.time_ranges import Part

NO_RECORDING = (
    "There is no recording in this request: add an input_audio part, and I can answer that.",
    "이 요청에는 녹음이 없습니다. input_audio 부분을 넣으면 대답할 수 있습니다.",
)
NOTHING_THERE = (
    "I heard no words in that part of the recording.",
    "녹음의 그 부분에서는 말을 듣지 못했습니다.",
)
MEASURED_PART = ("I measured that part alone.", "그 부분만 측정했습니다.")
MEASURED_WHOLE = (
    "What I measured is of the whole recording, not of that part.",
    "측정한 것은 그 부분이 아니라 녹음 전체입니다.",
)
WITHOUT_WORDS = {*MEASUREMENTS, "feelings", "speech", "language"}  # need no words to be answered
MEASURED = WITHOUT_WORDS - {"length", "language"}  # "how long" is asked of a whole recording
OWN_LINES = {  # the words themselves: what is said about them stands on a line of its own
    *("transcribe", "times", "subtitles", "mark_doubt", "part"),
    *("repeat", "read_aloud", "summarise"),
}
WORDS = {"heard", "reply", "repeat", "read_aloud"}
COVERED = {  # what need not be said beside the answer to another intent
    "subtitles": {"times", "transcribe", "mark_doubt", *WORDS},
    "times": {"transcribe", "mark_doubt", *WORDS},
    "transcribe": {"mark_doubt", *WORDS},
    "mark_doubt": WORDS,
    "repeat": {"read_aloud", "reply"},
    "describe": {"heard", "reply", "length", "speed", "pitch", "loudness"},
    "heard": {"reply"},
}


def about_recordings(intents: list[Intent], ask: Ask) -> str:
    """The answers to all the intents, for every recording that came.

    Empty where none of them is about a recording; where one is spoken of and none came, that
    is said.
    """
    named = frozenset(intent.name for intent in intents)
    names = _uncovered([intent.name for intent in intents if intent.name in REPLIES])
    if not names:
        return ""
    if not ask.hearings:
        return ask.say(*NO_RECORDING) if ABOUT_SOUND.search(ask.instruction) else ""
    part = next((intent.part for intent in intents if intent.part), None)
    told = [_about_one(Question(hearing, ask, named), names, part) for hearing in ask.hearings]
    if len(told) == 1:
        return told[0]
    return "\n".join(
        ask.say(f"Recording {number}: {text}", f"녹음 {number}: {text}")
        for number, text in enumerate(told, 1)
    )


def _about_one(question: Question, names: list[str], part: Part | None) -> str:
    hearing, ask = question.hearing, question.ask
    if not hearing.heard.words:
        remark = [ask.say(*MEASURED_WHOLE)] if part and MEASURED & set(names) else []
        return " ".join([_without_words(question, names), *remark])
    before, after = [], []
    if part:
        hearing = between(hearing, *part.of(hearing.voice.seconds))
        if not hearing.heard.words and not hearing.heard.gaps:
            before.append(ask.say(*NOTHING_THERE))
            names = [name for name in names if name in WITHOUT_WORDS]
        if MEASURED & set(names):
            after.append(ask.say(*(MEASURED_PART if hearing.measure else MEASURED_WHOLE)))
    of_part = Question(hearing, ask, question.names)
    replies = [REPLIES[name](question if name == "length" else of_part) for name in names]
    said = [*before, *replies, *after]
    return ("\n" if OWN_LINES & set(names) else " ").join(said)


def _without_words(question: Question, names: list[str]) -> str:
    """Where no words are known: what can be measured, or why there are no words."""
    heard, voice = question.hearing.heard, question.hearing.voice
    possible = [name for name in names if name in WITHOUT_WORDS]
    if heard.verdict == "no speech" or len(possible) < len(names):
        why = quotes.no_words(heard, voice, question.korean)
        more = [name for name in possible if name in ("feelings", "pauses")]
        beside = [] if heard.verdict == "no speech" else more
        return " ".join([why, *(REPLIES[name](question) for name in beside)])
    return " ".join(REPLIES[name](question) for name in possible)


def _uncovered(names: list[str]) -> list[str]:
    """The names without those that another one covers; "part" only where it stands alone."""
    covered = {other for name in names for other in COVERED.get(name, ())}
    kept = [name for name in names if name not in covered]
    return [name for name in kept if name != "part"] or kept


def heard_alone(ask: Ask) -> str:
    """What is said of recordings that came without an instruction: they are messages."""
    return about_recordings([Intent("reply")], ask)
