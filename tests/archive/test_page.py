"""Rows as a page with a player beside each."""

import re
from urllib.parse import unquote

from helpers.archive import Rows


def test_each_row_has_a_player_that_finds_its_recording(tmp_path):
    sound = tmp_path / "sounds" / "인사 #1 & 2.mp3"
    rows = Rows([{"path": str(sound), "words": "<b>hi</b>"}])
    page = rows.to_page(tmp_path / "page.html").read_text("utf-8")
    (address,) = re.findall(r'<audio controls preload="none"[^>]* src="([^"]*)"', page)
    assert tmp_path / unquote(address) == sound
    assert "&lt;b&gt;hi&lt;/b&gt;" in page and "<b>" not in page


def test_a_piece_is_played_from_its_second(tmp_path):
    rows = Rows([{"path": str(tmp_path / "long.mp3"), "start": 900.0, "end": 1800.5}])
    assert 'src="long.mp3#t=900.0,1800.5"' in rows.to_page(tmp_path / "page.html").read_text()
