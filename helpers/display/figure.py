"""A drawing as a notebook shows it: matplotlib draws the lines, the page writes the words.

No grey has 4.5:1 both on white and on JupyterLab's dark ground (the best, #797979, has 4.3:1), and matplotlib's letters lack Hangul.
So the texts of a figure are taken out of the picture and stand over it as HTML: in the page's own colour and font, sharp at any size.
"""

import base64
import html
import io
import logging
from collections.abc import Callable
from dataclasses import dataclass

WIDTH = 560  # CSS pixels of a drawing, of a card's waveform too
SHARP = 2  # pixels of the picture for one of the page: screens have them
COLOURS = 24  # of the palette: a spectrogram's, and a few
INK, SECOND, GREY = (
    "#2e7db9",
    "#c8501e",
    "#7d7d7d",
)  # at least 3:1 against white and against JupyterLab's dark greys (WCAG 1.4.11)
LEFT, RIGHT = 60, 18  # CSS pixels beside the plot, for the labels
PLOT = WIDTH - LEFT - RIGHT
LINE, GAP = (
    15,
    6,
)  # CSS pixels of a line of text, and between what is drawn and the line above or below it


@dataclass(frozen=True, repr=False)
class Picture:
    """One drawing or several below each other: `html` as a cell shows it, `alt` what there is to see, in words."""

    html: str
    alt: str

    def __repr__(self) -> str:
        return self.alt

    def _repr_mimebundle_(self, **_):
        return {"text/html": self.html, "text/plain": self.alt}


def frame(label: str, facts: str, inside: str) -> str:
    """A figure with its caption: the label, and the facts beside it, or under it where there is no room. The label is text, the rest is HTML."""
    return (
        f'<figure style="margin:.5em 0;padding:.7em .9em;max-width:{WIDTH + 30}px;border:1px solid rgba(128,128,128,.45);border-radius:8px">'
        f'<figcaption style="display:flex;flex-wrap:wrap;justify-content:space-between;column-gap:1.5em;margin:0 0 .5em">'
        f'<b dir="auto" style="min-width:0;overflow-wrap:break-word">{html.escape(label)}</b> <span>{facts}</span></figcaption>{inside}</figure>'
    )


def transcript(*turns: tuple[str, str]) -> str:
    """What was said, as pairs of a name (or none) and the words; nothing where no words are known. A long one scrolls: its summary takes the focus, and with it Page Down."""
    lines = "".join(
        f'<p dir="auto" style="margin:.2em 0 0;text-align:start;overflow-wrap:break-word;word-break:keep-all">{f"<b>{name}:</b> " if name else ""}{html.escape(words)}</p>'
        for name, words in turns
        if words
    )  # keep-all: Korean breaks between words
    return (
        f'<details open style="max-height:11em;overflow:auto;margin:.6em 0 0"><summary>Transcript</summary>{lines}</details>'
        if lines
        else ""
    )


def source(png: bytes) -> str:
    """The address of a picture that stands in the page itself."""
    return "data:image/png;base64," + base64.b64encode(png).decode("ascii")


def drawing(heights: list[int], draw: Callable, alt: str) -> str:
    """The HTML of one drawing: `draw` gets one matplotlib axes for each of `heights`, in CSS pixels from top to bottom, each with room for a line of text above it."""
    logging.getLogger("matplotlib.font_manager").setLevel(
        logging.ERROR
    )  # the first time it says that it looks for fonts, in red
    import numpy as np
    from matplotlib import rc_context, rcParamsDefault
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from PIL import Image

    tall = sum(heights) + (LINE + GAP) * len(heights) + LINE
    plain = {
        name: value for name, value in rcParamsDefault.items() if "backend" not in name
    }  # whatever style the notebook has chosen
    with rc_context(
        plain | {"hatch.linewidth": 0.6, "lines.antialiased": False, "patch.antialiased": False}
    ):  # at two pixels for one edges are smooth enough, and the file is half as large
        figure = Figure(
            (WIDTH / 72, tall / 72), dpi=72 * SHARP, facecolor="none"
        )  # a point is a CSS pixel; no pyplot, whose figures a widget's message would show
        canvas, panels, top = FigureCanvasAgg(figure), [], -GAP
        for height in heights:
            top += GAP + LINE + height
            panels.append(
                figure.add_axes(
                    [LEFT / WIDTH, 1 - top / tall, 1 - (LEFT + RIGHT) / WIDTH, height / tall],
                    facecolor="none",
                )
            )
        draw(*panels)
        canvas.draw()
        words = "".join(
            _lifted(text, tall)
            for axes in panels
            for text in (*axes.get_yticklabels(), *axes.texts, *axes.get_xticklabels())
        )
        canvas.draw()
    image = Image.fromarray(np.asarray(canvas.buffer_rgba())).quantize(
        COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
    )
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    # where a page drops all styles, as GitHub's may, the picture keeps its size and the words follow it
    return (
        f'<div style="position:relative;height:{tall}px;font-size:12px;line-height:{LINE}px">'
        f'<img alt="{html.escape(alt)}" src="{source(file.getvalue())}" width="{WIDTH}" style="display:block;width:100%;height:{tall}px">'
        f"<div inert>{words}</div></div>"
    )  # inert: a screen reader has the alt text and need not spell the axes


def _lifted(text, tall: int) -> str:
    """One text of the figure as HTML in the same place, and no longer in the picture."""
    words, shown = text.get_text(), text.get_visible()
    text.set_visible(False)
    if not words or not shown:
        return ""
    across, up = text.get_transform().transform(text.get_position())
    across = across / SHARP / WIDTH * 100
    down = tall - up / SHARP - {"top": 0, "bottom": LINE}.get(text.get_va(), LINE / 2)
    place = {
        "left": f"left:{across:.1f}%",
        "center": f"left:{across - 5:.1f}%;width:10%;text-align:center",
        "right": f"left:0;width:{across:.1f}%;text-align:right",
    }[text.get_ha()]
    return f'<span dir="auto" style="position:absolute;top:{down:.0f}px;white-space:nowrap;{place}">{html.escape(words)}</span> '
