"""A recording as the mind gets it."""

from dataclasses import replace

from helpers.practice.ears.heard import Heard, Word
from helpers.practice.mind.hearing import Hearing, between
from tests.practice.mind.conversation import FOREIGN, HEARD

WORDS = (Word("one", 0, 1, 1), Word("two", 1, 2, 1), Word("three", 6, 7, 1))
LONG = Heard("one two three", 1, "partly", WORDS, "en", 1, ("en",), 10, 8, ((2.0, 6.0),))


def test_a_part_has_its_words_its_gaps_and_its_seconds():
    part = between(replace(HEARD, heard=LONG), 1, 5).heard
    assert part.words == "two" and part.gaps == ((2.0, 5.0),)
    assert (part.seconds, part.listened_seconds, part.understood_seconds) == (4, 4, 1)
    assert between(replace(HEARD, heard=LONG), 9, 20).heard.words == ""


def test_english_is_what_was_heard_in_english():
    assert HEARD.english and not FOREIGN.english
    assert not Hearing(replace(LONG, language="ko"), HEARD.voice).english


def test_a_part_is_measured_by_itself_with_its_pauses_at_the_recordings_times():
    asked = []

    def measure(start, end):
        asked.append((start, end))
        return replace(HEARD.voice, loudness=-40.0, pauses=((0.5, 1.0),))

    part = between(replace(HEARD, heard=LONG, measure=measure), 2, 7)
    assert asked == [(2, 7)] and part.voice.loudness == -40
    assert part.voice.pauses == ((2.5, 3.0),)
    assert between(replace(HEARD, heard=LONG), 2, 7).voice == HEARD.voice
