"""A figure as a notebook shows it: a frame with a caption, what is inside it, and its transcript.

Plain HTML with inline styles, because that lives in a fresh clone, untrusted.
"""

import base64
import html
from dataclasses import dataclass
from typing import Any

from helpers.language import translated

WIDTH = 560  # CSS pixels of a plot, of a card's waveform too
# At least 3:1 against white and against JupyterLab's dark greys (WCAG 1.4.11)
BLUE, ORANGE, GREY = "#2e7db9", "#c8501e", "#7d7d7d"


@dataclass(frozen=True, repr=False)
class Figure:
    """One plot or several below each other: `html` for a cell, `alt` what there is to see."""

    html: str
    alt: str

    def __repr__(self) -> str:
        return self.alt

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.alt}


def figure_html(label: str, facts: str, content: str) -> str:
    """A frame round `content` with a caption: the label, and the facts beside it or under it.

    The label is text; `facts` and `content` are HTML.
    """
    return (
        f'<figure style="margin:.5em 0;padding:.7em .9em;max-width:{WIDTH + 30}px;'
        'border:1px solid rgba(128,128,128,.45);border-radius:8px">'
        '<figcaption style="display:flex;flex-wrap:wrap;justify-content:space-between;'
        'column-gap:1.5em;margin:0 0 .5em">'
        f'<b dir="auto" style="min-width:0;overflow-wrap:break-word">{html.escape(label)}</b> '
        f"<span>{facts}</span></figcaption>{content}</figure>"
    )


def transcript_html(*turns: tuple[str, str | None]) -> str:
    """What was said, as pairs of a speaker's name (or "") and the words; "" where none are known.

    A long transcript scrolls: its summary takes the focus, and with it Page Down.
    """
    paragraphs = "".join(_paragraph(name, words) for name, words in turns if words)
    if not paragraphs:
        return ""
    return (
        '<details open style="max-height:11em;overflow:auto;margin:.6em 0 0">'
        f"<summary>{translated('Transcript')}</summary>{paragraphs}</details>"
    )


def _paragraph(name: str, words: str) -> str:
    """One turn of a transcript. keep-all: Korean breaks between words."""
    speaker = f"<b>{name}:</b> " if name else ""
    return (
        '<p dir="auto" style="margin:.2em 0 0;text-align:start;overflow-wrap:break-word;'
        f'word-break:keep-all">{speaker}{html.escape(words)}</p>'
    )


def png_address(png: bytes) -> str:
    """The data: address of a picture, which then stands in the page itself."""
    return "data:image/png;base64," + base64.b64encode(png).decode("ascii")
