"""The scripts and styles of the widgets, as anywidget takes them."""

from pathlib import Path

WIDGETS = Path(__file__).parent / "widgets"


def script(*names: str) -> str:
    """Scripts of widgets/ as the one module that anywidget loads.

    The last of them exports what anywidget calls.
    """
    return "\n".join((WIDGETS / f"{name}.js").read_text("utf-8") for name in names)


def style(name: str) -> str:
    """A style sheet of widgets/."""
    return (WIDGETS / f"{name}.css").read_text("utf-8")
