"""Plots of sounds: waveform, spectrogram, pitch and loudness, a conversation on one time axis.

Each shows itself in a cell, and its alt text says what there is to see.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.display.axes import (
    draw_time_axis,
    draw_waveform,
    hatch_pauses,
    pitch_marks,
    write_above,
)
from helpers.display.figure import BLUE, GREY, ORANGE, Figure, figure_html, transcript_html
from helpers.display.measures import (
    EXCERPT_SECONDS,
    EXCERPTS,
    MeasuredSound,
    duration,
    measured_sounds,
    pitch_sentence,
)
from helpers.display.panels import PLOT_WIDTH, SHARPNESS, panels_html
from helpers.display.spectrum import HIGHEST, band_power, energy_sentence, looked_at
from helpers.display.waveform import companded
from helpers.language import translated
from helpers.units import clock

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CELL_WIDTH = 4  # pixels of the picture across one cell of a spectrogram
RANGE = 60  # dB from the brightest to the darkest colour, and on the loudness axis
SHADES = 16  # of a spectrogram
MOST_SHARE_SAID = 0.5  # of a recording: where a spectrogram is drawn of less, it says of how much


def waveform(sound: Any) -> Figure:
    """How far a sound swings from moment to moment, pauses hatched.

    Takes a Sound, what Sound.load takes, or a list of up to 16 of them, drawn on one time axis.
    Raises SoundError.
    """
    sounds = measured_sounds(sound)
    span = max(one.seconds for one in sounds)
    return _one_below_the_other([_waveform(one, span) for one in sounds])


def _waveform(sound: MeasuredSound, span: float) -> Figure:
    def draw(axes: "Axes") -> None:
        draw_waveform(axes, sound, 0, span, BLUE)
        marks = companded(10 ** (np.array([0, -6, -20]) / 20))
        axes.set(yticks=marks, yticklabels=["0 dBFS", "−6", "−20"])
        hatch_pauses(sound, span, axes)
        draw_time_axis(axes, span)

    return _figure(sound, "waveform", [96], draw, translated(sound.summary()))


def spectrogram(sound: Any) -> Figure:
    """Which frequencies sound when, up to 8 kHz and 60 dB below the loudest of all.

    Takes what `waveform` takes. Raises SoundError.
    """
    sounds = measured_sounds(sound)
    span = max(one.seconds for one in sounds)
    cells = PLOT_WIDTH * SHARPNESS / CELL_WIDTH
    columns = [max(1, round(cells * one.seconds / span)) for one in sounds]
    powers = [
        band_power(one.blocks(), one.size, one.rate, one.top, number)
        for one, number in zip(sounds, columns, strict=True)
    ]
    loudest = max(float(np.nanmax(power)) for power in powers) or 1.0
    figures = [
        _spectrogram(one, power, loudest, span) for one, power in zip(sounds, powers, strict=True)
    ]
    return _one_below_the_other(figures)


def _spectrogram(sound: MeasuredSound, power: np.ndarray, loudest: float, span: float) -> Figure:
    def draw(axes: "Axes") -> None:
        from matplotlib import colormaps

        level = 10 * np.log10(np.maximum(power / loudest, 1e-12))
        axes.imshow(
            np.ceil(level / RANGE * SHADES),
            colormaps["cividis"].resampled(SHADES),
            vmin=1 - SHADES,
            vmax=0,
            origin="lower",
            extent=(0, sound.seconds, 0, HIGHEST),
            aspect="auto",
            interpolation="nearest",
        )
        marks, names = range(0, HIGHEST + 1, 2000), ["0", "2", "4", "6", "8 kHz"]
        axes.set(ylim=(0, HIGHEST), yticks=marks, yticklabels=names)
        draw_time_axis(axes, span)

    key = translated(f"Bright is loud, dark is quiet: {RANGE} dB from end to end.")
    share = looked_at(sound.size, sound.rate, power.shape[1])
    if share < MOST_SHARE_SAID:
        seconds = clock(share * sound.seconds)
        key += " " + translated(f"Drawn of {seconds} of this recording, spread over all of it.")
    facts = f"{translated(energy_sentence(power, sound.top))} {translated(sound.summary())}"
    below = f'<p style="margin:.3em 0 0">{key}</p>'
    return _figure(sound, "spectrogram", [160], draw, facts, below)


def pitch_and_loudness(sound: Any) -> Figure:
    """The melody of a voice and its loudness under its waveform, pauses hatched.

    Pitch is dots, in Hz on a logarithmic axis; loudness is a line, in dBFS. Takes what `waveform`
    takes. Raises SoundError.
    """
    sounds = measured_sounds(sound)
    span = max(one.seconds for one in sounds)
    melodies = [one.pitch() for one in sounds]
    marks = pitch_marks(np.concatenate([pitch for _, pitch in melodies]))
    figures = [
        _pitch_and_loudness(one, times, pitch, marks, span)
        for one, (times, pitch) in zip(sounds, melodies, strict=True)
    ]
    return _one_below_the_other(figures)


def _pitch_and_loudness(
    sound: MeasuredSound,
    times: np.ndarray,
    pitch: np.ndarray,
    marks: tuple[int, ...],
    span: float,
) -> Figure:
    def draw(wave: "Axes", melody: "Axes", level: "Axes") -> None:
        draw_waveform(wave, sound, 0, span, BLUE)
        wave.set(yticks=[1, 0], yticklabels=["0 dBFS", translated("silence")])
        melody.semilogy(times, pitch, "s", color=ORANGE, markersize=2, markeredgewidth=0)
        names = [*map(str, marks[:-1]), f"{marks[-1]} Hz"]
        melody.set(ylim=(marks[0], marks[-1]), yticks=marks, yticklabels=names)
        melody.minorticks_off()
        level.plot(
            *sound.mean_loudness(PLOT_WIDTH), color=BLUE, linewidth=1.2, drawstyle="steps-mid"
        )
        level.set(ylim=(-RANGE, 0), yticks=[-40, -20, 0], yticklabels=["−40", "−20", "0 dBFS"])
        hatch_pauses(sound, span, wave, melody, level)
        if not pitch.size:
            melody.text(
                span / 2, marks[0] * 2**0.5, translated("no pitch"), ha="center", va="center"
            )
        for axes, name in (wave, ""), (melody, "pitch (dots)"), (level, "loudness (line)"):
            axes.text(0, 1, translated(name), transform=axes.transAxes, va="bottom")
            draw_time_axis(axes, span, named=axes is level)

    facts = f"{translated(pitch_sentence(pitch))} {translated(sound.summary())}"
    below = ""
    if sound.pitch_is_sampled:
        moments = translated(
            f"The pitch is measured in {EXCERPTS} moments of {EXCERPT_SECONDS} s, spread over all "
            "of the recording."
        )
        below = f'<p style="margin:.3em 0 0">{moments}</p>'
    return _figure(sound, "pitch and loudness", [56, 100, 64], draw, facts, below)


def conversation(question: Any, answer: Any, *more: Any) -> Figure:
    """Who speaks when, and the words that are known: turns one after the other.

    Questions and answers take turns; each is what Sound.load takes. Raises SoundError.
    """
    sounds = measured_sounds([question, answer, *more])
    span = sum(sound.seconds for sound in sounds)
    names = translated("question"), translated("answer")
    speakers = [names[turn % 2] for turn in range(len(sounds))]
    ends = np.cumsum([0, *(sound.seconds for sound in sounds)])
    turns = list(zip(sounds, speakers, ends[:-1], strict=True))

    def draw(*rows: "Axes") -> None:
        room = [0.0, 0.0]  # from when on a row has room for another name
        for turn, (sound, speaker, start) in enumerate(turns):
            row = turn % 2
            if start >= room[row]:
                if start > 0.8 * span:
                    write_above(rows[row], start + sound.seconds, speaker, "right")
                else:
                    write_above(rows[row], start, speaker, "left")
                room[row] = start + 0.2 * span
            draw_waveform(rows[row], sound, start, span, (ORANGE, BLUE)[row])
        for axes in rows:
            axes.set_yticks([])
            axes.vlines(ends, -1, 1, color=GREY, linestyle=":", linewidth=0.8)
            draw_time_axis(axes, span, named=axes is rows[1])

    alt = translated(f"Conversation, {duration(span)} long. ") + " ".join(
        translated(f"From {clock(start)}: {speaker}, {sound.label}, for {duration(sound.seconds)}.")
        for sound, speaker, start in turns
    )
    words = [(speaker, sound.transcript) for sound, speaker, _ in turns]
    content = panels_html([56, 56], draw, alt) + transcript_html(*words)
    return Figure(figure_html(translated("Conversation"), duration(span), content), alt)


def _figure(
    sound: MeasuredSound,
    kind: str,
    heights: list[int],
    draw: Callable[..., None],
    facts: str,
    below: str = "",
) -> Figure:
    """One sound's plot: panels of `heights` in CSS pixels, and HTML `below` them."""
    time = duration(sound.seconds)
    alt = translated(f"{kind.capitalize()} of {sound.label}, {time} long. {facts}")
    content = panels_html(heights, draw, alt) + below
    caption = translated(f"{kind} · {time}")
    return Figure(figure_html(sound.label, caption, content), alt)


def _one_below_the_other(figures: list[Figure]) -> Figure:
    return Figure(
        "".join(figure.html for figure in figures),
        "\n".join(figure.alt for figure in figures),
    )
