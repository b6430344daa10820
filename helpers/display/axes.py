"""What the plots have in common: a time axis, a waveform on it, hatched pauses, a pitch axis."""

from typing import TYPE_CHECKING

import numpy as np

from helpers.display.figure import GREY
from helpers.display.measures import MeasuredSound
from helpers.display.panels import PLOT_WIDTH
from helpers.display.waveform import column_extremes, companded
from helpers.language import translated

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_TIME_MARKS = 8  # of a time axis
MINUTE_STEPS = (15, 30, 60, 120, 300, 600, 1200, 1800, 3600)  # s between marks, from a minute on
PITCH_MARKS = (60, 80, 100, 150, 200, 300, 400, 500)  # Hz
NARROWEST_PAUSE = 3  # CSS pixels of a pause that is hatched
THIN_LINE = 1 / 56  # of a waveform's half height: silence is a line


def draw_waveform(
    axes: "Axes", sound: MeasuredSound, start: float, span: float, colour: str
) -> None:
    """The waveform as the card draws it, from `start` on an axis of `span` seconds."""
    columns = max(1, round(PLOT_WIDTH * sound.seconds / span))
    low, high = (companded(level) for level in column_extremes(sound.outline, columns))
    edges = np.linspace(start, start + sound.seconds, columns + 1)
    column = np.arange(columns + 1).clip(max=columns - 1)  # the last edge has the last one's
    axes.fill_between(
        edges,
        np.minimum(low, -THIN_LINE)[column],
        np.maximum(high, THIN_LINE)[column],
        step="post",
        color=colour,
        linewidth=0,
    )
    axes.set_ylim(-1, 1)


def hatch_pauses(sound: MeasuredSound, span: float, *panels: "Axes") -> None:
    """Pauses hatched through all panels, where they are wide enough; the longest is named."""
    wide = NARROWEST_PAUSE * span / PLOT_WIDTH
    pauses = [(start, end) for start, end in sound.pauses if end - start >= wide]
    for axes in panels:
        for start, end in pauses:
            axes.axvspan(start, end, facecolor="none", edgecolor=GREY, hatch="////", linewidth=0)
    if pauses:
        start, end = max(pauses, key=lambda pause: pause[1] - pause[0])
        write_above(panels[0], (start + end) / 2, translated("pause"), "center")


def write_above(axes: "Axes", seconds: float, words: str, align: str) -> None:
    """Words in the line of text above a panel, at a time of its axis."""
    place = axes.get_xaxis_transform()
    axes.text(seconds, 1, words, transform=place, ha=align, va="bottom")


def draw_time_axis(axes: "Axes", span: float, named: bool = True) -> None:
    """A time axis from 0 to `span` seconds, and the lines that all panels have."""
    marks, names = time_marks(span)
    axes.set_xlim(0, span)
    axes.set_xticks(marks, names if named else [""] * len(marks))
    axes.tick_params(color=GREY, length=3)
    axes.grid(axis="y", color=GREY, linestyle=":", linewidth=0.6)
    axes.set_axisbelow(True)
    for side, spine in axes.spines.items():
        spine.set(visible=side == "bottom", color=GREY)


def time_marks(span: float) -> tuple[list[float], list[str]]:
    """Where the marks of a time axis stand, in s, and what is written at each."""
    from matplotlib.ticker import MaxNLocator

    if span < 60:
        ticks = MaxNLocator(MOST_TIME_MARKS, steps=[1, 2, 5, 10]).tick_values(0, span)
        marks = [float(mark) for mark in ticks if mark <= span]
        return marks, [f"{mark * 1000:g} ms" if span < 0.1 else f"{mark:g} s" for mark in marks]
    step = next((step for step in MINUTE_STEPS if span / step <= MOST_TIME_MARKS), 3600)
    marks = [float(mark) for mark in np.arange(0, span, step)]
    if step < 60:
        return marks, [f"{mark // 60:.0f}:{mark % 60:02.0f}" for mark in marks]
    return marks, [f"{mark / 60:.0f} min" for mark in marks]


def pitch_marks(pitch: np.ndarray) -> tuple[int, ...]:
    """The marks round all of `pitch` in Hz, over an octave at least.

    A narrower axis would make a melody of every voice.
    """
    low, high = (pitch.min(), pitch.max()) if pitch.size else (100, 200)
    above = (i for i, mark in enumerate(PITCH_MARKS) if mark >= high)
    last = next(above, len(PITCH_MARKS) - 1)
    octave_below = PITCH_MARKS[last] / 2
    below = (i for i, mark in enumerate(PITCH_MARKS) if mark <= min(low, octave_below))
    first = max(below, default=0)
    return PITCH_MARKS[first : max(last, 3) + 1]
