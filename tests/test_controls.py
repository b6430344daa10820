"""The pickers hold what the API takes, have a label, and leave no widget in a committed output."""

import pytest

from helpers import FormatPicker, VoicePicker, catalogue


@pytest.mark.parametrize("picker, label, options", [(VoicePicker, "Voice", catalogue.voices()), (FormatPicker, "Format", catalogue.formats("output"))])
def test_picker(picker, label, options, monkeypatch):
    chosen = picker(options[3])
    assert (chosen.description, list(chosen.options), chosen.value, picker().value) == (label, options, options[3], options[0])
    assert "application/vnd.jupyter.widget-view+json" in chosen._repr_mimebundle_()
    monkeypatch.setenv("AUDIO_OUTPUT", "files")
    assert set(chosen._repr_mimebundle_()) == {"text/plain", "text/html"} and chosen._repr_mimebundle_()["text/plain"] == f"{label}: {options[3]}"


def test_a_value_that_is_none_of_them():
    with pytest.raises(ValueError, match="'robert' is no voice: choose one of alloy"):
        VoicePicker("robert")
