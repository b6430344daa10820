"""One word of a text changed, as a model does that rewords what it was to read (§7)."""

import re

OTHER_WORDS = {  # a word, and the one that is said instead: both are heard well, and differ much
    "before": "after", "after": "before", "morning": "evening", "evening": "morning",
    "open": "closed", "closed": "open", "always": "never", "never": "always",
    "one": "nine", "two": "eight", "three": "seven", "four": "six", "five": "ten",
    "six": "four", "seven": "three", "eight": "two", "nine": "one", "ten": "five",
    "monday": "Friday", "tuesday": "Sunday", "wednesday": "Monday", "thursday": "Sunday",
    "friday": "Monday", "saturday": "Tuesday", "sunday": "Thursday",
    "오전": "오후", "오후": "오전", "오늘": "내일", "내일": "오늘",
}  # fmt: skip
IN_ITS_PLACE = ("something", "무언가")  # where no word has another: English, Korean
WORD = re.compile(r"[^\W\d_]+")


def reworded(text: str) -> str:
    """The text with one word changed: the first of OTHER_WORDS, else its longest; "" stays ""."""
    words = list(WORD.finditer(text))
    if not words:
        return text
    known = (word for word in words if word[0].lower() in OTHER_WORDS)
    word = next(known, None) or max(words, key=lambda word: len(word[0]))
    korean = bool(re.search("[가-힣]", word[0]))
    other = OTHER_WORDS.get(word[0].lower(), IN_ITS_PLACE[korean])
    if word[0][0].isupper():
        other = other[0].upper() + other[1:]
    return text[: word.start()] + other + text[word.end() :]
