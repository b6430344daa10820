"""A tally: one sign for each thing that was counted, in the row of its group."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from helpers.display.charts import LOOKS, key_html
from helpers.display.figure import Figure, figure_html
from helpers.display.panels import PLOT_WIDTH, panels_html

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROW = 58  # CSS pixels of a group: its name, its signs and their names
NARROW = 26  # CSS pixels of a sign: with less its name would run into the next
WIDEST = 40
SMALL, LARGE = 4.0, 13.0  # CSS pixels of the sign itself


def tally(
    title: str, groups: Mapping[str, Sequence[str]], looks: Mapping[str, Collection[str]]
) -> Figure:
    """One sign for each item of each group, with its name under it where there is room.

    `looks` has up to three names of the key, each with the items that have this colour and form;
    an item that is in none of them has the last. Raises ValueError where there is nothing to draw.
    """
    most = max(map(len, groups.values()), default=0)
    if not most or not 0 < len(looks) <= len(LOOKS):
        raise ValueError(
            f"A tally needs a group with an item, and 1 to {len(LOOKS)} names for its key."
        )
    step = min(WIDEST, PLOT_WIDTH / most)

    def draw(axes: "Axes") -> None:
        for row, (name, items) in enumerate(groups.items()):
            axes.text(0, row - 0.17, f"{name} · {len(items)}", ha="left", va="bottom")
            for place, item in enumerate(items):
                colour, marker, *_ = LOOKS[_look(item, looks)]
                across = (place + 0.5) * step
                size = min(LARGE, max(SMALL, 0.7 * step))
                axes.plot(across, row, color=colour, marker=marker, markersize=size, linewidth=0)
                if step >= NARROW:
                    axes.text(across, row + 0.26, item, ha="center", va="center")
        axes.set(xlim=(0, PLOT_WIDTH), ylim=(len(groups) - 0.4, -0.6), xticks=[], yticks=[])
        axes.axis("off")

    told = "; ".join(
        f"{name} {len(items)}{': ' * bool(items)}{', '.join(items)}"
        for name, items in groups.items()
    )
    alt = f"{title}. {told}. {_counted(groups, looks)}."
    content = panels_html([ROW * len(groups)], draw, alt) + key_html(looks)
    return Figure(figure_html(title, str(sum(map(len, groups.values()))), content), alt)


def _look(item: str, looks: Mapping[str, Collection[str]]) -> int:
    """Which of the looks an item has."""
    found = (number for number, items in enumerate(looks.values()) if item in items)
    return next(found, len(looks) - 1)


def _counted(groups: Mapping[str, Sequence[str]], looks: Mapping[str, Collection[str]]) -> str:
    """How many items have each look."""
    every = [_look(item, looks) for items in groups.values() for item in items]
    return ", ".join(f"{name}: {every.count(number)}" for number, name in enumerate(looks))
