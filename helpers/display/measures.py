"""A sound with its measures, ready to be plotted: loudness, pauses, pitch, and the same in words.

Bounded in time and memory: twelve hours take no more than a few minutes, and are decoded twice.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise
from typing import Any

import numpy as np

from helpers.display.excerpts import excerpts
from helpers.display.waveform import cell_extremes
from helpers.language import translated
from helpers.media import codec
from helpers.media.codec import resample
from helpers.media.sniff import SoundError
from helpers.sound import Sound
from helpers.speech import prosody
from helpers.speech.activity import QUIETEST, speech_segments
from helpers.speech.levels import (
    FRAMES_PER_SECOND,
    decibels,
    frame_powers,
    pieces_of,
    smooth,
)
from helpers.units import clock

LEAST_RATE = 8000  # Hz; less is resampled, because prosody needs 4000
# What is longer than these together, a minute, has its pitch measured in excerpts: YIN takes half
# a second for a minute.
EXCERPTS = 240
EXCERPT_SECONDS = 0.25
MOST_HELD = 5_000_000  # samples, 20 MB: what has more is decoded as often as it is needed
CELLS_PER_SECOND = 20  # whose extremes the waveform of a long recording is drawn of
MOST_POWERS = 100_000  # that are kept of a sound, for its curve of loudness
MOST_SOUNDS = 16  # in one figure: every voice, and some
LISTED_PAUSES = 3  # more are counted, and only the longest is told


@dataclass(frozen=True)
class MeasuredSound:
    """What can be measured in a sound of `size` mono samples at `rate` Hz.

    `blocks` gives them, float32 of shape (n,) each: one that is held, or those of a long recording,
    which is decoded anew at every call and never in memory as a whole.
    """

    label: str
    size: int
    rate: int
    top: float
    """Hz; nothing in the recording lies above."""
    blocks: Callable[[], Iterable[np.ndarray]]
    transcript: str = ""
    is_long: bool = False

    @classmethod
    def of(cls, source: Any) -> "MeasuredSound":
        """From a Sound or whatever Sound.load takes. Raises SoundError."""
        sound = Sound.load(source)
        rate = max(sound.sample_rate, LEAST_RATE)
        label = " ".join(sound.label.split()) or "sound"
        facts = (rate, sound.sample_rate / 2)
        if (size := round(sound.seconds * rate)) > MOST_HELD:
            blocks = partial(_decoded, sound, rate)
            return cls(label, size, *facts, blocks, sound.transcript or "", is_long=True)
        mono = sound.samples()
        if not mono.size:
            raise SoundError(
                f"{sound.label} is empty, there is nothing to draw: record it or ask for it again."
            )
        if rate > sound.sample_rate:
            # the last sample once more, because the resampler leaves nothing of a single one
            mono = np.append(resample(mono, sound.sample_rate, rate), mono[-1])
        return cls(label, mono.size, *facts, lambda: [mono], sound.transcript or "")

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.size / self.rate

    @property
    def outline(self) -> np.ndarray:
        """Samples to draw a waveform of: of a long recording the extremes of each 50 ms."""
        return self._profile.outline if self.is_long else next(iter(self.blocks()))

    @property
    def speech(self) -> list[tuple[float, float]]:
        """(start, end) in s of each stretch of speech."""
        return self._profile.speech

    @cached_property
    def _profile(self) -> "_Profile":
        """All at once: a long recording takes a while to be decoded.

        Room is taken at once, for what grows leaves holes in memory.
        """
        cell = max(1, self.rate // CELLS_PER_SECOND)
        outline = np.zeros((self.size // self.rate + 2, 2 * -(-self.rate // cell)), np.float32)
        power = np.zeros(-(-self.size * FRAMES_PER_SECOND // self.rate), np.float32)
        drawn = frames = 0

        def seconds() -> Iterator[np.ndarray]:
            nonlocal drawn
            for row, second in zip(outline, pieces_of(self.blocks(), self.rate), strict=False):
                extremes = cell_extremes(second, cell)
                row[: extremes.size] = extremes
                drawn += extremes.size
                yield second

        for some, _ in frame_powers(seconds() if self.is_long else self.blocks(), self.rate):
            end = min(frames + some.size, power.size)
            power[frames:end] = some[: end - frames]
            frames = end
        return _Profile.of(outline.ravel()[:drawn], power[:frames])

    @property
    def pauses(self) -> list[tuple[float, float]]:
        """(start, end) in s of each silence inside the speech."""
        return [(before[1], after[0]) for before, after in pairwise(self.speech)]

    def mean_loudness(self, columns: int) -> tuple[np.ndarray, np.ndarray]:
        """Times in s and level in dBFS every 10 ms, or the mean in each of `columns` if fewer."""
        power, width = self._profile.power, self._profile.frames / FRAMES_PER_SECOND
        edges = np.arange(power.size + 1)
        if power.size > columns:
            edges = np.arange(columns + 1) * power.size // columns
            power = np.add.reduceat(power, edges[:-1]) / np.diff(edges)
        return (edges[:-1] + edges[1:]) / 2 * width, decibels(power)

    @property
    def pitch_is_sampled(self) -> bool:
        """Whether the pitch is measured in excerpts."""
        return self.seconds > EXCERPTS * EXCERPT_SECONDS

    def pitch(self) -> tuple[np.ndarray, np.ndarray]:
        """Times in s and pitch in Hz where speech is voiced, both of shape (voiced frames,).

        What lasts more than a minute is measured in 240 excerpts spread over it.
        """
        speech, starts, size = self.speech, np.zeros(1, int), self.size
        if self.pitch_is_sampled:
            size = int(EXCERPT_SECONDS * self.rate)
            starts = np.linspace(0, self.size - size, EXCERPTS).astype(int)
        measured = np.zeros((starts.size, size), np.float32)
        for row, excerpt in zip(measured, excerpts(self.blocks(), starts, size), strict=True):
            row[:] = excerpt
        times, pitch = prosody.pitch(measured, self.rate)
        excerpt, within = np.divmod((times * self.rate).astype(int), size)
        times = (starts[excerpt.clip(0, starts.size - 1)] + within) / self.rate
        spoken = np.zeros(times.size, bool)
        for start, end in speech:
            spoken |= (times >= start) & (times < end)
        voiced = spoken & ~np.isnan(pitch)
        return times[voiced], pitch[voiced]

    def summary(self) -> str:
        """Where the sound is loudest, and its pauses, in sentences."""
        at, level = self._profile.loudest
        if level <= QUIETEST:
            return "It is silent."
        shown = f"{level:.0f}".replace("-", "−")
        return f"Loudest at {clock(at)}, with {shown} dBFS. {self._pause_sentence()}"

    def _pause_sentence(self) -> str:
        pauses = self.pauses
        if not pauses:
            return "No pauses." if self.speech else "No speech stands out."
        if len(pauses) > LISTED_PAUSES:
            start, end = max(pauses, key=lambda pause: pause[1] - pause[0])
            longest = f"the longest of {end - start:.1f} s at {clock(start)}"
            return f"{len(pauses)} pauses, {longest}."
        places = translated(" and ").join(clock(start) for start, _ in pauses)
        if len(pauses) == 1:
            return f"1 pause, at {places}."
        return f"{len(pauses)} pauses, at {places}."


@dataclass(frozen=True)
class _Profile:
    """What one look at all of a sound gives.

    `speech` is (start, end) in s of each stretch, `loudest` a time in s and its level in dBFS,
    `power` the mean square of so many `frames` of 10 ms each, over the 50 ms round them.
    """

    outline: np.ndarray
    speech: list[tuple[float, float]]
    loudest: tuple[float, float]
    power: np.ndarray
    frames: int

    @classmethod
    def of(cls, outline: np.ndarray, power: np.ndarray) -> "_Profile":
        """From the mean square of each 10 ms."""
        speech = [
            (start / FRAMES_PER_SECOND, end / FRAMES_PER_SECOND)
            for start, end in speech_segments(power)
        ]
        power = smooth(power)
        at = int(np.argmax(power))
        loudest = (at + 0.5) / FRAMES_PER_SECOND, float(decibels(power[at]))
        frames = -(-power.size // MOST_POWERS)
        if frames > 1:
            power = power[: power.size // frames * frames].reshape(-1, frames).mean(axis=1)
        return cls(outline, speech, loudest, power, frames)


def _decoded(sound: Sound, rate: int) -> Iterator[np.ndarray]:
    """A sound's mono samples at `rate` Hz, about a second each. Raises SoundError."""
    with sound.decodable() as file:
        for block in codec.blocks(file, rate):
            yield block[:, 0]


