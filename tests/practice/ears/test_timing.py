"""Times of words by the sound, and sound without words."""

import numpy as np
import pytest

from helpers.practice.ears.heard import Word
from helpers.practice.ears.timing import LONGEST_WORD, MARGIN, tighten, without_words


def level(*parts):
    """The level of (seconds, level) parts, in frames of 10 ms."""
    return np.concatenate([np.full(round(seconds * 100), value) for seconds, value in parts])


def times(words):
    return [(round(word.start, 2), round(word.end, 2)) for word in words]


def test_pauses_at_the_ends_are_no_part_of_a_word():
    sound = level((1, 0.001), (0.4, 0.1), (1, 0.001))
    assert times(tighten((Word("late", 0.5, 2.4, 0.9),), sound)) == [(1 - MARGIN, 1.4 + MARGIN)]
    assert times(tighten((Word("now", 1.1, 1.3, 0.9),), sound)) == [(1.1, 1.3)]


def test_a_word_is_not_longer_than_a_word_is():
    noise = level((8, 0.05), (0.3, 0.2), (1, 0.001))
    ((start, end),) = times(tighten((Word("The", 0, 8.3, 0.9),), noise))
    assert end == 8.3 and end - start == pytest.approx(LONGEST_WORD + MARGIN, abs=0.02)


@pytest.mark.parametrize("sound", [np.zeros(0), np.zeros(500)])
def test_without_a_sound_the_times_stay(sound):
    assert times(tighten((Word("a", 0.5, 1, 0.9),), sound)) == [(0.5, 1)]
    assert tighten((), sound) == ()


def test_sound_without_a_word():
    words = (Word("one", 0, 1, 0.9), Word("two", 6, 7, 0.9), Word("three", 7.5, 8, 0.9))
    sound = level((1, 0.1), (1, 0.0001), (3, 0.1), (1, 0.0001), (2, 0.1), (4, 0.1))
    assert without_words(words, sound, 0, 12) == [(1, 6), (8, 12)]
    assert without_words(words, sound, 0, 9) == [(1, 6)]
    quiet = level((1, 0.1), (5, 0.005), (2, 0.1))
    assert without_words(words, quiet, 0, 8) == []
    assert without_words((), sound, 0, 12) == []
