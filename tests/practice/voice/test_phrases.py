"""What is spoken of a text: its phrases, without the marks that are for the eye."""

import pytest

from helpers.practice.voice.phrases import LONGEST, phrases, readable
from tests.practice.voice.samples import LONG_TEXTS


@pytest.mark.parametrize(
    "written, read",
    [
        ("**Bold** and _slanted_", "Bold and slanted"),
        ("# Title", "Title"),
        ("`code`", "code"),
        ("see [the page](https://example.org/a_b)", "see the page"),
        ("~~gone~~ | here", "gone here"),
        ("a [b] (c)", "a [b] (c)"),
        ("3 * 4", "3 4"),
        ("  much \t space ", "much space"),
        ("nul\0byte", "nul byte"),
        ("half \ud83d pair", "half ? pair"),
        ("", ""),
    ],
)
def test_marks_for_the_eye_are_not_read(written, read):
    assert readable(written) == read


@pytest.mark.parametrize("text", LONG_TEXTS)
def test_a_very_long_text_is_cut_into_phrases(text):
    assert all(len(phrase) <= LONGEST for phrase in phrases(text))
