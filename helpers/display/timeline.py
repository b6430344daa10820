"""A turn of a conversation on a line of time: what comes how long after somebody stops speaking."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from helpers.display.axes import draw_time_axis
from helpers.display.figure import BLUE, ORANGE, Figure, figure_html
from helpers.display.measures import duration
from helpers.display.panels import panels_html

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Between the end of a question and the answer: the mean of ten languages is 208 ms
# (Stivers et al. 2009, PNAS 106:10587).
PEOPLE = 0.2  # seconds
ROW = 36  # CSS pixels of an event
TITLE = "After you stop speaking"


def timeline(events: Mapping[str, float | None], people: float = PEOPLE) -> Figure:
    """Each event of a turn as a bar from 0, the end of speech, to its time in seconds.

    What has no time (None) did not happen, and is not drawn. Above them, in another colour, the
    `people` seconds after which people answer each other. Raises ValueError where there is nothing
    to draw, or a time before 0.
    """
    times = {name: float(at) for name, at in events.items() if at is not None}
    if not times or min(times.values()) < 0:
        raise ValueError("A timeline needs one event at least, and no time before 0.")
    rows = {"people": people, **times}
    span = 1.15 * max(rows.values())

    def draw(axes: "Axes") -> None:
        colours = [ORANGE, *[BLUE] * len(times)]
        axes.barh(range(len(rows)), list(rows.values()), 0.36, color=colours, linewidth=0)
        for row, (name, at) in enumerate(rows.items()):
            axes.text(0, row - 0.22, f"{name} · {duration(at)}", ha="left", va="bottom")
        axes.set(ylim=(len(rows) - 0.7, -0.7), yticks=[])
        draw_time_axis(axes, span)

    told = ", ".join(f"{name} after {duration(at)}" for name, at in times.items())
    alt = f"{TITLE}: {told}; people answer after {duration(people)}."
    content = panels_html([ROW * len(rows)], draw, alt)
    return Figure(figure_html(TITLE, duration(max(times.values())), content), alt)
