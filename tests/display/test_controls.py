"""The pickers hold what the API takes, have a label, and leave no widget in a committed output."""

import datetime
import subprocess
import sys

import ipywidgets
import pytest
import traitlets

from helpers import FormatPicker, ModelPicker, VoicePicker
from helpers.engine import catalogue

TODAY = datetime.date(2026, 11, 24)


def today(value=None):
    return ModelPicker(value, TODAY)


ALIVE = [name for name, model in catalogue.models().items() if not model.retired(TODAY)]
PICKERS = [
    (VoicePicker, "Voice", catalogue.voices()),
    (FormatPicker, "Format", catalogue.formats("output")),
    (today, "Model", ALIVE),
]


@pytest.mark.parametrize("picker, label, options", PICKERS)
def test_picker(picker, label, options, monkeypatch):
    chosen = picker(options[3])
    assert (chosen.description, list(chosen.options), chosen.value, picker().value) == (
        label,
        options,
        options[3],
        options[0],
    )
    bundle, _ = chosen._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle and bundle["text/plain"].startswith(
        f"{label}: {options[3]}"
    )
    monkeypatch.setenv("AUDIO_OUTPUT", "files")
    static = chosen._repr_mimebundle_()
    assert (
        set(static) == {"text/plain", "text/html"}
        and static["text/plain"] == bundle["text/plain"]
        and f"<b>{label}</b>: {options[3]}" in static["text/html"]
    )


@pytest.mark.parametrize("picker, label, options", PICKERS)
def test_the_page_gets_a_name_the_options_and_how_they_are_shown(picker, label, options):
    state = picker(options[1]).get_state()
    assert (state["description"], state["options"], state["value"], len(state["shown"])) == (
        label,
        options,
        options[1],
        len(options),
    )
    assert all(
        shown.startswith(option) for shown, option in zip(state["shown"], options, strict=True)
    )
    assert "htmlFor" in state["_esm"] and "focus-visible" in state["_css"]


@pytest.mark.parametrize("picker, label, options", PICKERS)
def test_a_value_that_is_none_of_them(picker, label, options):
    for wrong in ("robert", "", options[0].upper()):
        with pytest.raises(
            ValueError, match=f"'{wrong}' is no {label.lower()}: choose one of {options[0]}"
        ):
            picker(wrong)
    chosen = picker(options[2])
    with pytest.raises(ValueError, match="choose one of"):
        chosen.value = "robert"
    assert chosen.value == options[2]
    chosen.value = options[1]
    assert chosen.value == options[1]


def test_models_are_those_that_answer_today_with_their_last_day():
    picker = today()
    assert (
        picker.value == catalogue.default_model()
        and set(picker.options) == set(ALIVE)
        and "gpt-4o-audio-preview" not in picker.options
    )
    assert all(
        shown.startswith(f"{name} · ")
        for shown, name in zip(picker.shown, picker.options, strict=True)
    )
    for name, shown in zip(picker.options, picker.shown, strict=True):
        ends = catalogue.model(name).ends
        assert shown.endswith(f"until {ends}" if ends else "no end announced")
    assert repr(picker) == f"Model: {picker.shown[0]}"


def test_a_model_that_is_gone_names_the_one_that_took_its_place():
    with pytest.raises(
        ValueError, match=r"gpt-4o-audio-preview was shut down on 2026-05-07: use gpt-audio-1\.5\."
    ):
        today("gpt-4o-audio-preview")


def test_after_the_last_day_a_model_is_no_longer_offered(monkeypatch):
    last = max(model.ends for model in catalogue.models().values() if model.ends)
    assert all(catalogue.model(name).ends is None for name in ModelPicker(today=last).options)
    ending = {name: model for name, model in catalogue.models().items() if model.ends}
    monkeypatch.setattr(catalogue, "models", lambda: ending)
    assert ModelPicker(today=TODAY).options[0] in ALIVE
    with pytest.raises(ValueError, match="get a newer version of this course"):
        ModelPicker(today=last)


@pytest.mark.parametrize("picker, label, options", PICKERS)
def test_pickers_are_ipywidgets(picker, label, options):
    chosen, changes, calls = picker(), [], []

    def calls_with(choice):
        calls.append(choice)

    chosen.observe(lambda change: changes.append((change["old"], change["new"])), "value")
    ipywidgets.interactive_output(calls_with, {"choice": chosen})
    shown = ipywidgets.interactive(lambda choice: choice, choice=chosen)
    text = ipywidgets.Text()
    traitlets.link((chosen, "value"), (text, "value"))
    chosen.value = options[2]
    assert changes == [(options[0], options[2])]
    assert shown.children[0] is chosen and shown.kwargs == {"choice": options[2]}
    assert text.value == options[2] and calls == [options[0], options[2]]
    text.value = options[1]
    assert chosen.value == options[1]
    assert ipywidgets.HBox([chosen, picker()]).children[0] is chosen
    chosen.layout.width = "20em"
    assert chosen.get_interact_value() == options[1]


def test_the_helpers_come_without_widgets_until_one_is_named():
    code = """import sys, helpers
assert 'ipywidgets' not in sys.modules and 'anywidget' not in sys.modules
helpers.ModelPicker
assert 'anywidget' in sys.modules"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
