"""A finished English sentence in the learner's language.

What was put in the place of a sentence's {name} is looked up too: it may be a sentence itself.
"""

import re
from functools import cache

from helpers.language import tables
from helpers.language.choice import KOREAN, learner_language

PLACE = re.compile(r"\{([a-z_]+)\}")  # the braces of code in a sentence hold quotes or dots
BETWEEN = " · "  # joins facts in one line; each of them is a sentence of its own


def translated(sentence: str) -> str:
    """`sentence` in the learner's language; as it is where that is English, or no table has it."""
    if learner_language() != KOREAN:
        return sentence
    facts = BETWEEN.join(map(_in_korean, sentence.split(BETWEEN)))
    return facts if facts != sentence else _in_korean(sentence)  # what is put in may hold a dot


def table_for_page() -> dict[str, str]:
    """The sentences of the scripts in display/widgets, for a page; empty for English."""
    return tables.table(tables.PAGE) if learner_language() == KOREAN else {}


def _in_korean(sentence: str) -> str:
    if sentence in tables.sentences():
        return tables.sentences()[sentence]
    for pattern, korean in _patterns():
        if found := pattern.fullmatch(sentence):
            return _filled(korean, found.groupdict())
    return sentence


def _filled(korean: str, values: dict[str, str]) -> str:
    return PLACE.sub(lambda place: translated(values[place[1]]), korean)


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Each sentence that varies, as a pattern; those with the most text of their own first."""
    varying = [english for english in tables.sentences() if PLACE.search(english)]
    varying.sort(key=lambda english: len(PLACE.sub("", english)), reverse=True)
    return [(_pattern(english), tables.sentences()[english]) for english in varying]


def _pattern(english: str) -> re.Pattern[str]:
    pieces = PLACE.split(english)
    pieces[::2] = map(re.escape, pieces[::2])
    pieces[1::2] = [f"(?P<{name}>.*?)" for name in pieces[1::2]]
    return re.compile("".join(pieces), re.DOTALL)
