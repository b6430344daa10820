"""A widget that is a line of text where no kernel runs: in committed outputs, in saved ones."""

import html
import os
from typing import Any

import anywidget


class StaticWidget(anywidget.AnyWidget):
    """A widget in a live page; a line of text says what it was where its kernel is gone.

    With AUDIO_OUTPUT=files there is only the line.
    """

    def static_text(self) -> tuple[str, str]:
        """The line as plain text and as HTML."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        text, page = self.static_text()
        line = {"text/plain": text, "text/html": page}
        if os.environ.get("AUDIO_OUTPUT") == "files":
            return line
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return data | line, metadata


def static_html(name: str, value: str, note: str) -> str:
    """A name in bold, then what it holds, then a note in italics."""
    held = f": {html.escape(value)}" if value else ""
    return f"<p><b>{name}</b>{held} <i>({html.escape(note)})</i></p>"
