"""A sound made ready to be drawn: what of it is seen, and the same in words. Bounded in time and memory, so that an hour is drawn in a second or two once it is decoded."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from helpers.media.codec import resample
from helpers.media.sniff import SoundError
from helpers.sound import Sound
from helpers.speech import prosody
from helpers.units import clock

LEAST_RATE = 8000  # Hz; less is resampled, because prosody needs 4000
HIGHEST = 8000  # Hz, the top of a spectrogram: speech has little above
BANDS = 80  # rows of a spectrogram
WINDOW = 0.032  # s of sound behind one cell, at least
LOOKS = 16  # windows in one column of a spectrogram, at most: an hour has 12 s in each
BLOCK = 32  # columns worked on at once
EXCERPTS, EXCERPT = (
    240,
    0.25,
)  # what is longer than these together, a minute, has its pitch measured in excerpts: YIN takes half a second for a minute


@dataclass(frozen=True)
class Take:
    """Mono float32 samples at `rate` Hz, in which nothing lies above `top` Hz, and the words that are known."""

    label: str
    mono: np.ndarray
    rate: int
    top: float
    words: str = ""

    @classmethod
    def of(cls, sound) -> "Take":
        """From a Sound or whatever Sound.load takes. Raises SoundError."""
        sound = Sound.load(sound)
        mono, rate = sound.samples(), sound.sample_rate
        if not mono.size:
            raise SoundError(
                f"{sound.label} is empty, there is nothing to draw: record it or ask for it again."
            )
        if rate < LEAST_RATE:
            mono, rate = (
                np.append(resample(mono, rate, LEAST_RATE), mono[-1]),
                LEAST_RATE,
            )  # a click leaves the resampler nothing else
        return cls(
            " ".join(sound.label.split()) or "sound",
            mono,
            rate,
            sound.sample_rate / 2,
            sound.transcript or "",
        )

    @property
    def seconds(self) -> float:
        return self.mono.size / self.rate

    @cached_property
    def speech(self) -> list[tuple[float, float]]:
        """(start, end) in s of each stretch of speech."""
        return prosody.stretches(self.mono, self.rate)

    @cached_property
    def loudness(self) -> tuple[np.ndarray, np.ndarray]:
        """Times in s and level in dBFS, every 10 ms."""
        return prosody.loudness(self.mono, self.rate)

    @property
    def pauses(self) -> list[tuple[float, float]]:
        """(start, end) in s of each silence inside the speech."""
        return [(left[1], right[0]) for left, right in zip(self.speech, self.speech[1:])]

    def level(self, columns: int) -> tuple[np.ndarray, np.ndarray]:
        """The loudness, or its mean in each of `columns` where those are fewer."""
        times, level = self.loudness
        if times.size <= columns:
            return times, level
        edges = np.arange(columns) * times.size // columns
        counts = np.diff(edges, append=times.size)
        return np.add.reduceat(times, edges) / counts, 10 * np.log10(
            np.add.reduceat(10 ** (level / 10), edges) / counts
        )

    def pitch(self) -> tuple[np.ndarray, np.ndarray]:
        """Times in s and pitch in Hz where speech is voiced; what lasts more than a minute is measured in 240 excerpts spread over it."""
        starts, size = np.zeros(1, int), self.mono.size
        if self.seconds > EXCERPTS * EXCERPT:
            size = int(EXCERPT * self.rate)
            starts = np.linspace(0, self.mono.size - size, EXCERPTS).astype(int)
        times, pitch = prosody.pitch(
            np.concatenate([self.mono[start : start + size] for start in starts]), self.rate
        )
        which, within = np.divmod((times * self.rate).astype(int), size)
        times = (starts[which.clip(0, starts.size - 1)] + within) / self.rate
        spoken = np.zeros(times.size, bool)
        for start, end in self.speech:
            spoken |= (times >= start) & (times < end)
        heard = spoken & ~np.isnan(pitch)
        return times[heard], pitch[heard]

    def powers(self, columns: int) -> np.ndarray:
        """Power in each cell of a spectrogram, shape (BANDS, columns), from 0 Hz to HIGHEST; nan above `top`."""
        size = 1 << int(np.ceil(np.log2(WINDOW * self.rate)))
        mono = (
            self.mono if self.mono.size >= size else np.pad(self.mono, (0, size - self.mono.size))
        )
        looks = int(np.clip(np.ceil(2 * self.mono.size / columns / size), 1, LOOKS))
        middles = (np.arange(columns * looks) + 0.5) * self.mono.size / (columns * looks)
        starts = (middles - size / 2).astype(int).clip(0, mono.size - size).reshape(columns, looks)
        views, taper = (
            np.lib.stride_tricks.sliding_window_view(mono, size),
            np.hanning(size).astype(np.float32),
        )
        edges = (np.arange(BANDS + 1) * HIGHEST / BANDS * size / self.rate).astype(int)
        found = np.full((BANDS, columns), np.nan)
        held = min(BANDS, int(self.top / HIGHEST * BANDS))
        for first in range(0, columns, BLOCK):
            spectra = np.fft.rfft(views[starts[first : first + BLOCK]] * taper)
            power = np.mean(spectra.real**2 + spectra.imag**2, axis=1) / (size * size)
            found[:held, first : first + BLOCK] = (
                np.add.reduceat(power[:, : edges[held]], edges[:held], axis=1)
                / np.diff(edges[: held + 1])
            ).T
        return found

    def told(self) -> str:
        """Where the sound is loudest, and its pauses, in sentences."""
        times, level = self.loudness
        at = int(np.argmax(level))
        if level[at] <= prosody.QUIETEST:
            return "It is silent."
        return (
            f"Loudest at {clock(times[at])}, with {level[at]:.0f} dBFS. {self._paused()}".replace(
                "-", "−"
            )
        )

    def _paused(self) -> str:
        if not self.pauses:
            return "No pauses." if self.speech else "No speech stands out."
        if len(self.pauses) > 3:
            start, end = max(self.pauses, key=lambda pause: pause[1] - pause[0])
            return (
                f"{len(self.pauses)} pauses, the longest of {end - start:.1f} s at {clock(start)}."
            )
        return f"{len(self.pauses)} pause{'s' * (len(self.pauses) > 1)}, at {' and '.join(clock(start) for start, _ in self.pauses)}."


def length(seconds: float) -> str:
    """Seconds as people read them, also very few: `40 ms`."""
    return clock(seconds) if seconds >= 0.1 else f"{seconds * 1000:.2g} ms"
