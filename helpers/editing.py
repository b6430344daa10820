"""Cutting a recording and changing it, without loss and block by block: an hour takes no more memory than the files that come of it.

What comes out has 16-bit samples, exactly those of the recording where it holds such samples, else rounded to them. It is a wav, or where that would be
larger than may be sent a flac, which is about half as large.
"""

import math
from collections.abc import Iterator
from dataclasses import replace
from numbers import Real
from typing import TYPE_CHECKING

import numpy as np

from helpers.media import codec
from helpers.media.encoder import Encoder
from helpers.media.sniff import SoundError
from helpers.media.wav import wav_bytes
from helpers.progress import Progress
from helpers.units import clock

if TYPE_CHECKING:
    from helpers.sound import Sound

LARGEST_SENT = 20_000_000  # bytes; Azure's figure, OpenAI's own is not known (api-facts.md §2.3)
MOST_FLAC = 8  # channels
CELL = 0.01  # seconds, the grid on which loudness is measured
QUIET = 0.3  # seconds that have to be quiet for a cut: within a word nothing is quiet for so long
SEARCHED = 30.0  # seconds before the end of the longest piece, in which a cut is looked for: people breathe more often
SHORTEST, LEAST = 1.0, 1.0  # seconds: of a piece asked for, and left for the last piece
ROUNDED = 0.5  # seconds by which the length that people read is rounded (`clock`)
MOST_DECIBELS = 60


def trim(sound: "Sound", start: float, end: float | None) -> "Sound":
    """The part from `start` to `end`, in seconds; None is the end of the recording."""
    end = sound.seconds if end is None else end
    first, last = (
        round(min(at, sound.seconds) * sound.sample_rate) if _number(at) else -1
        for at in (start, end)
    )
    if not 0 <= first < last or end > sound.seconds + ROUNDED:
        raise SoundError(
            f"This recording lasts {clock(sound.seconds)}: choose a start and a later end within it, in seconds."
        )
    encoder, at = _encoder(sound, (last - first) / sound.sample_rate), 0
    with Progress(f"Cutting {sound.label}") as progress:
        for block in _blocks(sound, progress=progress):
            encoder.add(_exact(block[max(first - at, 0) : last - at]))
            at += len(block)
            if at >= last:
                break
    return _made(
        sound,
        encoder,
        label=f"{sound.label} · from {clock(start)} to {clock(last / sound.sample_rate)}",
        transcript=None,
        audio_id=None,
    )


def gain(sound: "Sound", decibels: float) -> "Sound":
    """Louder by `decibels`, or quieter where they are negative; never so loud that it clips, which is said."""
    if not _number(decibels) or abs(decibels) > MOST_DECIBELS:
        raise SoundError(
            f"{str(decibels)[:50]!r} is no change of loudness: give decibels from -{MOST_DECIBELS} to {MOST_DECIBELS}, for instance 6 or -6."
        )
    factor, encoder = 10 ** (decibels / 20), _encoder(sound, sound.seconds)
    with Progress(f"Changing {sound.label}") as progress:
        peak = max(
            (
                float(np.abs(block).max(initial=0))
                for block in _blocks(sound, progress=lambda share: progress(share / 2))
            ),
            default=0.0,
        )
        factor, clipping = (
            min(factor, max(1 / max(peak, 1e-9), 1.0)),
            factor > 1 and peak * factor > 1,
        )
        for block in _blocks(sound, progress=lambda share: progress(0.5 + share / 2)):
            encoder.add(_exact(block * np.float32(factor)))
    if clipping:
        print(
            f"{sound.label}: {decibels:+.1f} dB would clip the loudest places, so it becomes {20 * math.log10(factor):+.1f} dB."
        )
    return _made(sound, encoder)


def mono(sound: "Sound") -> "Sound":
    """The mean of its channels; what has one channel stays as it is."""
    if sound.channels == 1:
        return replace(sound)
    encoder = _encoder(sound, sound.seconds, 1)
    with Progress(f"Mixing {sound.label}") as progress:
        for block in _blocks(sound, 1, progress):
            encoder.add(_exact(block))
    return _made(sound, encoder, channels=1)


