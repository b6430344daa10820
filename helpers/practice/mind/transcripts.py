"""Transcripts in the form that was asked for: plain, with times, with doubt marked, subtitles."""

from helpers.practice.ears.heard import Heard, Word
from helpers.practice.mind import quotes
from helpers.speech import subtitles


def plain(heard: Heard, korean: bool = False, marked: bool = False) -> str:
    """The words, with gaps named; with `marked`, with doubtful words marked and explained."""
    words = quotes.with_gaps(heard, korean, marked)
    said = [words, doubt(heard, korean) if marked else "", quotes.remarks(heard, korean)]
    return "\n".join(filter(None, said))


def timed(heard: Heard, korean: bool = False, by_word: bool = False, marked: bool = False) -> str:
    """A line for each phrase, or each word, with its start and end in seconds."""
    pieces = [[word] for word in heard.timed] if by_word else quotes.phrases(heard)
    lines = [
        (piece[0].start, piece[-1].end, " ".join(_word(word, marked) for word in piece))
        for piece in pieces
    ]
    lines += [(start, end, quotes.gap(end - start, korean)) for start, end in heard.gaps]
    shown = [f"[{clock(start)} to {clock(end)}] {text}" for start, end, text in sorted(lines)]
    said = [*shown, doubt(heard, korean) if marked else "", quotes.remarks(heard, korean)]
    return "\n".join(filter(None, said))


def srt(heard: Heard, korean: bool = False) -> str:
    """Subtitles in the SubRip form; what was not understood is named in them."""
    return subtitles.srt(cues(heard, korean))


def cues(heard: Heard, korean: bool = False) -> list[subtitles.Cue]:
    """Phrases and what was not understood, with start and end in seconds."""
    spoken = [
        (phrase[0].start, phrase[-1].end, " ".join(word.text for word in phrase))
        for phrase in quotes.phrases(heard)
    ]
    return sorted([*spoken, *((a, b, quotes.gap(b - a, korean)) for a, b in heard.gaps)])


def doubt(heard: Heard, korean: bool = False) -> str:
    """What the marks mean, and how many there are."""
    count = sum(not quotes.is_sure(word) for word in heard.timed)
    if korean:
        return (
            f"물음표는 확실하지 않은 낱말 {count}개입니다." if count else "모든 낱말이 확실합니다."
        )
    if not count:
        return "I am sure of every word."
    words = "the word that I am" if count == 1 else f"the {count} words that I am"
    return f"A question mark stands behind {words} not sure of."


def clock(seconds: float) -> str:
    """Minutes and seconds to a tenth, as in 1:02.5."""
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths % 600 // 10:02}.{tenths % 10}"


def _word(word: Word, marked: bool) -> str:
    return f"{word.text} (?)" if marked and not quotes.is_sure(word) else word.text
