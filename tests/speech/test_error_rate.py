"""Words compared with words."""

import pytest

from helpers.speech.error_rate import word_error_rate, words


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
