"""Panels below each other: matplotlib draws the lines, the page writes the words.

No grey has 4.5:1 both on white and on JupyterLab's dark ground (the best, #797979, has 4.3:1), and
matplotlib's letters lack Hangul. So the texts of a plot are taken out of the picture and stand over
it as HTML: in the page's own colour and font, sharp at any size.
"""

import html
import io
import logging
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from helpers.display.figure import WIDTH, png_address

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.backends.backend_agg import FigureCanvasAgg

SHARPNESS = 2  # pixels of the picture for one CSS pixel: screens have them
PALETTE_COLOURS = 24  # a spectrogram's, and a few
LEFT, RIGHT = 60, 18  # CSS pixels beside the plot, for the labels
PLOT_WIDTH = WIDTH - LEFT - RIGHT
LINE = 15  # CSS pixels of a line of text
GAP = 6  # CSS pixels between a panel and the line of text above it
# At two pixels for one, edges are smooth enough, and the file is half as large.
STYLE = {"hatch.linewidth": 0.6, "lines.antialiased": False, "patch.antialiased": False}


def panels_html(heights: list[int], draw: Callable[..., None], alt: str) -> str:
    """Panels of these heights in CSS pixels; `draw` gets their matplotlib Axes, top to bottom.

    Where a page drops all styles, as GitHub's may, the picture keeps its size and the words follow
    it. The words are inert: a screen reader has `alt` and need not spell the axes.
    """
    # at its first use matplotlib says in red that it looks for fonts
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    from matplotlib import rc_context, rcParamsDefault

    tall = sum(heights) + (LINE + GAP) * len(heights) + LINE
    # whatever style the notebook has chosen
    plain: dict[Any, Any] = {
        name: value for name, value in rcParamsDefault.items() if "backend" not in name
    }
    with rc_context(plain | STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph")  # of letters that the page will write
        canvas, panels = _canvas(heights, tall)
        draw(*panels)
        canvas.draw()
        words = "".join(_take_out_words(axes, tall) for axes in panels)
        canvas.draw()
    return (
        f'<div style="position:relative;height:{tall}px;font-size:12px;line-height:{LINE}px">'
        f'<img alt="{html.escape(alt)}" src="{png_address(_png(canvas))}" width="{WIDTH}" '
        f'style="display:block;width:100%;height:{tall}px"><div inert>{words}</div></div>'
    )


def _canvas(heights: list[int], tall: int) -> "tuple[FigureCanvasAgg, list[Axes]]":
    """Empty panels. A point is a CSS pixel; no pyplot, which would show the figure once more."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure((WIDTH / 72, tall / 72), dpi=72 * SHARPNESS, facecolor="none")
    panels, top = [], -GAP
    for height in heights:
        top += GAP + LINE + height
        place = (LEFT / WIDTH, 1 - top / tall, 1 - (LEFT + RIGHT) / WIDTH, height / tall)
        panels.append(figure.add_axes(place, facecolor="none"))
    return FigureCanvasAgg(figure), panels


def _png(canvas: "FigureCanvasAgg") -> bytes:
    """The canvas as a PNG with a small palette, without a date or a program's name."""
    import numpy as np
    from PIL import Image

    image = Image.fromarray(np.asarray(canvas.buffer_rgba())).quantize(
        PALETTE_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
    )
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _take_out_words(axes: "Axes", tall: int) -> str:
    """The texts of one panel as HTML in the same places, and no longer in the picture."""
    texts = (*axes.get_yticklabels(), *axes.texts, *axes.get_xticklabels())
    return "".join(_take_out(text, tall) for text in texts)


def _take_out(text: Any, tall: int) -> str:
    words, shown = text.get_text(), text.get_visible()
    text.set_visible(False)
    if not words or not shown:
        return ""
    across, up = text.get_transform().transform(text.get_position())
    across = across / SHARPNESS / WIDTH * 100
    down = tall - up / SHARPNESS - {"top": 0, "bottom": LINE}.get(text.get_va(), LINE / 2)
    place = {
        "left": f"left:{across:.1f}%",
        "center": f"left:{across - 5:.1f}%;width:10%;text-align:center",
        "right": f"left:0;width:{across:.1f}%;text-align:right",
    }[text.get_ha()]
    return (
        f'<span dir="auto" style="position:absolute;top:{down:.0f}px;white-space:nowrap;'
        f'{place}">{html.escape(words)}</span> '
    )
