"""The card that plays a sound: what a page and its sanitiser get to see."""

import base64
import dataclasses

import numpy as np
import pytest

from helpers import Sound
from helpers.display import card, waveform
from helpers.engine.ledger import ledger
from helpers.media import codec
from helpers.paths import ROOT
from tests.display.html_page import ATTRIBUTES, EVIL, KEPT, Page, tone
from tests.display.test_waveform import image
from tests.soak import long_form


def embedded(address):
    """The sound inside a data: address."""
    kind, data = address.split(",")
    assert kind == "data:audio/mpeg;base64"
    return codec.measure(base64.b64decode(data, validate=True))


@pytest.fixture
def files(monkeypatch, tmp_path):
    """As committed outputs are made: sounds as files, in a folder of the test's own."""
    monkeypatch.setenv("AUDIO_OUTPUT", "files")
    monkeypatch.setenv("AUDIO_OUTPUT_FOLDER", str(tmp_path / "new" / "sounds"))
    monkeypatch.setattr(card, "_file_counts", {})
    monkeypatch.setattr(ledger, "lesson", "")
    return tmp_path / "new" / "sounds"


@pytest.mark.parametrize("format", ["wav", "mp3", "flac", "opus", "aac", "m4a", "webm", "pcm16"])
def test_a_card_says_and_plays_the_sound(format, speech):
    sound = dataclasses.replace(
        Sound.from_samples(speech, 24000, "answer.wav").to(format), transcript="Good morning."
    )
    page = Page(card.card(sound))
    assert page.depth == 0 and {tag for tag, _ in page.tags} == KEPT
    assert (
        "answer.wav" in page.text
        and "Good morning." in page.text
        and f"2.5 s · {format} · " in page.text
    )
    audio, link, picture = page.one("audio"), page.one("a"), page.one("img")
    facts = embedded(audio["src"])
    assert (
        facts.format == "mp3"
        and facts.seconds == pytest.approx(sound.seconds, abs=0.01)
        and "controls" in audio
    )
    assert link["download"] == "answer.mp3" and "href" not in link  # the player's is the one copy
    assert "link.href=this.src" in audio["onloadstart"]
    assert 'textContent="Download (as mp3)"' in audio["onloadstart"]
    assert picture["alt"] == "Waveform of answer.wav: 2.5 seconds" and audio["title"].startswith(
        "answer.wav"
    )
    assert image(base64.b64decode(picture["src"].partition(",")[2])).any()
    if format == "mp3":
        assert (
            base64.b64decode(audio["src"].partition(",")[2]) == sound.data
        )  # as it is, not made anew


def test_a_card_carries_its_sound_once(speech):
    sound = Sound.from_samples(speech, 24000).to("mp3")
    made = card.card(sound)
    encoded = base64.b64encode(sound.data).decode()
    assert made.count(encoded) == 1 and made.count("data:audio") == 1
    assert len(made) < len(encoded) + 6000


@pytest.mark.parametrize("mode", ["inline", "files"])
def test_labels_and_words_cannot_leave_their_place(mode, request):
    if mode == "files":
        request.getfixturevalue("files")
        ledger.lesson = f"../../{EVIL}"
    harmless = Page(
        card.card(dataclasses.replace(Sound.from_samples(tone(0.1), 24000, "x"), transcript="x"))
    )
    page = Page(
        card.card(dataclasses.replace(Sound.from_samples(tone(0.1), 24000, EVIL), transcript=EVIL))
    )
    assert [(tag, list(attributes)) for tag, attributes in page.tags] == [
        (tag, list(attributes)) for tag, attributes in harmless.tags
    ]
    assert page.text.count(EVIL) == 2 and page.depth == 0
    assert EVIL in page.one("img")["alt"] and EVIL in page.one("audio")["title"]
    assert not set(page.one("a")["download"]) & set("<>\"'&/\\ ")
    if mode == "files":
        assert page.one("audio")["src"].startswith("sounds/") and not set(
            page.one("audio")["src"].removeprefix("sounds/")
        ) & set("<>\"'&/\\ ")


@pytest.mark.parametrize(
    "label", ["", "   ", ".mp3", "소리 1", "a/b\\c", "line\nbreak", "x" * 3000]
)
def test_labels_of_all_kinds(label):
    page = Page(card.card(Sound.from_samples(tone(0.1), 24000, label)))
    name = page.one("a")["download"]
    assert (
        page.depth == 0
        and name.endswith(".mp3")
        and len(name) > 4
        and all(letter.isalnum() or letter in "-_" for letter in name[:-4])
    )


def test_a_card_holds_only_what_lives_in_an_untrusted_notebook(speech):
    page = Page(
        card.card(dataclasses.replace(Sound.from_samples(speech, 24000), transcript="Words."))
    )
    assert page.one("audio").pop("onloadstart")  # without which the card is whole but for its link
    assert "Download" not in page.text
    assert all(
        tag in KEPT and set(attributes) <= ATTRIBUTES and "var(" not in attributes.get("style", "")
        for tag, attributes in page.tags
    )  # no source, style, svg, script, no onclick
    assert all(
        attributes.get("alt") and attributes["src"].startswith("data:image/png;base64,")
        for tag, attributes in page.tags
        if tag == "img"
    )
    assert "transcript" not in card.card(Sound.from_samples(speech, 24000)).lower()


