"""The scripts and styles of the widgets, as anywidget takes them."""

import json
from pathlib import Path

from helpers.language import table_for_page

WIDGETS = Path(__file__).parent / "widgets"


def script(*names: str) -> str:
    """Scripts of widgets/ as the one module that anywidget loads.

    The last of them exports what anywidget calls. Before them stands the table of the learner's
    language, which `local` in page.js looks up.
    """
    sentences = json.dumps(table_for_page(), ensure_ascii=False)
    scripts = [(WIDGETS / f"{name}.js").read_text("utf-8") for name in names]
    return "\n".join([f"const SENTENCES = {sentences};", *scripts])


def style(name: str) -> str:
    """A style sheet of widgets/."""
    return (WIDGETS / f"{name}.css").read_text("utf-8")
