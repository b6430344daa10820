"""A card in a real JupyterLab: one copy of the sound, for the player and for the link."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk, open_notebook, shoot, use_theme, violations
from tests.browser.playing import played

pytestmark = pytest.mark.browser
FIRST = """import sys
sys.path.insert(0, "..")
from helpers import Sound"""
LOAD = 'Sound.load("../data/weather.mp3")'
LINK = "figure figcaption a"
SUBTITLES = """from helpers.display.subtitles import with_subtitles
phrases = [(0.2, 5.6, "It will be cold and dry."), (5.9, 7.9, "The wind will be strong.")]
with_subtitles(Sound.load("../data/weather.mp3"), phrases)"""


@pytest.fixture
def card_desk(page, lab, project):
    return Desk(page, lab, project / "cards", "card", FIRST)


def test_the_link_takes_its_sound_from_the_player(card_desk, page, lab, project):
    link = card_desk.show(LOAD).locator(LINK)
    expect(link).to_have_text("Download (as mp3)")
    link.focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    recording = (project / "data" / "weather.mp3").read_bytes()
    assert download.value.suggested_filename == "weather.mp3"
    assert download.value.path().read_bytes() == recording
    saved = card_desk.save()
    assert saved.count("data:audio") == 1

    stranger = project / "cards" / "stranger.ipynb"  # not signed here, so no script of it runs
    document = json.loads(saved)
    document["cells"][0]["source"] = "# another's"
    document["cells"][-1]["outputs"][0]["data"]["text/html"] += "<p>of another</p>"
    stranger.write_text(json.dumps(document), "utf-8")
    open_notebook(page, f"{lab}/lab/tree/cards/stranger.ipynb")
    assert played(page) == ["plays"]
    assert page.locator(LINK).all_inner_texts() == [""]
    assert page.locator(f"{LINK}[href]").count() == 0


def test_subtitles_are_marked_as_they_are_heard(card_desk, page):
    shown = card_desk.show(SUBTITLES)
    player, lines = shown.locator("audio"), shown.locator("li")
    assert shown.locator("li[aria-current]").count() == 0
    for heard, second in enumerate((3.0, 6.0)):
        player.evaluate("(player, second) => { player.currentTime = second; }", second)
        expect(lines.nth(heard)).to_have_attribute("aria-current", "true")
        assert shown.locator("li[aria-current]").count() == 1
    for theme in ("Light", "Dark"):
        use_theme(page, theme)
        shown.scroll_into_view_if_needed()
        shoot(page, f"subtitles-{theme.lower()}")
        assert violations(page, "figure") == []
    use_theme(page, "Light")
