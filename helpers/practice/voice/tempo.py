"""The same speech faster or slower, at the same pitch."""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

SMALLEST = 0.5  # the slowest that one of FFmpeg's atempo filters plays


def at_speed(blocks: Iterable[np.ndarray], rate: int, speed: float) -> Iterator[np.ndarray]:
    """Mono float32 blocks at `rate` Hz, `speed` times as fast (0.25 to 4): they last 1 / `speed`.

    At speed 1 they are the same samples.
    """
    if speed == 1:
        yield from blocks
        return
    import av

    graph = _graph(rate, speed)
    count = 0
    for block in blocks:
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(block, np.float32)[None], format="flt", layout="mono"
        )
        frame.sample_rate, frame.pts = rate, count
        count += len(block)
        graph.push(frame)
        yield from _ready(graph)
    graph.push(None)
    yield from _ready(graph)


def _graph(rate: int, speed: float) -> Any:
    import av

    graph = av.filter.Graph()
    chain = [
        graph.add_abuffer(format="flt", sample_rate=rate, layout="mono"),
        *(graph.add("atempo", str(factor)) for factor in _factors(speed)),
        graph.add("aformat", "sample_fmts=flt"),
        graph.add("abuffersink"),
    ]
    graph.link_nodes(*chain).configure()
    return graph


def _factors(speed: float) -> list[float]:
    """Factors of `speed` that a filter takes each."""
    return [SMALLEST, speed / SMALLEST] if speed < SMALLEST else [speed]


def _ready(graph: Any) -> Iterator[np.ndarray]:
    import av

    while True:
        try:
            frame = graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        yield frame.to_ndarray().reshape(-1)
