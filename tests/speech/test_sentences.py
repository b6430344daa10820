"""Sentences end where they end, in English and Korean."""

import pytest

from helpers.speech.sentences import sentences


@pytest.mark.parametrize(
    "text, found",
    [
        ("One. Two! Three? Four…", ["One.", "Two!", "Three?", "Four…"]),
        ("A line\nanother line\n\nlast", ["A line", "another line", "last"]),
        ('He said "Go." Then he left.', ['He said "Go."', "Then he left."]),
        ("Dr. Smith met Mr. Kim. They talked.", ["Dr. Smith met Mr. Kim.", "They talked."]),
        (
            "J. Smith paid 3.50 dollars, e.g. for tea.",
            ["J. Smith paid 3.50 dollars, e.g. for tea."],
        ),
        ("안녕하세요. 반갑습니다.", ["안녕하세요.", "반갑습니다."]),
        ("(Really.) Yes.", ["(Really.)", "Yes."]),
        ("", []),
        (" \n ", []),
        ("no end", ["no end"]),
        ("So did I. Then it rained.", ["So did I.", "Then it rained."]),
    ],
)
def test_sentences_end_where_they_end(text, found):
    assert sentences(text) == found
