"""Words compared with words."""

import unicodedata

import pytest

from helpers.speech.error_rate import character_error_rate, word_error_rate


@pytest.mark.parametrize(
    "said, heard, rate",
    [
        ("the cat sat", "the cat sat", 0),
        ("the cat sat", "the hat sat", 1 / 3),
        ("the cat sat", "the sat", 1 / 3),
        ("the cat sat", "the big cat sat", 1 / 3),
        ("the cat sat", "", 1),
        ("one", "two three four", 3),
        ("", "", 0),
        ("", "word", 1),
        ("a b c d", "d a b c", 2 / 4),
    ],
)
def test_changes_losses_and_additions_count_once_each(said, heard, rate):
    assert word_error_rate(said, heard) == pytest.approx(rate)


@pytest.mark.parametrize(
    "said, heard",
    [
        ("Good morning, Dr. Smith!", "good morning dr smith"),
        ("It’s late.", "it's late"),
        ("안녕하세요. 반갑습니다!", "안녕하세요 반갑습니다"),
        ("well-known", "well known"),
        ("snake_case", "snake case"),
        ("Café", "café"),
    ],
)
def test_case_and_punctuation_do_not_count(said, heard):
    assert word_error_rate(said, heard) == 0


@pytest.mark.parametrize(
    "said, heard, rate, with_spaces",
    [
        ("아버지가 방에", "아버지 가방에", 0, 2 / 7),
        ("감사합니다.", "감사합니다", 0, 0),
        ("감사합니다", "감사함니다", 1 / 5, 1 / 5),
        ("안녕", unicodedata.normalize("NFD", "안녕"), 0, 0),
        ("가", "", 1, 1),
        ("", "", 0, 0),
    ],
)
def test_letters_with_and_without_spaces(said, heard, rate, with_spaces):
    assert character_error_rate(said, heard) == pytest.approx(rate)
    assert character_error_rate(said, heard, spaces=True) == pytest.approx(with_spaces)


def test_how_a_number_is_written_does_not_count():
    assert word_error_rate("I will be home in twenty minutes.", "I will be home in 20 minutes") == 0
    assert word_error_rate("in twenty minutes", "in 30 minutes") == pytest.approx(1 / 3)
