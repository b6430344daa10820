"""Pickers for a voice, a format and a model, labelled, for the keyboard and the screen reader."""

import datetime
from typing import Any

import traitlets
from ipywidgets import ValueWidget

from helpers.display.static_widget import StaticWidget, static_html
from helpers.display.widget_files import script, style
from helpers.engine import catalogue
from helpers.language import translated


class ListPicker(StaticWidget, ValueWidget):
    """A list to choose from, each of its `options` as it is `shown`.

    `value` is the one chosen, and can be set; a value that is no option raises ValueError. It is
    an ipywidget with a value: observe, interact, link and the boxes take it.
    ipywidgets.Dropdown leaves the arrow keys to JupyterLab, which moves to another cell.
    """

    _esm = script("page", "list_picker")
    _css = style("list_picker")
    description = traitlets.Unicode(read_only=True).tag(sync=True)
    options = traitlets.List(traitlets.Unicode(), read_only=True).tag(sync=True)
    shown = traitlets.List(traitlets.Unicode(), read_only=True).tag(sync=True)
    value = traitlets.Unicode().tag(sync=True)

    def __init__(
        self, label: str, options: list[str], value: str | None, shown: list[str] | None = None
    ) -> None:
        super().__init__()
        self.set_trait("description", translated(label))
        self.set_trait("options", options)
        self.set_trait("shown", list(map(translated, shown or options)))
        self.value = options[0] if value is None else value

    @traitlets.validate("value")
    def _is_an_option(self, proposal: dict[str, Any]) -> str:
        value = proposal["value"]
        if value not in self.options:
            options = ", ".join(self.options)
            raise ValueError(
                translated(f"{value!r} is no {self.description.lower()}: choose one of {options}.")
            )
        return str(value)

    def __repr__(self) -> str:
        return f"{self.description}: {self._chosen()}"

    def _chosen(self) -> str:
        return str(self.shown[self.options.index(self.value)])

    def static_text(self) -> tuple[str, str]:
        """What is chosen, and that it can be changed when the cell is run."""
        note = translated("run this cell to choose another")
        return repr(self), static_html(self.description, self._chosen(), note)


class VoicePicker(ListPicker):
    """Choose a voice; `.value` is its name."""

    def __init__(self, value: str | None = None) -> None:
        super().__init__("Voice", catalogue.voices(), value)


class FormatPicker(ListPicker):
    """Choose the format of the answer; `.value` is its name."""

    def __init__(self, value: str | None = None) -> None:
        super().__init__("Format", catalogue.formats("output"), value)


class ModelPicker(ListPicker):
    """Choose among the models that answer today, each shown with its last day.

    `.value` is its name. Raises ValueError, which names the successor of a model that is gone.
    """

    def __init__(self, value: str | None = None, today: datetime.date | None = None) -> None:
        known = catalogue.model(value or "")
        if known and known.retired(today):
            raise ValueError(translated(known.warning(today)))
        alive = [model for model in catalogue.models().values() if not model.retired(today)]
        if not alive:
            raise ValueError(
                translated(
                    "Every model in the catalogue has been shut down: "
                    "get a newer version of this course."
                )
            )
        # the course's own first, where it still lives
        alive.sort(key=lambda model: model.name != catalogue.default_model())
        ends = [f"until {model.ends}" if model.ends else "no end announced" for model in alive]
        names = [model.name for model in alive]
        shown = [f"{name} · {end}" for name, end in zip(names, ends, strict=True)]
        super().__init__("Model", names, value, shown)
