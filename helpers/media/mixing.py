"""Several channels mixed to one, as they are heard."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import numpy as np

# What each loudspeaker adds to one channel (ITU-R BS.775-4, table 2, row 1/0): the centre as it
# is, the fronts at -3 dB, the surrounds and what hangs above at -6 dB, deep effects not at all.
CENTRE, FRONT, SURROUND, EFFECTS = 1.0, 0.7071, 0.5, 0.0
SHARES = {  # FFmpeg's names of loudspeakers; all others are surrounds
    "FC": CENTRE,
    **dict.fromkeys(("FL", "FR", "FLC", "FRC"), FRONT),
    **dict.fromkeys(("LFE", "LFE2"), EFFECTS),
}
WITHOUT_MIX = {"FL", "FR", "LFE", "LFE2"}  # loudspeakers of plain stereo: their mean
OPPOSED = 0.1  # of the power that is lost in the mean, what is left of two opposed channels


def mixed(blocks: Iterable[np.ndarray], speakers: Sequence[str]) -> Iterator[np.ndarray]:
    """Blocks of (samples, channels) in [-1, 1] as blocks of (samples, 1).

    `speakers` are FFmpeg's names of the channels. Stereo, and channels that belong to no
    loudspeakers, become their mean; two that cancel each other out become half their difference.
    """
    if len(speakers) == 2:
        yield from _stereo(blocks)
    elif any(name in SHARES for name in speakers):
        shares = _shares(speakers)
        yield from _within_bounds(block @ shares for block in blocks)
    else:
        yield from (block.mean(axis=1, keepdims=True) for block in blocks)


def one_channel(samples: np.ndarray) -> np.ndarray:
    """Samples of shape (samples, channels) that name no loudspeakers, as an array of samples."""
    (mono,) = mixed([samples], ("NONE",) * samples.shape[1])
    return mono[:, 0]


def _shares(speakers: Sequence[str]) -> np.ndarray:
    """What each channel adds, of shape (channels, 1)."""
    shares = np.array([SHARES.get(name, SURROUND) for name in speakers], np.float32)
    if set(speakers) <= WITHOUT_MIX:
        shares /= shares.sum()
    return shares[:, None]


def _stereo(blocks: Iterable[np.ndarray]) -> Iterator[np.ndarray]:
    are_opposed = False
    for block in blocks:
        mean = block.mean(axis=1, keepdims=True)
        half_difference = (block[:, :1] - block[:, 1:]) / 2
        kept, lost = _power(mean), _power(half_difference)
        if kept < OPPOSED * lost:
            are_opposed = True
        elif lost < OPPOSED * kept:
            are_opposed = False
        yield half_difference if are_opposed else mean


def _power(samples: np.ndarray) -> float:
    return float(np.vdot(samples, samples))


def _within_bounds(blocks: Iterable[np.ndarray]) -> Iterator[np.ndarray]:
    """The blocks, turned down where they would clip, in a straight line from block to block."""
    held, begin = None, 1.0
    for block in chain(blocks, (None,)):
        if held is not None:
            end = min(_most(held), _most(block) if block is not None else 1.0)
            yield held * np.linspace(begin, end, len(held), dtype=np.float32)[:, None]
            begin = end
        elif block is not None:
            begin = _most(block)
        held = block


def _most(block: np.ndarray) -> float:
    """The factor, at most 1, with which a block does not clip."""
    return 1 / max(float(np.abs(block).max(initial=0)), 1.0)
