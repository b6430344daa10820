"""Short parts of a sound that comes block by block: never more of it in memory than two blocks."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np


def excerpts(
    blocks: Iterable[np.ndarray], starts: Sequence[int] | np.ndarray, size: int
) -> Iterator[np.ndarray]:
    """The `size` samples from each of `starts` on, which ascend; silence behind the end.

    `blocks` are of shape (n,) each, together the whole sound.
    """
    coming, held, at = iter(blocks), np.zeros(0, np.float32), 0  # `at` is the place of held[0]
    for start in starts:
        while at + held.size < start + size:
            block = next(coming, None)
            if block is None:
                held = np.pad(held, (0, start + size - at - held.size))
                break
            unneeded = min(max(start - at, 0), held.size)
            held = np.concatenate((held[unneeded:], block)) if held[unneeded:].size else block
            at += unneeded
        yield held[start - at : start - at + size].copy()  # a view would keep its block
