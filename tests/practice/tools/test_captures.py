"""Names, places and free text."""

import pytest

from helpers.practice.tools.captures import captured
from helpers.practice.tools.said import Said


@pytest.mark.parametrize(
    "kind, words, found",
    (
        ("date", "on december 24", "december 24"),
        ("date", "the weather next friday", "next friday"),
        ("date", "내일 봐", "내일"),
        ("place", "rain in New York today", "New York"),
        ("person", "call Anna Schmidt", "Anna Schmidt"),
        ("email", "to a.b@example.org.", "a.b@example.org"),
        ("text", 'say "good day" to him', "good day"),
    ),
)
def test_captured(kind, words, found):
    assert next(captured(Said(words, words), kind))[0] == found
