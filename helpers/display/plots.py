"""Sounds to look at: waveform, spectrogram, pitch and loudness, and a conversation on one time axis. Each shows itself in a cell, and its alt text says what there is to see."""

import numpy as np

from helpers.display.card import bent, extremes
from helpers.display.figure import (
    GREY,
    INK,
    PLOT,
    SECOND,
    SHARP,
    Picture,
    drawing,
    frame,
    transcript,
)
from helpers.display.measures import HIGHEST, Take, length
from helpers.media.sniff import SoundError
from helpers.units import clock

MOST = 16  # sounds in one picture: every voice, and some
CELL = 4  # pixels of the picture across one cell of a spectrogram
RANGE = 60  # dB from the brightest to the darkest colour, and on the loudness axis
SHADES = 16  # of a spectrogram
OCTAVES = (60, 80, 100, 150, 200, 300, 400, 500)  # Hz, the marks of a pitch axis
STEPS = (
    15,
    30,
    60,
    120,
    300,
    600,
    1200,
    1800,
    3600,
)  # s between the marks of a time axis that counts minutes
MARKS = 8  # of a time axis, at most


def waveform(sound) -> Picture:
    """How far a sound swings from moment to moment, pauses hatched. Takes a Sound, what Sound.load takes, or a list of up to 16, drawn on one time axis. Raises SoundError."""
    takes, span = _takes(sound)

    def one(take):
        def draw(axes):
            _wave(axes, take, 0, span, INK)
            axes.set(
                yticks=[bent(10 ** (level / 20)) for level in (0, -6, -20)],
                yticklabels=["0 dBFS", "−6", "−20"],
            )
            _pauses(take, span, axes)
            _time(axes, span)

        return _shown(take, "waveform", [96], draw, take.told())

    return _below([one(take) for take in takes])


def spectrogram(sound) -> Picture:
    """Which frequencies sound when, up to 8 kHz and 60 dB below the loudest of all. Takes what `waveform` takes. Raises SoundError."""
    takes, span = _takes(sound)
    powers = [
        take.powers(max(1, round(PLOT * SHARP / CELL * take.seconds / span))) for take in takes
    ]
    loudest = max(np.nanmax(power) for power in powers) or 1

    def one(take, power):
        def draw(axes):
            from matplotlib import colormaps

            level = 10 * np.log10(np.maximum(power / loudest, 1e-12))
            axes.imshow(
                np.ceil(level / RANGE * SHADES),
                colormaps["cividis"].resampled(SHADES),
                vmin=1 - SHADES,
                vmax=0,
                origin="lower",
                extent=(0, take.seconds, 0, HIGHEST),
                aspect="auto",
                interpolation="nearest",
            )
            axes.set(
                ylim=(0, HIGHEST),
                yticks=range(0, HIGHEST + 1, 2000),
                yticklabels=["0", "2", "4", "6", "8 kHz"],
            )
            _time(axes, span)

        key = f'<p style="margin:.3em 0 0">Bright is loud, dark is quiet: {RANGE} dB from end to end.</p>'
        return _shown(
            take, "spectrogram", [160], draw, f"{_where(power, take.top)} {take.told()}", key
        )

    return _below([one(take, power) for take, power in zip(takes, powers)])


