"""Charts of a few numbers: curves over named places, and bars in groups.

Each shows itself in a cell, and its alt text tells every number.
"""

import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from helpers.display.figure import BLUE, GREY, ORANGE, Figure, figure_html
from helpers.display.panels import panels_html

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEIGHT = 150  # CSS pixels of a chart
ROOM = 1.15  # the height of the axis, where the largest value is 1
LOOKS = (  # of each curve or group in turn: colour, matplotlib's marker and line, the key's sign
    (BLUE, "o", "-", "●"),
    (ORANGE, "s", "--", "■"),
    (GREY, "^", ":", "▲"),
)


def curves(title: str, places: Sequence[str], lines: Mapping[str, Sequence[float]]) -> Figure:
    """Up to three lines over the same places, which stand evenly from left to right.

    `lines` has a name and one value for each place. Raises ValueError where that does not fit.
    """
    _check(lines)
    if uneven := [name for name, values in lines.items() if len(values) != len(places)]:
        raise ValueError(f"{uneven[0]!r} needs one value for each of the {len(places)} places.")

    def draw(axes: "Axes") -> None:
        for (colour, marker, line, _), values in zip(LOOKS, lines.values(), strict=False):
            drawn = axes.plot(values, color=colour, marker=marker, linestyle=line, linewidth=2)
            drawn[0].set_clip_on(False)
        _draw_axes(axes, lines)
        axes.set_xlim(-0.5, len(places) - 0.5)
        axes.set_xticks(range(len(places)), list(places))

    told = {name: zip(places, values, strict=True) for name, values in lines.items()}
    alt = "; ".join(
        f"{name}: {', '.join(f'{place} {_spoken(value)}' for place, value in pairs)}"
        for name, pairs in told.items()
    )
    return _figure(title, f"{title}. {alt}.", draw, lines)


def _spoken(value: float) -> str:
    """A value as the alt text says it: two digits, or whole from 100 on."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.2g}"


def bars(title: str, groups: Mapping[str, Sequence[float]], unit: str = "") -> Figure:
    """Up to three groups of bars one after the other, each bar with its value and its number.

    Raises ValueError where there is nothing to draw.
    """
    _check(groups)

    def draw(axes: "Axes") -> None:
        at, ticks = 0, []
        for (colour, *_), values in zip(LOOKS, groups.values(), strict=False):
            places = range(at, at + len(values))
            axes.bar(places, values, color=colour, width=0.7)
            for place, value in zip(places, values, strict=True):
                axes.text(place, value, f"{value:.3g}", ha="center", va="bottom")
            ticks += [(place, str(number)) for number, place in enumerate(places, 1)]
            at += len(values) + 1
        _draw_axes(axes, groups)
        axes.set_xlim(-1, at - 1)
        axes.set_xticks([place for place, _ in ticks], [name for _, name in ticks])

    alt = "; ".join(
        f"{name}: {', '.join(f'{value:.3g}' for value in values)}"
        for name, values in groups.items()
    )
    return _figure(title, f"{title}. {alt}{unit and f' {unit}'}.", draw, groups)


def _check(rows: Mapping[str, Sequence[float]]) -> None:
    if not 0 < len(rows) <= len(LOOKS) or not all(map(len, rows.values())):
        raise ValueError(f"A chart shows 1 to {len(LOOKS)} rows of numbers, and none is empty.")


def _draw_axes(axes: "Axes", rows: Mapping[str, Sequence[float]]) -> None:
    """A value axis from 0 on, and the lines that all charts have."""
    from matplotlib.ticker import MaxNLocator

    top = ROOM * max(1e-9, *map(max, rows.values()))
    marks = [
        float(mark)
        for mark in MaxNLocator(4, steps=[1, 2, 5, 10]).tick_values(0, top)
        if mark <= top
    ]
    axes.set_ylim(0, top)
    axes.set_yticks(marks, [f"{mark:g}" for mark in marks])
    axes.tick_params(color=GREY, length=3)
    axes.grid(axis="y", color=GREY, linestyle=":", linewidth=0.6)
    axes.set_axisbelow(True)
    for side, spine in axes.spines.items():
        spine.set(visible=side == "bottom", color=GREY)


def _figure(title: str, alt: str, draw: Callable[..., None], rows: Mapping[str, object]) -> Figure:
    content = panels_html([HEIGHT], draw, alt) + key_html(rows)
    return Figure(figure_html(title, "", content), alt)


def key_html(names: Iterable[str]) -> str:
    """The key of a chart: which sign and colour belongs to which of up to three names."""
    signs = (
        f'<span style="color:{colour}">{sign}</span> {html.escape(name)}'
        for (colour, *_, sign), name in zip(LOOKS, names, strict=False)
    )
    return f'<p style="margin:.3em 0 0">{" &nbsp; ".join(signs)}</p>'
