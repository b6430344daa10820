"""The microphone without a page: what Python makes of the messages.

tests/browser/test_microphone.py has the page.
"""

import asyncio
import time

import numpy as np
import pytest

from helpers import Microphone, SoundError
from helpers.display import microphone
from helpers.media import codec
from tests.display.upload_page import RATE, WEATHER, one
from tests.environment import ROOT
from tests.likeness import likeness


def tone(seconds, rate, level=0.3):
    return (level * np.sin(2 * np.pi * 440 * np.arange(int(seconds * rate)) / rate)).astype(
        np.float32
    )


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
        match=r"^The recording has not arrived whole: press Stop if it still goes on, then run "
        r"this cell again; if the page was reloaded meanwhile, record again\.$",
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
    _mic, page = one(Microphone)
    page.record("1", np.concatenate([np.zeros(20 * RATE, np.float32), speech * 0.1]), RATE)
    assert page.note("1") == ""


def test_an_empty_recording():
    _mic, page = one(Microphone)
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


def test_a_recording_that_is_awaited_comes_when_stop_was_pressed(monkeypatch):
    monkeypatch.setattr(microphone, "has_page", lambda: True)
    mic, page = one(Microphone, sample=ROOT / "data" / "weather.mp3")
    page.record("1", tone(1, 48000), 48000)

    async def talk():
        waiting = asyncio.ensure_future(mic.spoken())
        await asyncio.sleep(0)
        assert not waiting.done()  # what was recorded before is not what is awaited
        page.record("2", tone(2, 48000), 48000)
        return await waiting

    before = time.perf_counter()
    assert asyncio.run(talk()).seconds == pytest.approx(2, abs=0.002)
    assert before <= mic.stopped <= time.perf_counter()


@pytest.mark.parametrize("has_page, patience", [(False, 60), (True, 0)])
def test_where_nobody_records_the_sample_speaks(has_page, patience, monkeypatch, capsys):
    monkeypatch.setattr(microphone, "has_page", lambda: has_page)
    mic, _ = one(Microphone, sample=ROOT / "data" / "weather.mp3")
    assert asyncio.run(mic.spoken(patience)).label == "weather.mp3"
    assert "This is the sample, weather.mp3." in capsys.readouterr().out
    with pytest.raises(SoundError, match="Nothing was recorded"):
        asyncio.run(one(Microphone)[0].spoken(patience))
