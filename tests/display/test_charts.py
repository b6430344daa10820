"""Charts tell every number, in the picture's words and to a screen reader."""

import pytest

from helpers.display.charts import bars, curves
from tests.display.html_page import EVIL, Page

RATES = ["24 kHz", "8 kHz", "4 kHz"]


def test_curves_tell_every_value_and_name_their_lines():
    figure = curves("errors", RATES, {"people": [0, 0.125, 0.5], "ears": [0, 0.5, 1]})
    assert figure.alt == (
        "errors. people: 24 kHz 0, 8 kHz 0.12, 4 kHz 0.5; ears: 24 kHz 0, 8 kHz 0.5, 4 kHz 1."
    )
    page = Page(figure.html)
    assert dict(page.tags)["img"]["alt"] == figure.alt
    for words in (*RATES, "people", "ears", "●", "■", "0.5"):
        assert words in page.text, words


def test_bars_are_numbered_in_each_group_and_carry_their_values():
    figure = bars("lengths", {"before": [9.13, 7], "after": [3, 2.5, 4]}, "s")
    assert figure.alt == "lengths. before: 9.13, 7; after: 3, 2.5, 4 s."
    words = Page(figure.html).text.split()
    assert [words.count(number) for number in ("1", "2", "9.13", "2.5")] == [2, 2, 1, 1]
    assert words.count("3") >= 2, "the third bar, and the value of the first after"


def test_zeros_alone_are_drawn():
    assert "0, 0" in bars("nothing", {"none": [0, 0]}).alt
    assert "24 kHz 0" in curves("nothing", RATES, {"none": [0, 0, 0]}).alt


def test_what_cannot_be_drawn_is_said():
    with pytest.raises(ValueError, match="'short' needs one value for each of the 3 places"):
        curves("errors", RATES, {"full": [1, 2, 3], "short": [1]})
    for rows in ({}, {"none": []}, {name: [1] for name in "abcd"}):
        with pytest.raises(ValueError, match="1 to 3 rows"):
            bars("lengths", rows)


def test_names_are_text():
    evil = bars(EVIL, {EVIL: [1]}).html
    assert "<script>" not in evil and "onerror=alert(3)>" not in evil