def test_sounds_as_files(files, speech):
    sound, short = Sound.from_samples(speech, 24000), Sound.from_samples(tone(0.2), 24000)
    ledger.lesson = "02"
    pages = [Page(card.card(sound)), Page(card.card(short))]
    ledger.lesson = "03"
    pages += [Page(card.card(sound)), Page(card.card(sound.to("mp3")))]
    assert [page.one("audio")["src"] for page in pages] == [
        "sounds/02-1.mp3",
        "sounds/02-2.mp3",
        "sounds/03-1.mp3",
        "sounds/03-2.mp3",
    ]  # the folder moved, the path shown did not
    assert all(page.one("a")["href"] == page.one("audio")["src"] for page in pages) and not any(
        "data:audio" in str(page.tags) for page in pages
    )
    assert all("· Download (as mp3)" in page.text for page in pages)
    assert not any("onloadstart" in page.one("audio") for page in pages)  # nothing to run
    assert sorted(path.name for path in files.iterdir()) == [
        "02-1.mp3",
        "02-2.mp3",
        "03-1.mp3",
        "03-2.mp3",
    ]
    assert codec.measure((files / "02-2.mp3").read_bytes()).seconds == pytest.approx(0.2, abs=0.01)
    assert (files / "02-1.mp3").read_bytes() == (files / "03-1.mp3").read_bytes() and len(
        card.card(sound)
    ) < 6000
    ledger.lesson = ""
    assert Page(card.card(short)).one("audio")["src"] == "sounds/sound-1.mp3"


def test_files_stand_beside_the_notebooks_by_default(files, monkeypatch, tmp_path):
    monkeypatch.delenv("AUDIO_OUTPUT_FOLDER")
    monkeypatch.setattr(card, "ROOT", tmp_path / "course")
    card.card(Sound.from_samples(tone(0.1), 24000))
    assert (
        (tmp_path / "course" / "notebooks" / "sounds" / "sound-1.mp3").exists()
        and (ROOT / "notebooks").is_dir()
        and not files.exists()
    )


def test_other_words_in_audio_output_mean_inline(monkeypatch):
    for word in ("", "inline", "FILES "):
        monkeypatch.setenv("AUDIO_OUTPUT", word)
        assert (
            embedded(
                Page(card.card(Sound.from_samples(tone(0.1), 24000))).one("audio")["src"]
            ).seconds
            > 0
        )


@pytest.mark.parametrize("samples", [1, 2, 240, 559, 560, 561])
def test_very_short_sounds_have_a_card_and_a_picture_of_full_width(samples):
    sound = Sound.from_samples(np.full(samples, 0.5, np.float32), 24000)
    assert embedded(Page(card.card(sound)).one("audio")["src"]).seconds > 0
    drawn = image(waveform.waveform_png(sound.samples()))
    assert (drawn.sum(axis=0) == drawn[:, 0].sum()).all() and drawn[
        :, 0
    ].sum() > waveform.HEIGHT / 5


@pytest.mark.parametrize("minutes", [3, long_form(10)])
def test_a_long_recording_has_a_card_that_opens(speech, monkeypatch, minutes):
    """All that is said of ten minutes, of ten minutes or of a part of them."""
    most = 3_500_000 * minutes // 10
    monkeypatch.setattr(card, "LARGEST_KEPT", card.LARGEST_KEPT * minutes // 10)
    sound = Sound.from_samples(np.resize(speech, minutes * 60 * 24000), 24000, "lecture")
    page = Page(card.card(sound))
    facts = embedded(page.one("audio")["src"])
    assert (
        f"{minutes} min 00 s" in page.text
        and facts.seconds == pytest.approx(minutes * 60, abs=0.1)
        and len(page.one("audio")["src"]) < most
    )
    zeros = np.zeros(minutes * 60 * 24000, np.float32)
    large = Sound.from_samples(zeros, 24000).to("mp3", bitrate=64_000)
    assert (
        len(large.data) > card.LARGEST_KEPT
        and len(Page(card.card(large)).one("audio")["src"]) < most
    )  # an mp3, too, where it is large


@pytest.mark.parametrize(("minutes", "held"), [(12, 2), long_form(60, 10)])
def test_an_hour_has_a_card_that_opens_and_says_what_it_holds(speech, monkeypatch, minutes, held):
    """An hour, of which ten minutes are held; or a fifth of both."""
    assert card.MOST_SECONDS == 600
    monkeypatch.setattr(card, "MOST_SECONDS", held * 60)
    seconds = minutes * 60
    hour = Sound.from_samples(np.resize(speech, seconds * 8000), 8000, "meeting")
    made = card.card(hour)
    page = Page(made)
    assert (
        f"{minutes} min 00 s" in page.text
        and f"holds its first {held} minutes" in page.text
        and "these minutes (as mp3)" in page.one("audio")["onloadstart"]
        and len(made) < 8_000_000 * minutes // 60
    )
    assert (
        embedded(page.one("audio")["src"]).seconds == pytest.approx(held * 60, abs=0.1)
        and page.one("img")["alt"] == f"Waveform of meeting: {seconds}.0 seconds"
    )


@pytest.mark.parametrize(
    "words, label", [("مرحبا", "ملف"), ("안녕하세요", "녹음"), ("Hello", "answer")]
)
def test_words_run_the_way_their_language_does(words, label):
    page = Page(
        card.card(
            dataclasses.replace(Sound.from_samples(tone(0.1), 24000, label), transcript=words)
        )
    )
    assert (
        page.one("b")["dir"] == page.one("p")["dir"] == "auto"
        and label in page.text
        and words in page.text
    )


def test_names_of_files_are_such_on_every_system():
    names = {"a memo": "a-memo", "회의": "회의", "": "sound", "../x": "---x", "a.": "a-"}
    names |= {"con": "con-", "AUX": "AUX-", "com1": "com1-", "console": "console"}
    assert {name: card.safe_name(name) for name in names} == names
    assert len((card.safe_name("가" * 300) + ".pcm16").encode()) <= 255
