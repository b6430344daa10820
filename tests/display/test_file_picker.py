"""The file picker without a page: what Python makes of the messages.

tests/browser/test_file_picker.py has the page.
"""

import threading
import unicodedata

import ipywidgets
import pytest
import traitlets
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import FilePicker, Microphone, Sound, SoundError
from helpers.display import file_picker
from tests.display.upload_page import WEATHER, one
from tests.environment import ROOT


def test_a_file_arrives_in_slices_and_is_what_it_was():
    chosen, page = one(FilePicker)
    page.choose("1", "weather.mp3", WEATHER)
    assert (
        chosen.sound.data == WEATHER
        and chosen.sound.label == "weather.mp3"
        and chosen.sounds == [chosen.sound]
    )
    assert (
        page.history[0] == ["arriving"]
        and page.history[-2:] == [["reading"], ["held"]]
        and len(page.history) == 6
    )
    assert (
        repr(chosen) == "File picker: weather.mp3 · 8.1 s · mp3 · 65 KB"
        and page.told[0]["facts"] == "8.1 s · mp3 · 65 KB"
    )


def test_before_a_choice():
    chosen, _ = one(FilePicker)
    with pytest.raises(
        SoundError,
        match=r"^No recording was chosen: choose one in the cell above, "
        r"then run this cell again\.$",
    ):
        chosen.sound
    with pytest.raises(
        SoundError,
        match=r"^Nothing was recorded: press Record in the cell above, "
        r"speak, press Stop, then run this cell again\.$",
    ):
        Microphone().sound
    assert repr(chosen) == "File picker: no recording was chosen"


@pytest.mark.parametrize(
    "widget, words",
    [(FilePicker, "No recording was chosen."), (Microphone, "Nothing was recorded.")],
)
def test_the_sample_stands_in_and_says_so(widget, words, capsys):
    assert widget(sample=ROOT / "data" / "weather.mp3").sound.data == WEATHER
    assert capsys.readouterr().out == f"{words} This is the sample, weather.mp3.\n"


def test_while_a_file_is_arriving():
    chosen, page = one(FilePicker, sample=ROOT / "data" / "weather.mp3")
    page.begin("1", "강의.mp3", WEATHER)
    page.pass_on("1")
    with pytest.raises(
        SoundError,
        match=r"^“강의\.mp3” is still arriving, 0\.0 of 0\.1 MB: "
        r"run this cell again when it is there; if the page was reloaded meanwhile, "
        r"choose it again\.$",
    ):
        chosen.sound
    page.say("cancel", "1")
    assert chosen.sound.label == "weather.mp3" and page.told == []


@pytest.mark.parametrize(
    "data, sentence",
    [
        (b"", "The file is empty: record it or export it again."),
        (
            "이것은 글".encode(),
            "This is text, not a sound, whatever its name says: choose a recording.",
        ),
        (WEATHER[:3], None),
        (b"\0" * 5000, None),
    ],
)
def test_what_is_no_sound_is_refused_and_the_earlier_choice_kept(data, sentence, capsys):
    chosen, page = one(FilePicker, sample=ROOT / "data" / "weather.mp3")
    page.choose("1", "mine.mp3", data)
    refusal = page.note("1")
    assert (page.told[0]["state"] == "refused" and refusal == sentence) or (
        sentence is None and refusal.endswith(".")
    )
    assert (
        chosen.sound.label == "weather.mp3"
        and capsys.readouterr().out
        == f"“mine.mp3” was not taken. {refusal} This is the sample, weather.mp3.\n"
    )
    chosen._sample = None
    with pytest.raises(SoundError, match=r"^“mine\.mp3” was not taken\. "):
        chosen.sound
    page.choose("2", "good.mp3", WEATHER)
    page.choose("3", "mine.mp3", data)
    assert (
        page.note("3") == refusal + " “good.mp3” is still chosen."
        and chosen.sound.label == "good.mp3"
    )
    page.choose("4", "better.mp3", WEATHER)
    assert [item["name"] for item in page.told] == ["better.mp3"]


def test_what_is_too_large_is_refused_before_it_is_sent():
    _chosen, page = one(FilePicker)
    page.say("begin", "1", name="film.mov", size=file_picker.LARGEST + 1)
    assert (
        page.told[0]["state"] == "refused"
        and "more than the 200 MB that can be sent from here: save its sound alone"
        in page.note("1")
    )
    page.say("slice", "1", b"x" * 100, at=0)
    assert page.told[0]["at"] == 0
    page.say("begin", "2", name="lecture.wav", size=file_picker.LARGEST)
    assert page.told[0]["state"] == "arriving"