def split(sound: "Sound", seconds: float) -> list["Sound"]:
    """Pieces of at most `seconds`, cut where it is quietest; joined they are the whole, sample for sample."""
    if not _number(seconds) or seconds < SHORTEST:
        raise SoundError(
            f"{str(seconds)[:50]!r} is no length for a piece: give seconds, {SHORTEST:.0f} or more, for instance 600."
        )
    if sound.seconds <= seconds:
        return [sound]
    rate, longest, whole = (
        sound.sample_rate,
        int(seconds * sound.sample_rate),
        round(sound.seconds * sound.sample_rate),
    )
    earliest, least = (
        longest - min(int(SEARCHED * rate), longest // 2),
        min(int(LEAST * rate), longest // 4),
    )
    pieces, starts, encoder, held = (
        [],
        [0],
        _encoder(sound, sound.seconds),
        np.zeros((0, sound.channels), np.int16),
    )  # held: what may come to lie on either side of a cut
    with Progress(f"Cutting {sound.label}") as progress:
        for block in _blocks(sound, progress=progress):
            held = np.concatenate((held, _exact(block)))
            while encoder.count + len(held) > longest:
                latest = max(min(longest, whole - starts[-1] - least), earliest + 1)
                cut = (
                    earliest
                    - encoder.count
                    + quietest(held[earliest - encoder.count : latest - encoder.count], rate)
                )
                encoder.add(held[:cut])
                held = held[cut:]
                starts.append(starts[-1] + encoder.count)
                pieces.append(_made(sound, encoder))
                encoder = _encoder(sound, sound.seconds)
            if encoder.count + len(held) <= earliest:
                encoder.add(held)
                held = held[:0]
    encoder.add(held)
    pieces.append(_made(sound, encoder))
    return [
        replace(
            piece,
            label=f"{sound.label} · {number} of {len(pieces)} · from {clock(start / rate)}",
            transcript=None,
            audio_id=None,
        )
        for number, (piece, start) in enumerate(zip(pieces, starts), 1)
    ]


def quietest(samples: np.ndarray, rate: int) -> int:
    """The place to cut in `samples`, int16 of shape (samples, channels): the middle of the pause that holds the quietest 0.3 s, the last where several are as quiet."""
    cell = max(1, int(CELL * rate))
    cells = (
        samples[: len(samples) // cell * cell]
        .reshape(-1, cell * samples.shape[1])
        .astype(np.float32)
    )
    power, width = (
        np.concatenate(([0.0], np.cumsum(cells.var(axis=1, dtype=float)))),
        max(1, min(round(QUIET / CELL), len(cells) // 4)),
    )
    level = power[width:] - power[:-width]
    if not level.size:
        return len(samples) // 2
    best = np.flatnonzero(level <= level.min() + width)[-1]  # one step of 16 bits is no difference
    loud = np.flatnonzero(level > 2 * level.min() + width)  # 3 dB above it the pause has ended
    first, last = (
        max(loud[loud < best], default=-1) + 1,
        min(loud[loud > best], default=level.size) - 1,
    )
    return int((first + last + width) * cell / 2)


def _blocks(sound: "Sound", channels: int | None = None, progress=None) -> Iterator[np.ndarray]:
    data = wav_bytes(sound.data, sound.sample_rate) if sound.format == "pcm16" else sound.data
    return codec.blocks(data, sound.sample_rate, channels or sound.channels, progress)


def _exact(block: np.ndarray) -> np.ndarray:
    """The 16-bit samples that FFmpeg made these floats of, by 1/32768."""
    return np.clip(np.rint(block * np.float32(32768)), -32768, 32767).astype(np.int16)


def _encoder(sound: "Sound", seconds: float, channels: int | None = None) -> Encoder:
    channels = channels or sound.channels
    large, rate = seconds * sound.sample_rate * channels * 2 > LARGEST_SENT, sound.sample_rate
    return Encoder(
        "flac" if large and channels <= MOST_FLAC and (rate < 65_536 or rate % 10 == 0) else "wav",
        rate,
        channels,
    )  # what a flac's header can say


def _made(sound: "Sound", encoder: Encoder, **changed) -> "Sound":
    """`sound` with other samples and what else has changed. Nothing is measured again: the samples were counted while they were written."""
    data = encoder.close()
    return replace(
        sound,
        data=data,
        format=encoder.format,
        seconds=encoder.count / encoder.rate,
        codec="pcm_s16le" if encoder.format == "wav" else "flac",
        **changed,
    )


def _number(value) -> bool:
    return (
        isinstance(value, Real) and not isinstance(value, bool) and abs(value) < 1e12
    )  # nan is not