def pitch_and_loudness(sound) -> Picture:
    """The melody of a voice (dots, Hz on a log axis) and its loudness (a line, dBFS) under its waveform, pauses hatched. Takes what `waveform` takes. Raises SoundError."""
    takes, span = _takes(sound)
    melodies = [take.pitch() for take in takes]
    marks = _octaves(np.concatenate([pitch for _, pitch in melodies]))

    def one(take, times, pitch):

        def draw(wave, melody, level):
            _wave(wave, take, 0, span, INK)
            wave.set(yticks=[bent(1), 0], yticklabels=["0 dBFS", "silence"])
            melody.semilogy(times, pitch, "s", color=SECOND, markersize=2, markeredgewidth=0)
            melody.set(
                ylim=(marks[0], marks[-1]),
                yticks=marks,
                yticklabels=[*marks[:-1], f"{marks[-1]} Hz"],
            )
            melody.minorticks_off()
            level.plot(*take.level(PLOT), color=INK, linewidth=1.2, drawstyle="steps-mid")
            level.set(ylim=(-RANGE, 0), yticks=[-40, -20, 0], yticklabels=["−40", "−20", "0 dBFS"])
            _pauses(take, span, wave, melody, level)
            if not pitch.size:
                melody.text(span / 2, marks[0] * 2**0.5, "no pitch", ha="center", va="center")
            for axes, name in (wave, ""), (melody, "pitch (dots)"), (level, "loudness (line)"):
                axes.text(0, 1, name, transform=axes.transAxes, va="bottom")
                _time(axes, span, named=axes is level)

        return _shown(
            take, "pitch and loudness", [56, 100, 64], draw, f"{_melody(pitch)} {take.told()}"
        )

    return _below([one(take, *melody) for take, melody in zip(takes, melodies)])


def conversation(question, answer, *more) -> Picture:
    """Who speaks when, and the words that are known: a question and its answer one after the other, further turns after them. Each is what Sound.load takes. Raises SoundError."""
    takes, span = _takes([question, answer, *more], together=True)
    names = [("question", "answer")[turn % 2] for turn in range(len(takes))]
    starts = np.cumsum([0, *(take.seconds for take in takes)])

    def draw(*rows):
        free = [0.0, 0.0]  # from where on a row has room for another name
        for turn, (take, name, start) in enumerate(zip(takes, names, starts)):
            late = start > 0.8 * span
            if start >= free[turn % 2]:
                rows[turn % 2].text(
                    start + take.seconds if late else start,
                    1,
                    name,
                    transform=rows[turn % 2].get_xaxis_transform(),
                    ha="right" if late else "left",
                    va="bottom",
                )
                free[turn % 2] = start + 0.2 * span
            _wave(rows[turn % 2], take, start, span, (SECOND, INK)[turn % 2])
        for row in rows:
            row.set_yticks([])
            row.vlines(starts, -1, 1, color=GREY, linestyle=":", linewidth=0.8)
            _time(row, span, named=row is rows[1])

    alt = f"Conversation, {length(span)} long. " + " ".join(
        f"From {clock(start)}: {name}, {take.label}, for {length(take.seconds)}."
        for take, name, start in zip(takes, names, starts)
    )
    return Picture(
        frame(
            "Conversation",
            length(span),
            drawing([56, 56], draw, alt)
            + transcript(*((name, take.words) for take, name in zip(takes, names))),
        ),
        alt,
    )


def _takes(sounds, together: bool = False) -> tuple[list[Take], float]:
    """The sounds, and the seconds that their time axis shows: those of the longest, or of all."""
    sounds = list(sounds) if isinstance(sounds, (list, tuple)) else [sounds]
    if not 0 < len(sounds) <= MOST:
        raise SoundError(
            f"A picture shows 1 to {MOST} sounds, not {len(sounds)}: "
            + ("give fewer." if sounds else "give a Sound, or a list of them.")
        )
    takes = [Take.of(sound) for sound in sounds]
    seconds = [take.seconds for take in takes]
    return takes, sum(seconds) if together else max(seconds)


def _shown(take: Take, what: str, heights: list[int], draw, facts: str, below: str = "") -> Picture:
    alt = f"{what.capitalize()} of {take.label}, {length(take.seconds)} long. {facts}"
    return Picture(
        frame(take.label, f"{what} · {length(take.seconds)}", drawing(heights, draw, alt) + below),
        alt,
    )


def _below(pictures: list[Picture]) -> Picture:
    return Picture(
        "".join(picture.html for picture in pictures),
        "\n".join(picture.alt for picture in pictures),
    )