def test_another_choice_takes_the_place_of_what_is_on_its_way():
    chosen, page = one(FilePicker)
    page.begin("1", "first.mp3", WEATHER)
    page.pass_on("1")
    page.begin("2", "second.mp3", WEATHER)
    page.say("slice", "1", WEATHER[20_000:], at=20_000)  # it was under way already
    while page.pass_on("2"):
        pass
    assert [item["name"] for item in page.told] == ["second.mp3"] and chosen.sound.data == WEATHER


def test_a_choice_can_be_observed_and_shown_beside_others():
    chosen, page = one(FilePicker)
    changes = []
    chosen.observe(lambda change: changes.append(change["new"]), "value")
    assert chosen.value == () and ipywidgets.VBox([chosen]).children == (chosen,)
    page.choose("1", "weather.mp3", WEATHER)
    assert changes == [(chosen.sound,)] and chosen.value == (chosen.sound,)
    page.choose("2", "notes.mp3", b"text")
    assert len(changes) == 1, "a file that was refused changes nothing"
    page.say("cancel", "1")
    assert changes[-1] == chosen.value == ()
    with pytest.raises(traitlets.TraitError):
        chosen.value = ("sound",)


def test_several(capsys):
    chosen, page = one(FilePicker, multiple=True)
    for id, name, data in (
        ("1", "a.mp3", WEATHER),
        ("2", "b.txt", b"text"),
        ("3", "c.mp3", WEATHER),
    ):
        page.begin(id, name, data)
    while any([page.pass_on(id) for id in "321"]):  # noqa: C419 each is to be sent
        pass
    assert (
        [sound.label for sound in chosen.sounds] == ["a.mp3", "c.mp3"]
        and chosen.sound.label == "a.mp3"
        and "still chosen" not in page.note("2")
    )
    assert capsys.readouterr().out == "2 of 3 taken. Not taken: “b.txt”.\n"
    page.say("cancel", "1")
    assert (
        chosen.sound.label == "c.mp3" and repr(chosen) == "File picker: c.mp3 · 8.1 s · mp3 · 65 KB"
    )


@pytest.mark.parametrize(
    "name, label",
    [
        (unicodedata.normalize("NFD", "한국어 녹음.mp3"), "한국어 녹음.mp3"),
        ("half \ud83d.mp3", "half ?.mp3"),
        ("two\nlines\t.mp3", "two lines .mp3"),
        ("  ", "recording"),
        ("가" * 250 + ".mp3", "가" * 250 + ".mp3"),
        ("a/b\\c.mp3", "a/b\\c.mp3"),
    ],
)
def test_names(name, label):
    chosen, page = one(FilePicker)
    page.choose("1", name, WEATHER)
    assert chosen.sound.label == label and chosen.sound.data == WEATHER
    page.choose("2", "notes", b"text")
    assert len(page.note("2")) < 200 and page.note("2").endswith(" is still chosen.")


def test_what_loading_has_to_say_is_said_in_the_widget(capsys):
    _chosen, page = one(FilePicker)
    page.choose("1", "weather.wav", WEATHER)
    assert (
        page.note("1") == "weather.wav is named wav but holds mp3: read as mp3."
        and capsys.readouterr().out == ""
    )


def test_words_of_a_running_cell_are_not_taken_for_those_of_loading(monkeypatch, capsys):
    chosen, page = one(FilePicker)
    loading, go_on, load = threading.Event(), threading.Event(), Sound.load

    def slow_load(*arguments):
        loading.set()
        assert go_on.wait(20)
        return load(*arguments)

    monkeypatch.setattr(file_picker.Sound, "load", slow_load)
    messages = threading.Thread(target=page.choose, args=("1", "weather.wav", WEATHER))
    messages.start()
    assert loading.wait(20)
    print("the cell's own words")
    threading.Timer(0.1, go_on.set).start()
    assert chosen.sound.label == "weather.wav", "what is being read is waited for"
    messages.join(20)
    assert capsys.readouterr().out == "the cell's own words\n" and page.note("1").startswith(
        "weather.wav is named wav"
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["next", "again", "lost", "late", "hello"]), max_size=30),
    st.integers(5_000, 70_000),
)
def test_slices_lost_doubled_and_out_of_turn(events, size):
    chosen, page = one(FilePicker)
    page.slice = size
    page.begin("1", "weather.mp3", WEATHER)
    for event in events:
        asked = page.told[0]["at"]
        if event == "next":
            page.pass_on("1")
        elif event == "again":
            page.say("slice", "1", WEATHER[:size], at=0)
        elif event == "late":
            page.say("slice", "1", WEATHER[asked + size : asked + 2 * size], at=asked + size)
        elif event == "lost":
            page.say("slice", "2", WEATHER[:size], at=0)
        else:
            page.widget._handle_custom_msg({"type": "hello"}, [])
    while page.pass_on("1"):
        pass
    assert chosen.sound.data == WEATHER
