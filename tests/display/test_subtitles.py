"""Subtitles under a sound: every line with its time, marked by the player while it is heard."""

import dataclasses

import pytest

from helpers import Sound
from helpers.display.subtitles import with_subtitles
from tests.display.html_page import EVIL, Page, tone

PHRASES = [(0.2, 1.0, "Good morning."), (1.2, 2.4, "The office opens at nine & closes at five.")]


@pytest.fixture(scope="module")
def sound():
    return Sound.from_samples(tone(2.5), 24000, "answer.wav")


def test_the_lines_stand_below_the_player_with_their_times(sound):
    page = Page(with_subtitles(sound, PHRASES).html)
    assert page.depth == 0
    lines = [attributes for tag, attributes in page.tags if tag == "li"]
    assert [(line["data-start"], line["data-end"]) for line in lines] == [
        ("0.200", "1.200"),  # as long as it can be read
        ("1.200", "2.400"),
    ]
    assert "0.2 s Good morning." in page.text and "closes at five." in page.text
    listed = page.one("ol")
    assert listed["aria-label"] == "Subtitles of answer.wav" and listed["tabindex"] == "0"


def test_the_sound_is_carried_once_and_the_words_are_no_transcript_too(sound):
    told = dataclasses.replace(sound, transcript="Good morning.")
    html = with_subtitles(told, PHRASES).html
    assert html.count("data:audio/") == 1 and html.count("Good morning.") == 1
    assert "aria-current" in Page(html).one("audio")["ontimeupdate"]


def test_without_a_page_the_lines_are_text(sound):
    assert repr(with_subtitles(sound, PHRASES)).splitlines()[1:] == [
        "0.2 s Good morning.",
        "1.2 s The office opens at nine & closes at five.",
    ]


def test_words_are_never_markup(sound):
    page = Page(with_subtitles(dataclasses.replace(sound, label=EVIL), [(0.0, 1.0, EVIL)]).html)
    assert page.depth == 0 and "script" not in {tag for tag, _ in page.tags}
    assert EVIL in page.text


def test_no_line_of_a_part_that_the_player_does_not_hold(sound, monkeypatch):
    monkeypatch.setattr("helpers.display.subtitles.MOST_SECONDS", 1.0)
    assert "closes at five" not in with_subtitles(sound, PHRASES).html
