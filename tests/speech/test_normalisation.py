"""Two spellings of the same words are one."""

import unicodedata

import pytest

from helpers.speech.normalisation import letters, same_spelling, words


def test_words_keep_their_apostrophes_and_numbers():
    assert words("Don't panic: 42 o'clock, ‘quoted’ rock'n'roll!") == [
        "don't",
        "panic",
        "42",
        "o'clock",
        "quoted",
        "rock'n'roll",
    ]
    assert words("... !? —") == []


@pytest.mark.parametrize(
    "text, spelt",
    [
        ("Twenty-five percent", "25 percent"),
        ("25%", "25 percent"),
        ("one hundred and five", "105"),
        ("two thousand and twenty six", "2026"),
        ("a hundred", "a hundred"),
        ("three hundred thousand", "300000"),
        ("1,234 won", "1234 won"),
        ("one two three", "1 2 3"),
        ("nine thirty", "9 30"),
        ("twenty twenty-five", "20 25"),
        ("one and two", "1 and 2"),
        ("two hundred and", "200 and"),
        ("nothing and nobody", "nothing and nobody"),
        ("at 9 a.m.", "at 9 am"),
        ("Mr. Smith & Dr. Lee: OK", "mister smith and doctor lee okay"),
        ("$5", "5 dollars"),
        ("zero", "0"),
        ("I'm sure we'll say that's it", "i am sure we will say that is it"),
        ("don't, can't, won't, isn't", "do not can not will not is not"),
        ("Tom's clock says one o'clock", "tom's clock says 1 o'clock"),
        ("", ""),
    ],
)
def test_one_spelling(text, spelt):
    assert same_spelling(text) == spelt.split()
    assert same_spelling(spelt) == spelt.split()


def test_letters_are_composed():
    decomposed = unicodedata.normalize("NFD", "안녕, 하세요!")
    assert letters(decomposed) == "안녕하세요"
    assert letters(decomposed, spaces=True) == "안녕 하세요"
