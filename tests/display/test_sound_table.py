"""A table of sounds: every cell there, sorted as asked, every sound with its player."""

import pytest

from helpers import Sound
from helpers.display.sound_table import sound_table
from tests.display.html_page import EVIL, Page, tone


@pytest.fixture(scope="module")
def rows():
    sounds = [Sound.from_samples(tone(0.1, 8000), 8000, name) for name in ("ash", "coral")]
    return [
        {"voice": sound.label, "bytes": size, "sound": sound}
        for sound, size in zip(sounds, (12_345, 678), strict=True)
    ]


def test_every_cell_is_told_and_every_sound_plays(rows):
    table = sound_table(rows)
    assert repr(table) == "voice · bytes · sound\nash · 12,345 · ash\ncoral · 678 · coral"
    page = Page(table.html)
    assert page.depth == 0 and "12,345" in page.text
    players = [attributes for tag, attributes in page.tags if tag == "audio"]
    assert [player["title"] for player in players] == ["ash, 0.1 s", "coral, 0.1 s"]
    assert all(player["src"].startswith("data:audio/mpeg") for player in players)


def test_it_is_sorted_by_a_column_and_by_nothing_else(rows):
    assert repr(sound_table(rows, by="bytes")).splitlines()[1].startswith("coral")
    assert repr(sound_table(rows, by="voice")).splitlines()[1].startswith("ash")
    for column in ("sound", "colour"):
        with pytest.raises(ValueError, match="sorted by voice, bytes, not by"):
            sound_table(rows, by=column)
    with pytest.raises(ValueError, match="needs a row"):
        sound_table([])


def test_what_stands_in_a_cell_is_text():
    assert "<script>" not in sound_table([{EVIL: EVIL}]).html
