"""A sound with its measures, ready to be plotted: loudness, pauses, pitch, and the same in words.

Bounded in time and memory, so that an hour is plotted in a second or two once it is decoded.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from helpers.language import translated
from helpers.media.codec import resample
from helpers.media.sniff import SoundError
from helpers.sound import Sound
from helpers.speech import prosody
from helpers.speech.activity import QUIETEST
from helpers.units import clock

LEAST_RATE = 8000  # Hz; less is resampled, because prosody needs 4000
# What is longer than these together, a minute, has its pitch measured in excerpts: YIN takes half
# a second for a minute.
EXCERPTS = 240
EXCERPT_SECONDS = 0.25
MOST_SOUNDS = 16  # in one figure: every voice, and some
LISTED_PAUSES = 3  # more are counted, and only the longest is told


@dataclass(frozen=True)
class MeasuredSound:
    """Mono float32 samples of shape (n,) at `rate` Hz, and what can be measured in them."""

    label: str
    mono: np.ndarray
    rate: int
    top: float
    """Hz; nothing in the recording lies above."""
    transcript: str = ""

    @classmethod
    def of(cls, source: Any) -> "MeasuredSound":
        """From a Sound or whatever Sound.load takes. Raises SoundError."""
        sound = Sound.load(source)
        mono, rate = sound.samples(), sound.sample_rate
        if not mono.size:
            raise SoundError(
                f"{sound.label} is empty, there is nothing to draw: record it or ask for it again."
            )
        if rate < LEAST_RATE:
            # the last sample once more, because the resampler leaves nothing of a single one
            mono, rate = np.append(resample(mono, rate, LEAST_RATE), mono[-1]), LEAST_RATE
        label = " ".join(sound.label.split()) or "sound"
        return cls(label, mono, rate, sound.sample_rate / 2, sound.transcript or "")

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.mono.size / self.rate

    @cached_property
    def speech(self) -> list[tuple[float, float]]:
        """(start, end) in s of each stretch of speech."""
        return prosody.stretches(self.mono, self.rate)

    @cached_property
    def loudness(self) -> tuple[np.ndarray, np.ndarray]:
        """Times in s and level in dBFS, every 10 ms, both of shape (frames,)."""
        return prosody.loudness(self.mono, self.rate)

    @property
    def pauses(self) -> list[tuple[float, float]]:
        """(start, end) in s of each silence inside the speech."""
        return [(before[1], after[0]) for before, after in pairwise(self.speech)]

    def mean_loudness(self, columns: int) -> tuple[np.ndarray, np.ndarray]:
        """The loudness, or its mean in each of `columns` where those are fewer."""
        times, level = self.loudness
        if times.size <= columns:
            return times, level
        edges = np.arange(columns) * times.size // columns
        counts = np.diff(edges, append=times.size)
        power = np.add.reduceat(10 ** (level / 10), edges) / counts
        return np.add.reduceat(times, edges) / counts, 10 * np.log10(power)

    def pitch(self) -> tuple[np.ndarray, np.ndarray]:
        """Times in s and pitch in Hz where speech is voiced, both of shape (voiced frames,).

        What lasts more than a minute is measured in 240 excerpts spread over it.
        """
        starts, size = np.zeros(1, int), self.mono.size
        if self.seconds > EXCERPTS * EXCERPT_SECONDS:
            size = int(EXCERPT_SECONDS * self.rate)
            starts = np.linspace(0, self.mono.size - size, EXCERPTS).astype(int)
        excerpts = np.concatenate([self.mono[start : start + size] for start in starts])
        times, pitch = prosody.pitch(excerpts, self.rate)
        excerpt, within = np.divmod((times * self.rate).astype(int), size)
        times = (starts[excerpt.clip(0, starts.size - 1)] + within) / self.rate
        spoken = np.zeros(times.size, bool)
        for start, end in self.speech:
            spoken |= (times >= start) & (times < end)
        voiced = spoken & ~np.isnan(pitch)
        return times[voiced], pitch[voiced]

    def summary(self) -> str:
        """Where the sound is loudest, and its pauses, in sentences."""
        times, level = self.loudness
        loudest = int(np.argmax(level))
        if level[loudest] <= QUIETEST:
            return "It is silent."
        decibels = f"{level[loudest]:.0f}".replace("-", "−")
        at = clock(times[loudest])
        return f"Loudest at {at}, with {decibels} dBFS. {self._pause_sentence()}"

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
