"""How far a sound swings, column by column: for the card, for the plots, and as a small PNG."""

import io

import numpy as np

from helpers.display.figure import BLUE, WIDTH

HEIGHT = 48  # CSS pixels of a card's waveform, WIDTH wide
COLOUR = tuple(bytes.fromhex(BLUE[1:]))
EXPONENT = 0.6  # of the drawn level; widgets/live_view.js draws with the same


def waveform_png(samples: np.ndarray) -> bytes:
    """The lowest and highest sample in each column, on a transparent ground.

    `samples` are mono floats in [-1, 1] of shape (n,), n may be 0.
    """
    from PIL import Image

    low, high = (companded(level) for level in column_extremes(samples, WIDTH))
    rows = (np.arange(HEIGHT)[:, None] + 0.5) / HEIGHT * -2 + 1  # from +1 at the top to -1
    line = 1 / HEIGHT  # silence is drawn as a thin line
    inside = (rows <= np.maximum(high, line)) & (rows >= np.minimum(low, -line))
    image = Image.fromarray(inside.astype(np.uint8), "P")
    image.putpalette([255, 255, 255, *COLOUR])
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True, transparency=0, bits=1)
    return file.getvalue()


def column_extremes(samples: np.ndarray, columns: int) -> tuple[np.ndarray, np.ndarray]:
    """The lowest and the highest sample in each of `columns`, both of shape (columns,).

    Where there are fewer samples than columns, a sample fills several.
    """
    samples = samples if samples.size else np.zeros(1, np.float32)
    edges = np.arange(columns) * samples.size // columns
    return np.minimum.reduceat(samples, edges), np.maximum.reduceat(samples, edges)


def cell_extremes(samples: np.ndarray, cell: int) -> np.ndarray:
    """The lowest and the highest of each `cell` samples, one after the other, to be drawn."""
    if cell <= 1 or not samples.size:
        return samples
    starts = np.arange(0, samples.size, cell)
    pairs = [extreme.reduceat(samples, starts) for extreme in (np.minimum, np.maximum)]
    return np.stack(pairs, axis=1).ravel()


def companded(level: np.ndarray) -> np.ndarray:
    """Levels in [-1, 1] on the scale on which they are drawn, in [-1, 1] too.

    On a linear scale quiet speech is a flat line. Louder is higher, in every picture alike.
    """
    scaled: np.ndarray = np.sign(level) * np.abs(level) ** EXPONENT
    return scaled
