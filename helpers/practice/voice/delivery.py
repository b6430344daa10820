"""How words are said, in the same terms for every synthesiser."""

from dataclasses import dataclass

LOUDEST = 1.33  # the largest `Delivery.loudness` at which no voice clips


@dataclass(frozen=True)
class Delivery:
    """How the words are said, beside which words and in which voice.

    `speed` and `loudness` are factors, 1 is usual; `pitch` and `range` (of the pitch) go
    from 0 to 100, 50 is usual, as espeak-ng counts them.
    """

    speed: float = 1.0
    pitch: int = 50
    range: int = 50
    loudness: float = 1.0


PLAIN = Delivery()
