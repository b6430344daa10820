"""A recording is remembered from lesson to lesson, for its owner alone, and never committed."""

import stat

import numpy as np
import pytest

from helpers import FilePicker, Microphone, Sound, SoundError, my_recording
from helpers.display import remembered
from tests.display.upload_page import RATE, WEATHER, one
from tests.environment import ROOT

SAMPLE = ROOT / "data" / "korean-greeting.mp3"


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    monkeypatch.setattr(remembered, "FOLDER", tmp_path / "my_recordings")
    return tmp_path / "my_recordings"


def said(capsys):
    return capsys.readouterr().out.splitlines()


def test_the_sample_comes_until_something_is_remembered(capsys, folder):
    assert my_recording(SAMPLE).label == "korean-greeting.mp3"
    assert said(capsys) == [
        "No recording of yours is remembered. This is the sample, korean-greeting.mp3."
    ]
    assert not folder.exists()
    with pytest.raises(SoundError, match=r"choose one with FilePicker\(\) or Microphone\(\)"):
        my_recording()


def test_a_choice_comes_back_in_the_next_lesson(capsys, folder):
    picker, page = one(FilePicker)
    page.choose("1", "인터뷰 1.mp3", WEATHER)
    assert my_recording(SAMPLE, use=picker) == picker.sound
    (line,) = said(capsys)
    assert "my_recordings" in line and line.endswith("Delete the file to forget it.")
    again = my_recording(SAMPLE)
    assert again.data == WEATHER and again.label == "인터뷰-1.mp3"
    assert said(capsys) == ["Your recording: 인터뷰-1.mp3."]
    (file,) = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_deleted_file_is_forgotten(folder):
    my_recording(use=WEATHER)
    for file in folder.iterdir():
        file.unlink()
    assert my_recording(SAMPLE).label == "korean-greeting.mp3"


def test_the_latest_choice_takes_the_place_of_the_earlier(folder):
    my_recording(use=ROOT / "data" / "weather.mp3")
    mic, page = one(Microphone)
    page.record("1", np.full(RATE, 0.5, np.float32), RATE)
    my_recording(use=mic)
    assert [file.name for file in folder.iterdir()] == ["my-recording.wav"]
    assert my_recording().seconds == pytest.approx(1, abs=0.01)


def test_a_picker_without_a_choice_leaves_what_is_remembered(capsys):
    my_recording(use=WEATHER)
    picker, page = one(FilePicker, sample=SAMPLE)
    said(capsys)
    assert my_recording(SAMPLE, use=picker).data == WEATHER
    assert said(capsys) == ["Your recording: sound.mp3."]
    page.begin("1", "late.mp3", WEATHER)
    with pytest.raises(SoundError, match="still arriving"):
        my_recording(SAMPLE, use=picker)


def test_what_is_no_sound_is_not_remembered(folder):
    with pytest.raises(SoundError):
        my_recording(use=b"text")
    assert not folder.exists()


def test_samples_without_a_header_come_back():
    pcm = Sound.from_samples(np.full(2400, 0.25, np.float32), RATE, "bare").to("pcm16")
    my_recording(use=pcm)
    assert my_recording().data == pcm.data


def test_committed_outputs_have_the_sample(monkeypatch, capsys):
    my_recording(use=WEATHER)
    monkeypatch.setenv("AUDIO_OUTPUT", "files")
    assert my_recording(SAMPLE).label == "korean-greeting.mp3"


def test_the_widgets_hold_nothing_of_it():
    picker, page = one(FilePicker)
    before = picker.get_state()
    page.choose("1", "mine.mp3", WEATHER)
    my_recording(use=picker)
    assert picker.get_state() == before


def test_git_leaves_it_out():
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert "my_recordings/" in ignored
