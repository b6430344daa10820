"""The exercises of lesson 10: the header of a WAV file, and what few bits leave of a sound."""

import io
import struct
import wave
from typing import Any

import numpy as np

from helpers.exercises.functions import call, is_function
from helpers.exercises.registry import exercise
from helpers.exercises.steps import Step, Steps, step
from helpers.media.wav import wav_bytes

RATE = 24_000  # Hz
HEADER = 44  # bytes before the samples
UNKNOWN = b"\xff\xff\xff\xff"  # both sizes of a header whose end was not known


@exercise("10-repair")
def repaired_header(repair: Any) -> Steps:
    """A function from the bytes of a WAV with unknown sizes to the same WAV with true ones."""
    yield is_function(repair, "repair")
    for seconds in (0.5, 2.25):
        pcm16 = _ramp(round(seconds * RATE))
        right = wav_bytes(pcm16, RATE)
        unknown = right[:4] + UNKNOWN + right[8:40] + UNKNOWN + right[44:]
        found = call(repair, data=unknown)
        yield step(
            isinstance(found.value, (bytes, bytearray, memoryview)),
            "",
            f"It should return bytes. {found.problem or f'Yours gives {found.shown}.'}",
            "return bytes(wav)",
        )
        made = bytes(found.value)
        yield step(
            made[HEADER:] == pcm16,
            f"the samples of {seconds:g} s are as they were",
            f"{len(pcm16):,} bytes of samples went in, and other bytes came out.",
            "Only eight bytes change: 4 to 7, and 40 to 43.",
        )
        yield _size_at(made, 4, len(made) - 8, "RIFF", "all that follows it: len(data) - 8")
        yield _size_at(made, 40, len(pcm16), "data", "the samples: len(data) - 44")
        yield step(
            _seconds(made) == seconds,
            f"and Python reads {seconds:g} s",
            "Another byte of the header has changed: Python cannot read the file.",
            "Only eight bytes change: 4 to 7, and 40 to 43.",
        )


def _ramp(count: int) -> bytes:
    """So many 16-bit samples, none of them like its neighbour."""
    return (np.arange(count) * 37 % 20_011 - 10_000).astype("<i2").tobytes()


def _size_at(wav: bytes, at: int, wanted: int, name: str, what: str) -> Step:
    """A step: four bytes hold this number, the least important byte first."""
    number = struct.unpack_from("<I", wav, at)[0]
    turned = struct.unpack_from(">I", wav, at)[0] == wanted
    return step(
        number == wanted,
        f"the size after {name} is {wanted:,}",
        f"The size after {name} is {number:,}, and should be {wanted:,}.",
        'to_bytes(4, "little") puts the least important byte first, as WAV wants it.'
        if turned
        else f"The size after {name} counts {what}.",
    )


def _seconds(wav: bytes) -> float:
    """How long Python's own wave module takes a file to be; 0 where it cannot read it."""
    try:
        with wave.open(io.BytesIO(wav)) as file:
            return float(file.getnframes() / file.getframerate())
    except (wave.Error, EOFError):
        return 0.0


@exercise("10-quantise")
def few_steps(quantise: Any) -> Steps:
    """A function that moves samples to the nearest of the steps that so many bits can name."""
    yield is_function(quantise, "quantise")
    samples = np.sin(np.arange(2_400) / 12).astype(np.float32) * np.linspace(0, 0.9, 2_400)
    for bits in (3, 8, 1):
        size = 2 / 2**bits
        found = call(quantise, samples=samples.copy(), bits=bits)
        made = _numbers(found.value)
        yield step(
            made.shape == samples.shape,
            "",
            f"It should return as many samples as it gets, {samples.size:,}. "
            f"{found.problem or f'Yours gives {found.shown}.'}",
            "return … with all samples at once: numpy calculates with whole arrays.",
        )
        yield step(
            np.allclose(made / size, np.round(made / size), atol=1e-3),
            f"with {bits} bits every sample is a multiple of {size:g}",
            f"With {bits} bits a step is 2 / 2**{bits} = {size:g} high, and some of your samples "
            "lie between two steps.",
            "Divide by the height of a step, round, and multiply by it again.",
            "step = 2 / 2**bits, then np.round(samples / step) * step",
        )
        furthest = float(np.abs(made - samples).max())
        yield step(
            furthest <= size / 2 + 1e-3,
            "and none moves more than half a step",
            f"One of them moves by {furthest:.3f}, and half a step is {size / 2:g}.",
            "The nearest step is meant: np.round, not a step below and not a loss of loudness.",
        )


def _numbers(value: Any) -> np.ndarray:
    """The value as an array of floats; an empty one where it holds no numbers."""
    try:
        return np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        return np.zeros(0)
