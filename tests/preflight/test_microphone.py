"""How each system names its microphones."""

import ctypes
import json
from types import SimpleNamespace

from helpers.preflight import microphone
from helpers.preflight.results import NOTE, OK


def test_a_machine_with_one_without_one_and_one_that_does_not_say():
    with_one, without, silent = (
        microphone.check(lambda count=count: count)[0] for count in (1, 0, None)
    )
    assert with_one.state == OK and not with_one.short
    assert without.state == silent.state == NOTE and without.short == "no microphone"
    assert without.fact != silent.fact and "sound_check.ipynb" in without.advice


def test_linux(tmp_path):
    devices = tmp_path / "pcm"
    assert microphone.on_linux(devices) is None
    devices.write_text("00-03: HDMI 0 : HDMI 0 : playback 1\n")
    assert microphone.on_linux(devices) == 0
    devices.write_text("00-00: Analog : Analog : playback 1 : capture 1\n")
    assert microphone.on_linux(devices) == 1


def test_macos():
    speaker, built_in = {"_name": "Speakers"}, {"_name": "Microphone", "coreaudio_device_input": 1}
    for devices, count in (([speaker], 0), ([speaker, built_in], 1)):
        report = json.dumps({"SPAudioDataType": [{"_items": devices}]}).encode()
        assert microphone.macos_inputs(report) == count
    assert microphone.on_macos() is None  # no such program here


def test_windows(monkeypatch):
    library = SimpleNamespace(winmm=SimpleNamespace(waveInGetNumDevs=lambda: 2))
    monkeypatch.setattr(ctypes, "windll", library, raising=False)
    assert microphone.on_windows() == 2
    monkeypatch.delattr(ctypes, "windll")
    assert microphone.on_windows() is None
