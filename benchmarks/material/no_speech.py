"""Forty sounds in which nobody speaks: silence, noise, tones, music, machines, animals."""

from collections.abc import Callable

import numpy as np

RATE, SECONDS = 16_000, 5
TIME = np.arange(SECONDS * RATE) / RATE


def sounds() -> dict[str, np.ndarray]:
    """Name → five seconds at 16 kHz, always the same."""
    chance = np.random.default_rng(7)
    made = {
        "silence": np.zeros(TIME.size),
        "clicks": (chance.random(TIME.size) < 0.0005) * 0.8,
        "sweep": 0.3 * np.sin(2 * np.pi * (100 * TIME + 300 * TIME**2)),
    }
    made |= _noises(chance) | _tones() | _melodies(chance) | _things(chance)
    return {name: sound.astype(np.float32) for name, sound in made.items()}


def _noises(chance: np.random.Generator) -> dict[str, np.ndarray]:
    made = {}
    for level in (-60, -45, -30, -15):
        pink = _coloured(chance, 1.0)
        made[f"white noise {level} dBFS"] = chance.normal(0, 10 ** (level / 20), TIME.size)
        made[f"pink noise {level} dBFS"] = pink * 10 ** (level / 20)
    return made


def _tones() -> dict[str, np.ndarray]:
    made = {}
    for hertz in (110, 440, 1000):
        made[f"tone {hertz} Hz"] = 0.3 * _tone(hertz)
        chord = _tone(hertz) + _tone(hertz * 5 / 4) + _tone(hertz * 3 / 2)
        made[f"chord on {hertz} Hz"] = 0.1 * chord
    return made


def _melodies(chance: np.random.Generator) -> dict[str, np.ndarray]:
    """Range, pace and brightness differ from one to the next."""
    made = {}
    for number in range(12):
        note = np.arange(int(RATE * (0.15, 0.25, 0.4)[number % 3])) / RATE
        pitches = 131 * 2 ** (chance.integers(0, 25, 34) / 12) * (1, 2)[number % 2]
        played = [
            sum(np.sin(2 * np.pi * pitch * n * note) / n**1.3 for n in range(1, 2 + number))
            * np.exp(-note / 0.3)
            for pitch in pitches
        ]
        made[f"melody {number + 1}"] = 0.2 * np.concatenate(played)[: TIME.size]
    return made


def _things(chance: np.random.Generator) -> dict[str, np.ndarray]:
    """Machines, weather, animals, made of noise and tones."""
    slow = 1 + np.sin(2 * np.pi * 0.4 * TIME)
    knock = np.exp(-np.arange(RATE // 10) / 200) * chance.normal(size=RATE // 10)
    return {
        "wind": 0.1 * slow * _coloured(chance, 1.5),
        "rain": 0.05 * _coloured(chance, 0.3) + 0.3 * (chance.random(TIME.size) < 0.002),
        "applause": 0.3 * _repeated(knock, 0.004, chance),
        "typing": 0.3 * _repeated(knock, 0.15, chance),
        "engine": 0.2 * np.sign(np.sin(2 * np.pi * 47 * TIME)) * (1 + 0.3 * _tone(7)),
        "siren": 0.3 * np.sin(2 * np.pi * 700 * TIME - 300 * np.cos(2 * np.pi * 0.5 * TIME)),
        "breathing": 0.1 * np.abs(_tone(0.3)) * _coloured(chance, 0.6),
        "heartbeat": 0.6 * _tone(55) * (np.sin(2 * np.pi * 1.2 * TIME) > 0.9),
        "birds": 0.3 * _calls(chance, lambda at: 3000 + 1500 * np.sin(60 * at), 0.12, 1),
        "a dog": 0.4 * _calls(chance, lambda at: 500 - 900 * at, 0.25, 12),
        "crickets": 0.2 * _tone(4500) * (np.sin(2 * np.pi * 25 * TIME) > 0) * (_tone(1.5) > 0),
    }


def _tone(hertz: float) -> np.ndarray:
    return np.sin(2 * np.pi * hertz * TIME)


def _coloured(chance: np.random.Generator, slope: float) -> np.ndarray:
    """Noise whose power falls by frequency to `slope`: 0 is white, 1 pink; of deviation 1."""
    spectrum = np.fft.rfft(chance.normal(size=TIME.size))
    noise = np.fft.irfft(spectrum / np.maximum(1, np.arange(spectrum.size)) ** (slope / 2))
    return np.asarray(noise / noise.std())


def _repeated(sound: np.ndarray, seconds: float, chance: np.random.Generator) -> np.ndarray:
    """The same sound again and again, `seconds` apart on the average."""
    made = np.zeros(TIME.size + sound.size)
    at = 0.0
    while at < SECONDS:
        start = int(at * RATE)
        made[start : start + sound.size] += sound * chance.uniform(0.3, 1)
        at += chance.exponential(seconds)
    return made[: TIME.size]


def _calls(
    chance: np.random.Generator,
    pitch: Callable[[np.ndarray], np.ndarray],
    seconds: float,
    overtones: int,
) -> np.ndarray:
    """An animal's calls, with pauses: `pitch` gives hertz by seconds of a call."""
    at = np.arange(int(seconds * RATE)) / RATE
    phase = 2 * np.pi * np.cumsum(pitch(at)) / RATE
    call = sum(np.sin(n * phase) / n for n in range(1, overtones + 1)) * np.hanning(at.size)
    return _repeated(np.asarray(call), 2.5 * seconds, chance)