def _wave(axes, take: Take, start: float, span: float, colour: str) -> None:
    """The waveform as the card draws it, from `start` on an axis of `span` seconds."""
    columns = max(1, round(PLOT * take.seconds / span))
    low, high = (bent(level) for level in extremes(take.mono, columns))
    thin = 1 / 56  # silence is a thin line
    edges, last = (
        np.linspace(start, start + take.seconds, columns + 1),
        np.arange(columns + 1).clip(max=columns - 1),
    )
    axes.fill_between(
        edges,
        np.minimum(low, -thin)[last],
        np.maximum(high, thin)[last],
        step="post",
        color=colour,
        linewidth=0,
    )
    axes.set_ylim(-1, 1)


def _pauses(take: Take, span: float, *panels) -> None:
    """Pauses hatched through all panels, where they are wide enough to see; the longest is named."""
    seen = [(start, end) for start, end in take.pauses if (end - start) / span * PLOT >= 3]
    for axes in panels:
        for start, end in seen:
            axes.axvspan(start, end, facecolor="none", edgecolor=GREY, hatch="////", linewidth=0)
    if seen:
        start, end = max(seen, key=lambda pause: pause[1] - pause[0])
        panels[0].text(
            (start + end) / 2,
            1,
            "pause",
            transform=panels[0].get_xaxis_transform(),
            ha="center",
            va="bottom",
        )


def _time(axes, span: float, named: bool = True) -> None:
    """A time axis from 0 to `span` seconds, and the lines that all axes have."""
    from matplotlib.ticker import MaxNLocator

    if span < 60:
        marks = [
            mark
            for mark in MaxNLocator(MARKS, steps=[1, 2, 5, 10]).tick_values(0, span)
            if mark <= span
        ]
        names = [f"{mark * 1000:g} ms" if span < 0.1 else f"{mark:g} s" for mark in marks]
    else:
        step = next((step for step in STEPS if span / step <= MARKS), STEPS[-1])
        marks = np.arange(0, span, step)
        names = [
            f"{mark // 60:.0f}:{mark % 60:02.0f}" if step < 60 else f"{mark / 60:.0f} min"
            for mark in marks
        ]
    axes.set_xlim(0, span)
    axes.set_xticks(marks, names if named else [""] * len(marks))
    axes.tick_params(color=GREY, length=3)
    axes.grid(axis="y", color=GREY, linestyle=":", linewidth=0.6)
    axes.set_axisbelow(True)
    for side, spine in axes.spines.items():
        spine.set(visible=side == "bottom", color=GREY)


def _octaves(pitch: np.ndarray) -> tuple:
    """The marks round all of `pitch`, over an octave at least: a narrower axis would make a melody of every voice."""
    low, high = (pitch.min(), pitch.max()) if pitch.size else (100, 200)
    last = next((i for i, mark in enumerate(OCTAVES) if mark >= high), len(OCTAVES) - 1)
    first = max(
        (i for i, mark in enumerate(OCTAVES) if mark <= low and OCTAVES[last] / mark >= 2),
        default=0,
    )
    return OCTAVES[first : max(last, 3) + 1]


def _melody(pitch: np.ndarray) -> str:
    if not pitch.size:
        return "No pitch: nothing is voiced."
    low, middle, high = np.percentile(pitch, (10, 50, 90))
    if round(low) == round(high):
        return f"The pitch stays at {middle:.0f} Hz."
    return (
        f"The pitch is mostly between {low:.0f} and {high:.0f} Hz, {middle:.0f} Hz in the middle."
    )


def _where(power: np.ndarray, top: float) -> str:
    """Below which frequency nine tenths of the energy lie."""
    held = np.nansum(power, axis=1)
    if not held.any():
        return "It is dark all over."
    band = int(np.searchsorted(held.cumsum(), 0.9 * held.sum())) + 1
    end = (
        f" It ends at {top / 1000:g} kHz: the recording has {2 * top:,.0f} samples a second."
        if top < HIGHEST
        else ""
    )
    return f"Most of its energy lies below {band * HIGHEST / len(power) / 1000:.1f} kHz.{end}"