def measured_sounds(sources: Any) -> list[MeasuredSound]:
    """One sound or a list of 1 to 16, each what Sound.load takes. Raises SoundError."""
    sources = list(sources) if isinstance(sources, (list, tuple)) else [sources]
    if not 0 < len(sources) <= MOST_SOUNDS:
        advice = "give fewer." if sources else "give a Sound, or a list of them."
        raise SoundError(f"A picture shows 1 to {MOST_SOUNDS} sounds, not {len(sources)}: {advice}")
    return [MeasuredSound.of(source) for source in sources]


def pitch_sentence(pitch: np.ndarray) -> str:
    """Between which frequencies a voice mostly lies. `pitch` is in Hz, of shape (n,)."""
    if not pitch.size:
        return "No pitch: nothing is voiced."
    low, middle, high = np.percentile(pitch, (10, 50, 90))
    if round(low) == round(high):
        return f"The pitch stays at {middle:.0f} Hz."
    between = f"between {low:.0f} and {high:.0f} Hz"
    return f"The pitch is mostly {between}, {middle:.0f} Hz in the middle."


def duration(seconds: float) -> str:
    """Seconds as people read them, also very few: `40 ms`."""
    return clock(seconds) if seconds >= 0.1 else f"{seconds * 1000:.2g} ms"
