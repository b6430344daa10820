"""Requests in flight: one bar for each, from when it was sent until its answer was there."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from helpers.display.axes import draw_time_axis, write_above
from helpers.display.figure import BLUE, Figure, figure_html
from helpers.display.measures import duration
from helpers.display.panels import panels_html

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Spans = Sequence[tuple[float, float]]
ROW = 9  # CSS pixels of a bar and the gap under it
MOST_BARS = 60  # of one panel: more are thinner than a line
MOST_PANELS = 6


def in_flight(runs: Spans | Mapping[str, Spans]) -> Figure:
    """Bars of requests in flight, the first at the top.

    `runs` is a list of up to 60 (sent, answered), in seconds of any one clock, or up to six such
    lists by name: then each has a panel and starts at 0, and all share one time axis.
    Raises ValueError where there is nothing to draw, too much, or an end before its start.
    """
    named = dict(runs) if isinstance(runs, Mapping) else {"": runs}
    if not 0 < len(named) <= MOST_PANELS:
        raise ValueError(f"It draws 1 to {MOST_PANELS} runs, not {len(named)}.")
    spans = {name: _from_zero(run) for name, run in named.items()}
    whole = max(end for run in spans.values() for _, end in run)

    def draw(*panels: "Axes") -> None:
        for axes, (name, run) in zip(panels, spans.items(), strict=True):
            starts = [start for start, _ in run]
            widths = [end - start for start, end in run]
            axes.barh(range(len(run)), widths, 0.7, starts, color=BLUE, linewidth=0)
            axes.set(ylim=(len(run) - 0.4, -0.6), yticks=[])
            if name:
                write_above(axes, 0, name, "left")
            draw_time_axis(axes, whole, named=axes is panels[-1])

    alt = "Requests in flight. " + " ".join(_sentence(name, run) for name, run in spans.items())
    content = panels_html([ROW * len(run) for run in spans.values()], draw, alt)
    return Figure(figure_html("Requests in flight", duration(whole), content), alt)


def most_at_once(run: Spans) -> int:
    """The largest number of requests that were in flight at one time."""
    changes = sorted([(start, 1) for start, _ in run] + [(end, -1) for _, end in run])
    now = most = 0
    for _, change in changes:
        now += change
        most = max(most, now)
    return most


def _from_zero(run: Spans) -> list[tuple[float, float]]:
    """The spans with the first start at 0. Raises ValueError."""
    spans = [(float(start), float(end)) for start, end in run]
    if not 0 < len(spans) <= MOST_BARS:
        raise ValueError(f"A run has 1 to {MOST_BARS} requests, not {len(spans)}.")
    if any(end < start for start, end in spans):
        raise ValueError("A request ends before it starts: give (sent, answered), in this order.")
    first = min(start for start, _ in spans)
    return [(start - first, end - first) for start, end in spans]


def _sentence(name: str, run: list[tuple[float, float]]) -> str:
    number = f"{len(run)} request{'s' * (len(run) > 1)}"
    last = duration(max(end for _, end in run))
    before = f"{name}: " if name else ""
    return f"{before}{number}, at most {most_at_once(run)} at once, all answered after {last}."
