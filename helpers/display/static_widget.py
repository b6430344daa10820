"""A widget that is a line of text in committed outputs, where no kernel runs."""

import html
import os
from typing import Any

import anywidget


class StaticWidget(anywidget.AnyWidget):
    """A widget in a live page; with AUDIO_OUTPUT=files a line of text says what it was."""

    def static_text(self) -> tuple[str, str]:
        """The line as plain text and as HTML."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        if os.environ.get("AUDIO_OUTPUT") == "files":
            text, page = self.static_text()
            return {"text/plain": text, "text/html": page}
        return super()._repr_mimebundle_(**kwargs)


def static_html(name: str, value: str, note: str) -> str:
    """A name in bold, then what it holds, then a note in italics."""
    held = f": {html.escape(value)}" if value else ""
    return f"<p><b>{name}</b>{held} <i>({html.escape(note)})</i></p>"
