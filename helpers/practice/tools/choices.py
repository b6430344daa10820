"""Choices that were said: members of an enumeration, and yes or no."""

import re
from collections.abc import Iterator
from typing import Any

from helpers.practice.mind.summary import EMPTY_WORDS
from helpers.practice.tools.number_words import numbers
from helpers.practice.tools.said import UNTELLING, Said, Span, alike, plainly

NOT_OF_YES_OR_NO = UNTELLING | {"wants", "should", "needs", "allow"}
DENIED = re.compile(  # at the end of what stands before a word
    r"(?:\b(?:not|no|without|never|skip)|n['’]t|\b안)\b[^.,\n]{0,12}$", re.IGNORECASE
)
YES_OR_NO = (
    r"(?P<yes>\b(?:yes|yeah|yep|sure|of course|correct)\b|^\W*네\b|그래)"
    r"|\b(?:no|nope|not)\b|아니"
)
SHORT_CHOICES = ("on", "off", "no")  # are said, though words so short often mean nothing


def members(said: Said, choices: list[Any]) -> list[tuple[Any, Span]]:
    """The choices that were said, the first said first."""
    found: list[tuple[Span, Any]] = [
        (span, value) for value, span in numbers(said) if value in choices
    ]
    for choice in choices:
        if isinstance(choice, str) and _tells(choice.lower()):
            found += [(match.span(), choice) for match in said.matches(alike(choice).pattern)]
    in_order = sorted(found, key=lambda item: (item[0][0], -item[0][1]))
    return [(choice, span) for span, choice in in_order]


def _tells(choice: str) -> bool:
    return len(choice) > 2 or choice in SHORT_CHOICES or choice not in EMPTY_WORDS


def yes_or_no(said: Said, name: str, needed: bool) -> Iterator[tuple[bool, Span]]:
    """Whether what a field is named after was asked for or denied; else yes or no as such."""
    words = [word for word in plainly(name).split() if word not in NOT_OF_YES_OR_NO]
    places = [alike(word).search(said.text) for word in words]
    last = places[-1] if places else None
    if last and all(places):
        yield not DENIED.search(said.text[: last.start()]), last.span()
    if needed:
        for match in said.matches(YES_OR_NO):
            yield bool(match["yes"]), match.span()
