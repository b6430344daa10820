"""Times of day, days and durations, in digits and in words, English and Korean."""

import re
from collections.abc import Iterator

from helpers.practice.tools.number_words import COUNTED, NUMBER, SMALL, number
from helpers.practice.tools.said import Said, Span

HOUR = rf"(?:2[0-4]|1?\d|{SMALL})"
PART = r"(?:\s*\b(?:[ap]\.? ?m\b\.?|in the (?:morning|afternoon|evening)|at night))"
AT = r"(?:\b(?:at|by|for|around|about|from|to|until|till) )"
TIMES = (
    # 7:30, 7.30 pm, at 7:30 in the evening
    rf"{AT}?\b(?P<h>\d{{1,2}}):(?P<m>\d\d)\b{PART}?",
    rf"{AT}?\b(?P<h>\d{{1,2}})\.(?P<m>\d\d)\b{PART}",
    # half past six, a quarter to eight
    rf"{AT}?\b(?P<past>half|(?:a )?quarter|{SMALL})(?: minutes)? (?P<way>past|to) (?P<h>{HOUR})\b"
    rf"{PART}?",
    # seven thirty
    rf"{AT}?\b(?P<h>{HOUR}) (?P<m>(?:oh )?{SMALL})\b{PART}?",
    # seven o'clock, 7 p.m., seven in the evening
    rf"{AT}?\b(?P<h>{HOUR})(?:(?: o['’]?clock){PART}?|{PART})",
    r"(?:\bat )?\b(?:noon|midday|midnight)\b|정오|자정",
    # at seven, but not "about seven people"
    rf"\b(?:at|by|around|about|from|to|until|till) (?P<h>{HOUR})\b"
    r"(?!\s*(?:percent|%|degrees|people|minutes|hours|\d|:))",
    # 저녁 일곱 시 반, 오후 3시 20분에
    rf"(?:(?:오전|오후|아침|저녁|밤|새벽)\s*)?(?P<h>\d{{1,2}}|{COUNTED})\s?시(?!간)"
    r"(?:\s?(?P<half>반)|\s?(?P<m>\d{1,2})\s?분)?(?:에)?",
)
FOR_HOUR = rf"\bfor (?P<h>{HOUR})\b"  # "for six" is a time where nothing is counted
MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
DATE = (
    r"(?:\bon )?(\d{4}-\d\d-\d\d|\b(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|\bnext week|\b(?:the day after )?tomorrow|\btoday|\btonight|\byesterday"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{MONTHS})"
    rf"|\b(?:{MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?|오늘|내일|모레|어제|[월화수목금토일]요일)"
)
UNITS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86400,
    "week": 604800,
    "초": 1,
    "분": 60,
    "시간": 3600,
}
DURATION = (
    rf"(?:\bfor |\bin )?(?P<n>{NUMBER}|\bhalf an?|\ban?)[\s-]?(?P<unit>{'|'.join(UNITS)})s?"
    r"(?P<half> and a half)?(?![가-힣a-z])"
)
MORNING = r"a\.? ?m\b|morning|오전|아침|새벽"
LATER = r"p\.? ?m\b|afternoon|evening|night|오후|저녁|밤"
LATER_ANYWHERE = r"\btonight\b|\bevening\b|\bafternoon\b|저녁|오후"


def times(said: Said) -> Iterator[tuple[str, Span]]:
    """Times of day as HH:MM."""
    patterns = TIMES if said.counts else (*TIMES, FOR_HOUR)
    matches = [match for pattern in patterns for match in said.matches(pattern)]
    for found in sorted(matches, key=lambda match: (match.start(), -match.end())):
        hour, minute = _clock(found, said.text)
        if hour < 24 and minute < 60:
            yield f"{hour:02}:{minute:02}", found.span()


def _clock(found: re.Match[str], text: str) -> tuple[int, int]:
    """Hour and minute of a match."""
    words, given = found[0].lower(), found.groupdict()
    if not given.get("h"):
        return (0, 0) if re.search("midnight|자정", words) else (12, 0)
    hour = int(number(given["h"]))
    minute = 30 if given.get("half") else int(number((given.get("m") or "0").replace("oh ", "")))
    if past := (given.get("past") or "").lower():
        minute = 30 if past == "half" else 15 if "quarter" in past else int(number(past))
        if given["way"].lower() == "to":
            hour, minute = (hour - 1) % 24, 60 - minute
    return _of_day(hour, words, text), minute


def _of_day(hour: int, words: str, text: str) -> int:
    """The hour on a clock of 24, by what is said of the part of the day."""
    morning = re.search(MORNING, words)
    later = re.search(LATER, words) or (
        not morning and re.search(LATER_ANYWHERE, text, re.IGNORECASE)
    )
    if later and 0 < hour < 12:
        return hour + 12
    return 0 if morning and hour == 12 else hour


def durations(said: Said, unit_of: str = "") -> Iterator[tuple[float | str, Span]]:
    """Lengths of time: as a number of the unit that `unit_of` speaks of, and in words."""
    for found in said.matches(DURATION):
        seconds = _count(found) * UNITS[found["unit"].lower()]
        unit = next(
            (length for word, length in UNITS.items() if re.search(rf"\b{word}", unit_of)),
            UNITS[found["unit"].lower()],
        )
        value = round(seconds / unit, 3)
        yield (int(value) if float(value).is_integer() else value), found.span()
        yield re.sub("^(?:for|in) ", "", found[0], flags=re.IGNORECASE), found.span()


def _count(found: re.Match[str]) -> float:
    words = found["n"].lower()
    count = 0.5 if words.startswith("half") else 1 if words in ("a", "an") else number(words)
    return count + (0.5 if found["half"] else 0)
