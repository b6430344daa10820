"""Words in their simple forms, and stretches that are used once."""

import pytest

from helpers.practice.tools.said import Said, alike, plainly


@pytest.mark.parametrize(
    "name, words",
    [
        ("get_newWeather", "get new weather"),
        ("order-number", "order number"),
        ("", ""),
        ("  a__b ", "a b"),
    ],
)
def test_names_in_words(name, words):
    assert plainly(name) == words


@pytest.mark.parametrize(
    "word, text, found",
    [
        ("light", "Turn the lights on.", True),
        ("book", "I'd like to reserve it", True),
        ("translate", "translating", True),
        ("living_room", "in the living room", True),
        ("kitchen", "부엌 불", True),
        ("art", "a smart start", False),
        ("", "anything", False),
    ],
)
def test_a_word_is_found_in_its_forms_and_by_its_likes(word, text, found):
    assert bool(alike(word).search(text)) == found


def test_what_fills_a_field_is_not_found_again():
    said = Said("two and two", "", used=[(0, 3)])
    assert [match.start() for match in said.matches("two")] == [8]
    assert [match.start() for match in said.matches("two", anew=False)] == [0, 8]
    assert said.is_used(2, 9) and not said.is_used(3, 8)
