"""The words that were heard, said honestly: how sure they are, and what was not understood."""

import math

from helpers.practice.ears.heard import Heard, Word
from helpers.practice.mind import facts, languages
from helpers.speech.prosody import Prosody
from helpers.speech.sentences import sentences

# A word heard with at least this probability counts as sure. Measured by benchmarks/ears.py: of
# human words at or above it, 97 in 100 of all, 97 in 100 are right; of the practice voices' words,
# 90 in 100 of all, 96 in 100 are right, and of those below it 67.
SURE = 0.5
RIGHT_IN_TEN = 9  # of ten English words that count as sure, so many are right
TAUGHT = ("en", "ko")  # the languages in which it was measured how well words are heard
LONG_GAP = 0.3  # seconds between words that separate two phrases
UNHEARD = 0.5  # seconds that may be missing before it is said how much was understood


def quote(heard: Heard, korean: bool = False) -> str:
    """The words in quotation marks, and of how many of them the ears are sure."""
    sure, count = sum(map(is_sure, heard.timed)), len(heard.timed)
    if korean:
        some = f"낱말 {count}개 가운데 {sure}개가 확실합니다"
        certain = "모든 낱말이 확실합니다" if sure == count else some
    else:
        certain = "sure of every word" if sure == count else f"sure of {sure} of {count} words"
    return f'"{with_gaps(heard, korean)}" ({certain})'


def is_sure(word: Word) -> bool:
    """Whether a word counts as sure."""
    return word.probability >= SURE


def with_gaps(heard: Heard, korean: bool = False, marked: bool = False) -> str:
    """The words with what was not understood named between them.

    With `marked`, every word that is not sure has a question mark in brackets behind it.
    """
    if not heard.gaps and not marked:
        return heard.words
    pieces = [
        (word.start, f"{word.text} (?)" if marked and not is_sure(word) else word.text)
        for word in heard.timed
    ]
    pieces += [(start, gap(end - start, korean)) for start, end in heard.gaps]
    return " ".join(text for _, text in sorted(pieces, key=lambda piece: piece[0]))


def gap(seconds: float, korean: bool = False) -> str:
    """A stretch of speech that was not understood."""
    length = max(1, round(seconds))
    return f"[… {length}초 알아듣지 못함 …]" if korean else f"[… {length} s not understood …]"


def remarks(heard: Heard, korean: bool = False) -> str:
    """What must be said beside the words: another language, what was not understood or heard."""
    said = [language(heard, korean)] if heard.language not in ("", *TAUGHT) else []
    lost = sum(end - start for start, end in heard.gaps)
    listened, seconds = heard.listened_seconds, heard.seconds
    if listened and lost > UNHEARD:
        said.append(understood(heard, korean))
    if listened and seconds - listened > UNHEARD:
        said.append(
            f"녹음은 {seconds:.0f}초이지만 앞의 {listened:.0f}초만 들었습니다."
            if korean
            else f"The recording lasts {seconds:.0f} seconds; I listened to the first "
            f"{listened:.0f} only."
        )
    return " ".join(said)


def understood(heard: Heard, korean: bool = False) -> str:
    """How much of the recording was understood, in whole seconds."""
    part, whole = math.floor(heard.understood_seconds), math.ceil(heard.listened_seconds)
    if korean:
        return f"{whole}초 가운데 {part}초를 알아들었습니다."
    return f"I understood {part} of {whole} seconds."


def confidence(heard: Heard, korean: bool = False) -> str:
    """How sure the words are, and what "sure" means as measured."""
    sure, count = sum(map(is_sure, heard.timed)), len(heard.timed)
    if korean:
        said = f"낱말 {count}개 가운데 {sure}개가 확실합니다."
        measured = f"영어에서 확실하다고 한 낱말은 10개 가운데 {RIGHT_IN_TEN}개가 맞습니다."
        unmeasured = "영어가 아닌 말에서는 그 가운데 몇이 맞는지 측정하지 않았습니다."
    else:
        said = f"I am sure of {sure} of {count} words."
        measured = f"Of the English words that I am sure of, {RIGHT_IN_TEN} in 10 are right."
        unmeasured = "How many of such words are right I know for English only."
    meaning = measured if heard.language in ("", "en") else unmeasured
    return " ".join(filter(None, (said, meaning, remarks(heard, korean))))


def language(heard: Heard, korean: bool = False) -> str:
    """Which language was heard, as far as that is known."""
    if not heard.language:
        return "어느 언어인지 모르겠습니다." if korean else "I cannot tell which language this is."
    name = languages.name(heard.language, korean)
    others = [languages.name(code, korean) for code in heard.languages if code != heard.language]
    if korean:
        also = f" {', '.join(others)}도 들립니다." if others else ""
        return f"제가 듣기에는 {name}입니다.{also}"
    also = f" There is {' and '.join(others)} in it too." if others else ""
    return f"This is {name}, as far as I can tell.{also}"


def speech(heard: Heard, voice: Prosody, korean: bool = False) -> str:
    """Whether there is speech in the recording."""
    if heard.verdict in ("no speech", "no ears"):
        return no_words(heard, voice, korean)
    seconds, whole = voice.speech_seconds, voice.seconds
    if korean:
        return f"네, 말소리가 있습니다. {whole:.1f}초 가운데 약 {seconds:.1f}초입니다."
    return f"Yes, there is speech: about {seconds:.1f} of {whole:.1f} seconds."


def word_count(heard: Heard, korean: bool = False) -> str:
    """How many words were heard."""
    count = len(heard.words.split())
    if korean:
        return f"낱말 {count}개를 들었습니다."
    return f"I heard {count} {'word' if count == 1 else 'words'}."


def phrases(heard: Heard) -> list[list[Word]]:
    """The words, cut where the speaker paused or a sentence ends."""
    pieces: list[list[Word]] = []
    for word in heard.timed:
        last = pieces[-1][-1] if pieces else None
        if not last or word.start - last.end > LONG_GAP or _ends_sentence(last):
            pieces.append([])
        pieces[-1].append(word)
    return pieces


def _ends_sentence(word: Word) -> bool:
    return len(sentences(f"{word.text} next")) > 1


def spoken_pieces(heard: Heard) -> list[str]:
    """The text of each of the phrases."""
    return [" ".join(word.text for word in phrase) for phrase in phrases(heard)]


def no_words(heard: Heard, voice: Prosody, korean: bool = False) -> str:
    """What to say of a recording whose words are not known: why, and what was measured."""
    english, in_korean = NO_WORDS.get(heard.verdict, NO_WORDS["unclear"])
    measured = facts.size if heard.verdict == "no speech" else facts.everything
    return f"{in_korean if korean else english} {measured(voice, korean)}"


NO_WORDS = {
    "no speech": (
        "I hear no speech in this recording.",
        "이 녹음에서는 말소리가 들리지 않습니다.",
    ),
    "no ears": (
        "This practice engine has no ears here, it can only measure: "
        "python -m helpers.practice.ears.weights fetches them.",
        "이 연습 엔진은 지금 음성 인식 모델이 없어 측정만 합니다: "
        "python -m helpers.practice.ears.weights 로 받을 수 있습니다.",
    ),
    "unclear": (
        "I hear speech but cannot make out the words: I only understand English and Korean, "
        "and I would be guessing.",
        "말소리는 들리지만 무슨 말인지 알아듣지 못했습니다. 저는 영어와 한국어만 알아듣고, "
        "짐작하지는 않습니다.",
    ),
}
