"""A recording in pieces, cut where it is quietest: joined they are the whole, sample for sample."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from helpers.editing import R, blocks_of, encoder_for, is_number, to_int16, with_samples
from helpers.language import translated
from helpers.media.recording import Recording
from helpers.media.slices import SampleWriter, wav_slice
from helpers.media.sniff import SoundError
from helpers.progress import Progress
from helpers.units import clock

GRID_SECONDS = 0.01  # the cells in which loudness is measured
PAUSE_SECONDS = 0.3  # that have to be quiet for a cut: within a word nothing is quiet for so long
SEARCHED_SECONDS = 30.0  # before a piece's latest end, where a pause is looked for: people breathe
SHORTEST_PIECE = 1.0  # seconds that can be asked for
SHORTEST_REST = 1.0  # seconds that are left for the last piece


def split(recording: R, seconds: float) -> list[R]:
    """Pieces of at most `seconds`, 1 or more; what is short enough comes as it is."""
    if not is_number(seconds) or seconds < SHORTEST_PIECE:
        raise SoundError(
            f"{str(seconds)[:50]!r} is no length for a piece: "
            f"give seconds, {SHORTEST_PIECE:.0f} or more, for instance 600."
        )
    if recording.seconds <= seconds:
        return [recording]
    pieces = list(each_piece(recording, seconds))
    rate = recording.sample_rate
    lengths = [round(piece.seconds * rate) for piece in pieces]  # in samples
    starts = np.cumsum([0, *lengths[:-1]]) / rate
    return [
        replace(
            piece,
            label=" · ".join(
                (
                    recording.label,
                    translated(f"{number} of {len(pieces)}"),
                    translated(f"from {clock(start)}"),
                )
            ),
            transcript=None,
            audio_id=None,
        )
        for number, (piece, start) in enumerate(zip(pieces, starts, strict=True), 1)
    ]


def each_piece(recording: R, seconds: float, quiet: bool = False) -> Iterator[R]:
    """The same pieces one after the other, never all in memory; their labels are the whole's."""
    if recording.seconds <= seconds:
        yield recording
        return
    limits = _Limits(recording, seconds)
    writer, written = _writer(recording, 0, limits), 0
    held = np.zeros((0, recording.channels), np.int16)  # what may lie on either side of a cut
    with Progress(f"Cutting {recording.label}", quiet) as progress:
        for block in blocks_of(recording, progress=progress):
            held = np.concatenate((held, to_int16(block)))
            while writer.count + len(held) > limits.longest:
                begin = limits.earliest - writer.count
                end = limits.latest(written) - writer.count
                cut = begin + quietest(held[begin:end], recording.sample_rate)
                writer.add(held[:cut])
                held = held[cut:]
                written += writer.count
                yield with_samples(recording, writer)
                writer = _writer(recording, written, limits)
            if writer.count + len(held) <= limits.earliest:
                writer.add(held)
                held = held[:0]
    writer.add(held)
    yield with_samples(recording, writer)


def _writer(recording: Recording, first: int, limits: "_Limits") -> SampleWriter:
    """What takes the samples of the piece that begins with `first`."""
    part_of_wav = wav_slice(recording, first, limits.longest)
    return part_of_wav or encoder_for(recording, recording.seconds)


def quietest(samples: np.ndarray, rate: int) -> int:
    """The place to cut in `samples`, int16 of shape (samples, channels), `rate` in Hz.

    The middle of the pause that holds the quietest 0.3 s, the last where several are as quiet.
    """
    cell = max(1, int(GRID_SECONDS * rate))
    powers = _powers(samples, cell)
    width = max(1, min(round(PAUSE_SECONDS / GRID_SECONDS), len(powers) // 4))
    sums = np.concatenate(([0.0], np.cumsum(powers)))
    level = sums[width:] - sums[:-width]
    if not level.size:
        return len(samples) // 2
    least = level.min() + width  # one step of 16 bits is no difference
    best = np.flatnonzero(level <= least)[-1]
    loud = np.flatnonzero(level > 2 * level.min() + width)  # 3 dB above it the pause has ended
    first = max(loud[loud < best], default=-1) + 1
    last = min(loud[loud > best], default=level.size) - 1
    return int((first + last + width) * cell / 2)


class _Limits:
    """Where a piece may end, in samples from its beginning."""

    def __init__(self, recording: Recording, seconds: float) -> None:
        rate = recording.sample_rate
        self.longest = int(seconds * rate)
        self.earliest = self.longest - min(int(SEARCHED_SECONDS * rate), self.longest // 2)
        self._whole = round(recording.seconds * rate)
        self._rest = min(int(SHORTEST_REST * rate), self.longest // 4)

    def latest(self, written: int) -> int:
        """The latest end of a piece before which `written` samples lie."""
        end = min(self.longest, self._whole - written - self._rest)
        return max(end, self.earliest + 1)


def _powers(samples: np.ndarray, cell: int) -> np.ndarray:
    """The variance of each cell of so many samples, over all channels."""
    whole_cells = samples[: len(samples) // cell * cell]
    cells = whole_cells.reshape(-1, cell * samples.shape[1]).astype(np.float32)
    return np.asarray(cells.var(axis=1, dtype=float))
