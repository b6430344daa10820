"""The microphone and the file picker without a page: what Python makes of the messages. tests/browser/test_microphone.py has the page."""

import subprocess
import sys
import threading
import unicodedata

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import FilePicker, Microphone, Sound, SoundError
from helpers.display import file_picker, microphone
from helpers.media import codec
from tests.environment import ROOT
from tests.likeness import likeness

WEATHER = (ROOT / "data" / "weather.mp3").read_bytes()
RATE = 24000


class Page:
    """What a page does: it begins, answers what Python asks for, and keeps what Python told last."""

    def __init__(self, widget, slice=20_000):
        self.widget, self.slice, self.files, self.told, self.history = widget, slice, {}, [], []
        widget.send = self._hear

    def _hear(self, content):
        self.told = content["items"]
        self.history.append([item["state"] for item in self.told])

    def say(self, kind, id, *buffers, **more):
        self.widget._handle_custom_msg(
            {"type": kind, "id": id, **more}, [memoryview(buffer) for buffer in buffers]
        )

    def begin(self, id, name, data=None, rate=None):
        self.files[id] = data
        self.say("begin", id, name=name, size=None if data is None else len(data), rate=rate)

    def pass_on(self, id) -> bool:
        """Send the slice that Python asks for; False where it asks for none."""
        at = next(
            (item["at"] for item in self.told if item["id"] == id and item["state"] == "arriving"),
            None,
        )
        if at is not None:
            self.say("slice", id, self.files[id][at : at + self.slice], at=at)
        return at is not None

    def choose(self, id, name, data):
        self.begin(id, name, data)
        while self.pass_on(id):
            pass

    def record(self, id, samples, rate, piece=0.5):
        self.begin(id, "my recording", rate=rate)
        self.files[id] = codec.to_pcm16(samples)
        step = int(piece * rate) * 2
        for at in range(0, len(self.files[id]), step):
            self.say("slice", id, self.files[id][at : at + step], at=at)
        self.say("end", id, size=len(self.files[id]))

    def note(self, id):
        return next(item["note"] for item in self.told if item["id"] == id)


def one(widget, *arguments, **options):
    made = widget(*arguments, **options)
    return made, Page(made)


def tone(seconds, rate, level=0.3):
    return (level * np.sin(2 * np.pi * 440 * np.arange(int(seconds * rate)) / rate)).astype(
        np.float32
    )


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
        repr(chosen) == "File picker: weather.mp3 · 7.4 s · mp3 · 60 KB"
        and page.told[0]["facts"] == "7.4 s · mp3 · 60 KB"
    )


