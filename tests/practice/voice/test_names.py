"""What speaks has a name, and a remark where a listener should know something of it."""

import pytest

from helpers.practice.voice import espeak, kokoro, names, weights


def test_the_names_are_those_of_what_speaks():
    assert set(names.NAMES.values()) == {espeak.Espeak.name, kokoro.Kokoro.name}


@pytest.mark.parametrize(
    "setting, installed, name, remark",
    [
        ("", True, "espeak-ng", ""),
        ("espeak", False, "espeak-ng", ""),
        (" Kokoro ", True, "Kokoro-82M", "Korean is read by a Japanese voice"),
        ("kokoro", False, "espeak-ng", "make voice"),
        ("polly", True, "espeak-ng", "'polly'"),
    ],
)
def test_name_and_remark(monkeypatch, setting, installed, name, remark):
    monkeypatch.setenv("PRACTICE_VOICE", setting)
    monkeypatch.setattr(weights, "available", lambda: installed)
    assert names.name() == name
    assert remark in names.remark() and bool(names.remark()) == bool(remark)
