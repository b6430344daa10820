"""Pickers for a voice, a format and a model, labelled, for the keyboard and the screen reader."""

import datetime
import html
import os
from pathlib import Path

import anywidget
import traitlets

from helpers.engine import catalogue

WIDGETS = Path(__file__).parent / "widgets"


class _Picker(anywidget.AnyWidget):
    """A list to choose from, each of its `options` as it is `shown`; `value` is the one chosen, and can be set. ipywidgets.Dropdown leaves the arrow keys to JupyterLab, which moves to another cell.

    In committed outputs, where no kernel runs, a line of text says what it held.
    """

    _esm = WIDGETS / "choice.js"
    _css = WIDGETS / "choice.css"
    description = traitlets.Unicode(read_only=True).tag(sync=True)
    options = traitlets.List(traitlets.Unicode(), read_only=True).tag(sync=True)
    shown = traitlets.List(traitlets.Unicode(), read_only=True).tag(sync=True)
    value = traitlets.Unicode().tag(sync=True)

    def __init__(
        self, label: str, options: list[str], value: str | None, shown: list[str] | None = None
    ):
        super().__init__()
        self.set_trait("description", label)
        self.set_trait("options", options)
        self.set_trait("shown", shown or options)
        self.value = options[0] if value is None else value

    @traitlets.validate("value")
    def _known(self, proposal) -> str:
        if proposal["value"] not in self.options:
            raise ValueError(
                f"{proposal['value']!r} is no {self.description.lower()}: choose one of {', '.join(self.options)}."
            )
        return proposal["value"]

    def __repr__(self) -> str:
        return f"{self.description}: {self.shown[self.options.index(self.value)]}"

    def _repr_mimebundle_(self, **kwargs):
        if os.environ.get("AUDIO_OUTPUT") == "files":
            name, _, chosen = repr(self).partition(": ")
            return {
                "text/plain": repr(self),
                "text/html": f"<p><b>{name}</b>: {html.escape(chosen)} <i>(a list to choose from, when this cell is run)</i></p>",
            }
        return super()._repr_mimebundle_(**kwargs)


class VoicePicker(_Picker):
    """Choose a voice; `.value` is its name."""

    def __init__(self, value: str | None = None):
        super().__init__("Voice", catalogue.voices(), value)


class FormatPicker(_Picker):
    """Choose the format of the answer; `.value` is its name."""

    def __init__(self, value: str | None = None):
        super().__init__("Format", catalogue.formats("output"), value)


class ModelPicker(_Picker):
    """Choose among the models that answer today, each shown with its last day; `.value` is its name. ValueError says what takes the place of one that is gone."""

    def __init__(self, value: str | None = None, today: datetime.date | None = None):
        known = catalogue.model(value or "")
        if known and known.retired(today):
            raise ValueError(known.warning(today))
        alive = [model for model in catalogue.models().values() if not model.retired(today)]
        if not alive:
            raise ValueError(
                "Every model in the catalogue has been shut down: get a newer version of this course."
            )
        alive.sort(
            key=lambda model: model.name != catalogue.default_model()
        )  # the course's own first, where it still lives
        super().__init__(
            "Model",
            [model.name for model in alive],
            value,
            [
                f"{model.name} · {f'until {model.ends}' if model.ends else 'no end announced'}"
                for model in alive
            ],
        )
