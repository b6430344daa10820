"""Pickers for a voice and a format, labelled, for the keyboard and the screen reader."""

import html
import os

import ipywidgets

from . import catalogue


class _Picker(ipywidgets.Dropdown):
    """A list to choose from; in committed outputs, where no kernel runs, a line of text that says what it held."""

    def __init__(self, label: str, options: list[str], value: str | None = None):
        if value is not None and value not in options:
            raise ValueError(f"{value!r} is no {label.lower()}: choose one of {', '.join(options)}.")
        super().__init__(options=options, value=value or options[0], description=label)

    def __repr__(self) -> str:
        return f"{self.description}: {self.value}"

    def _repr_mimebundle_(self, **kwargs):
        if os.environ.get("AUDIO_OUTPUT") == "files":
            return {"text/plain": repr(self), "text/html": f"<p><b>{self.description}</b>: {html.escape(self.value)} <i>(a list to choose from, when this cell is run)</i></p>"}
        return super()._repr_mimebundle_(**kwargs)


class VoicePicker(_Picker):
    """Choose a voice; `.value` is its name."""

    def __init__(self, value: str | None = None):
        super().__init__("Voice", catalogue.voices(), value)


class FormatPicker(_Picker):
    """Choose the format of the answer; `.value` is its name."""

    def __init__(self, value: str | None = None):
        super().__init__("Format", catalogue.formats("output"), value)