def test_before_a_choice():
    chosen, _ = one(FilePicker)
    with pytest.raises(
        SoundError,
        match="^No recording was chosen: choose one in the cell above, then run this cell again.$",
    ):
        chosen.sound
    with pytest.raises(
        SoundError,
        match="^Nothing was recorded: press Record in the cell above, speak, press Stop, then run this cell again.$",
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
        match="^“강의.mp3” is still arriving, 0.0 of 0.1 MB: run this cell again when it is there; if the page was reloaded meanwhile, choose it again.$",
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
    assert (
        page.told[0]["state"] == "refused"
        and refusal == sentence
        or sentence is None
        and refusal.endswith(".")
    )
    assert (
        chosen.sound.label == "weather.mp3"
        and capsys.readouterr().out
        == f"“mine.mp3” was not taken. {refusal} This is the sample, weather.mp3.\n"
    )
    chosen._sample = None
    with pytest.raises(SoundError, match="^“mine.mp3” was not taken. "):
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
    chosen, page = one(FilePicker)
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


def test_several():
    chosen, page = one(FilePicker, multiple=True)
    for id, name, data in (
        ("1", "a.mp3", WEATHER),
        ("2", "b.txt", b"text"),
        ("3", "c.mp3", WEATHER),
    ):
        page.begin(id, name, data)
    while any([page.pass_on(id) for id in "321"]):
        pass
    assert (
        [sound.label for sound in chosen.sounds] == ["a.mp3", "c.mp3"]
        and chosen.sound.label == "a.mp3"
        and "still chosen" not in page.note("2")
    )
    page.say("cancel", "1")
    assert (
        chosen.sound.label == "c.mp3" and repr(chosen) == "File picker: c.mp3 · 7.4 s · mp3 · 60 KB"
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
    chosen, page = one(FilePicker)
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


@pytest.mark.parametrize("rate", [8000, 16000, 22050, 44100, 48000, 96000])
def test_a_recording_at_any_rate_of_the_hardware(rate):
    mic, page = one(Microphone)
    page.record("1", tone(2.5, rate), rate)
    sound = mic.sound
    assert (sound.label, sound.format, sound.sample_rate, sound.channels) == (
        "my recording",
        "wav",
        RATE,
        1,
    ) and sound.seconds == pytest.approx(2.5, abs=0.002)
    assert min(likeness(sound.samples()[RATE // 4 : -RATE // 4], tone(3, RATE), RATE)) > 55
    assert page.note("1") == "" and repr(mic) == "Microphone: my recording · 2.5 s · wav · 120 KB"


def test_a_recording_is_not_answered_while_it_goes_on_and_is_not_there_before_its_end():
    mic, page = one(Microphone, sample=ROOT / "data" / "weather.mp3")
    page.begin("1", "my recording", rate=48000)
    told = len(page.history)
    for second in range(3):
        page.say("slice", "1", bytes(96000), at=second * 96000)
    assert len(page.history) == told
    with pytest.raises(
        SoundError,
        match="^The recording has not arrived whole: press Stop if it still goes on, then run this cell again; if the page was reloaded meanwhile, record again.$",
    ):
        mic.sound
    page.say("cancel", "1")
    assert mic.sound.label == "weather.mp3"


def test_what_was_lost_of_a_recording_is_asked_for():
    mic, page = one(Microphone)
    pcm = page.files["1"] = codec.to_pcm16(tone(2, 48000))
    page.say(
        "slice", "1", pcm[:96000], at=0
    )  # before its beginning: JupyterLab may hand messages over in another order
    page.say("begin", "1", name="my recording", rate=48000)
    page.say("slice", "1", pcm[96000:], at=96000)
    page.say("end", "1", size=len(pcm))
    assert page.told[0]["state"] == "arriving" and page.told[0]["at"] == 0
    while page.pass_on("1"):
        pass
    assert mic.sound.seconds == pytest.approx(2, abs=0.002)


@pytest.mark.parametrize("level, quiet", [(0.0, True), (0.0005, True), (0.02, False), (0.9, False)])
def test_a_quiet_recording_is_kept_and_asked_about(level, quiet):
    mic, page = one(Microphone)
    page.record("1", tone(1, 48000, level), 48000)
    assert (
        page.note("1") == "This is very quiet: is the right microphone chosen, is it muted?"
    ) == quiet and mic.sound.seconds == pytest.approx(1, abs=0.002)


def test_speech_after_a_long_silence_is_not_quiet(speech):
    mic, page = one(Microphone)
    page.record("1", np.concatenate([np.zeros(20 * RATE, np.float32), speech * 0.1]), RATE)
    assert page.note("1") == ""


def test_an_empty_recording():
    mic, page = one(Microphone)
    page.record("1", np.zeros(0, np.float32), 48000)
    assert (
        page.note("1")
        == "Nothing was recorded: press Record, wait for the word Recording, then speak."
    )


def test_the_microphone_takes_a_file_too_and_the_latest_counts():
    mic, page = one(Microphone)
    page.choose("1", "weather.mp3", WEATHER)
    assert mic.sound.data == WEATHER
    page.record("2", tone(1, 48000), 48000)
    assert mic.sound.label == "my recording" and len(page.told) == 1


@pytest.mark.parametrize("seconds", [0, -1, 601, float("nan"), "60", None])
def test_time_limits_that_are_none(seconds):
    with pytest.raises(
        ValueError, match=r"is no time limit for a recording: give whole seconds from 1 to 600\.$"
    ):
        Microphone(seconds)
    assert (Microphone(1).seconds, Microphone(30.0).seconds, Microphone().seconds) == (1, 30, 60)


def test_the_state_that_a_notebook_can_save_holds_no_sound():
    mic, page = one(Microphone)
    before = mic.get_state()
    page.record("1", tone(1, 48000), 48000)
    assert mic.get_state() == before and not any(
        isinstance(value, (bytes, bytearray, memoryview)) for value in before.values()
    )
    assert {name for name in before if not name.startswith("_")} == {
        "layout",
        "tabbable",
        "tooltip",
        "seconds",
        "multiple",
        "largest",
    }


@pytest.mark.parametrize(
    "widget, title, words",
    [
        (Microphone, "Microphone", "a button to record up to 60 seconds, when this cell is run"),
        (FilePicker, "File picker", "a button to choose a recording, when this cell is run"),
    ],
)
def test_a_committed_output_holds_words_alone(widget, title, words, monkeypatch):
    made = widget()
    shown = made._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in (
        shown[0] if isinstance(shown, tuple) else shown
    )
    monkeypatch.setenv("AUDIO_OUTPUT", "files")
    assert made._repr_mimebundle_() == {
        "text/plain": f"{title} ({words})",
        "text/html": f"<p><b>{title}</b> <i>({words})</i></p>",
    }


def test_widgets_are_not_loaded_before_they_are_used():
    code = "import sys, helpers; print('anywidget' in sys.modules, 'ipywidgets' in sys.modules); helpers.Microphone; helpers.FilePicker; print('anywidget' in sys.modules)"
    assert subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split() == ["False", "False", "True"]


def test_the_page_and_python_agree_on_what_is_quiet():
    assert f"const QUIET = {microphone.QUIET:.0f}," in (
        file_picker.FOLDER / "microphone.js"
    ).read_text("utf-8")
